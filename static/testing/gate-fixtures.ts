import type { GateDecision, GateStatus, SeatStatus } from '../../src/contract/handoff';
import type { GatePlan } from '../../src/contract/scope';

export const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const ANA = { accountId: 'agent-ana', displayName: 'Ana Alvarez' };
export const CHO = { accountId: 'commander-cho', displayName: 'Cho Park' };
export const BO = { accountId: 'backup-bo', displayName: 'Bo Berg' };
export const RELEASE = 'c'.repeat(64);

/** One approver with a backup, before use. */
export const PLAN: GatePlan = {
  gate: 'use',
  role: 'incident-commander',
  approvers: [{ ...CHO, standsInFor: null }],
  needed: 1,
  isInOrder: false,
  backup: { ...BO, standsInFor: null },
  others: [],
  hours: 4,
  remindAfterHours: 1,
  backupAfterHours: 2,
  mayBackupDecideEarly: false,
  validHours: 24,
  risk: 'medium',
  review: 'light',
  place: 'subtask',
  ruleId: 'comm-3',
  because: 'A commander approves before anything is sent.',
};

const EMPTY_SEAT: SeatStatus = {
  approver: { ...CHO, standsInFor: null },
  askedAt: null,
  subtaskKey: null,
  remindedAt: null,
  backupAskedAt: null,
  backupAskedWhy: null,
  decision: null,
};

/** Cho's seat, asked 12 minutes ago by the subtask INC-2050. */
export const seat = (extra: Partial<SeatStatus> = {}): SeatStatus => ({
  ...EMPTY_SEAT,
  askedAt: ago(12),
  subtaskKey: 'INC-2050',
  ...extra,
});

/** The gate before use, open. */
export const gateStatus = (extra: Partial<GateStatus> = {}): GateStatus => ({
  plan: PLAN,
  seats: [seat()],
  openedAt: ago(12),
  expiresAt: ago(-180),
  validUntil: null,
  release: RELEASE,
  ...extra,
});

/** The gate before use while nothing waits at it yet. */
export const CLOSED_GATE = gateStatus({
  seats: [EMPTY_SEAT],
  openedAt: null,
  expiresAt: null,
  release: null,
});

/** Cho's approval of the use. */
export const APPROVED: GateDecision = {
  gate: 'use',
  verdict: 'approve',
  by: CHO,
  as: 'approver',
  at: '2026-11-20T12:00:00.000Z',
  via: 'panel',
  reason: 'none',
  note: '',
};
