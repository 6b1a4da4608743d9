import type { AuditEntry, AuditEvent, DetailsOf } from '../../src/contract/audit';
import type { Checkpoint } from '../../src/contract/checkpoint';
import type { ControlChange, TrailPerson, Verification } from '../../src/contract/trail';
import { HANDOFF_ID, SEAL } from './fixtures';

const refOf = (digit: string): string => `actor-${digit.repeat(8)}-0000-4000-8000-000000000000`;

export const ANA_REF = refOf('a');
export const CHO_REF = refOf('c');
export const GONE_REF = refOf('9');

export const PEOPLE: TrailPerson[] = [
  { ref: ANA_REF, accountId: 'agent-ana', displayName: 'Ana Alvarez' },
  { ref: CHO_REF, accountId: 'commander-cho', displayName: 'Cho Park' },
  { ref: GONE_REF, accountId: null, displayName: '' },
];

const COMMON = {
  specVersion: 2,
  chain: HANDOFF_ID,
  prevEntryHash: '0'.repeat(64),
  at: '2026-11-18T09:00:00.000Z',
  actor: { kind: 'person', ref: ANA_REF, role: 'requester' },
  onBehalfOf: null,
  requestId: 'r-1',
  issue: { id: '1', key: 'INC-2041' },
  operation: 'prepare-incident-packet',
  state: 'proposed',
  seal: SEAL,
  versions: { policy: 3, engine: 'composer 1.0.0', prompt: null, template: '1.0.0', model: null },
  checks: [],
  bodies: [],
} as const;

type Extra = Partial<Omit<AuditEntry, 'event' | 'details'>>;

/** An entry of one event with its details; index 0 unless said otherwise. */
export function entryOf<E extends AuditEvent>(
  event: E,
  details: DetailsOf<E>,
  extra: Extra = {},
): AuditEntry {
  const index = extra.index ?? 0;
  const id = `${HANDOFF_ID}.${String(index).padStart(6, '0')}`;
  const hash = String(index % 10).repeat(64);
  // The pair of event and details is right by this function's own signature; TypeScript cannot follow it into the union.
  return { ...COMMON, id, index, hash, event, details, ...extra } as unknown as AuditEntry;
}

const APP = { kind: 'app', ref: 'app', role: 'ai-handoff app' } as const;
export const byApp: Extra = { actor: APP, onBehalfOf: ANA_REF };
export const byCho: Extra = { actor: { kind: 'person', ref: CHO_REF, role: 'incident-commander' } };

/** A hand-off that Ana accepted, Cho approved, and the app posted. */
export const TRAIL: AuditEntry[] = [
  entryOf('handoff.requested', { sources: 9, clientRequestId: 'c-1' }),
  entryOf(
    'eligibility.decided',
    { outcome: 'approval-bound', fired: 2 },
    {
      ...byApp,
      index: 1,
      checks: [
        {
          check: 'policy',
          ruleId: 'sev-1',
          verdict: 'allowed',
          observed: 'High',
          threshold: 'Up to High',
        },
        {
          check: 'policy',
          ruleId: 'comm-3',
          verdict: 'escalated',
          observed: 'Goes to a vendor',
          threshold: 'Approval before use',
        },
      ],
    },
  ),
  entryOf(
    'run.finished',
    {
      claims: 15,
      grounded: 14,
      struck: 1,
      contradictions: 1,
      gaps: 0,
      sources: 9,
      isEnough: true,
      toolCalls: 0,
      mode: 'composer',
      fallbacks: [],
      inputTokens: 0,
      outputTokens: 0,
      answeredBy: null,
    },
    {
      ...byApp,
      index: 2,
      state: 'awaiting-review',
      bodies: [{ name: 'output', hmac: 'd'.repeat(64), bytes: 2_048 }],
    },
  ),
  entryOf(
    'output.reviewed',
    { verdict: 'accept', reason: 'none', struck: '2', edited: '', overrides: 0 },
    {
      actor: { kind: 'person', ref: ANA_REF, role: 'owner' },
      index: 3,
      at: '2026-11-18T09:20:00.000Z',
      state: 'awaiting-use-approval',
    },
  ),
  entryOf(
    'approval.decided',
    {
      gate: 'use',
      verdict: 'approve',
      via: 'transition',
      reason: 'none',
      changeId: '10100',
      decidedAt: '2026-11-18T09:30:00.000Z',
    },
    { ...byCho, index: 4, at: '2026-11-18T09:30:05.000Z', state: 'writing-back' },
  ),
  entryOf(
    'writeback.done',
    { commentId: '10099', isRepeat: false },
    { ...byApp, index: 5, at: '2026-11-18T09:31:00.000Z', state: 'completed' },
  ),
];

export const verificationAt = (chains: number, extra: Partial<Verification> = {}): Verification => ({
  startedAt: '2026-11-18T10:00:00.000Z',
  by: 'Ava Stone',
  finishedAt: null,
  chains,
  totalChains: 1_200,
  entries: chains * 12,
  checkpoints: 0,
  firstBroken: null,
  ...extra,
});

export const checkpointAt = (index: number): Checkpoint => ({
  specVersion: 1,
  index,
  from: index === 0 ? null : '2026-11-17T00:00:00.000Z',
  to: '2026-11-18T00:00:00.000Z',
  chains: index * 3,
  root: 'e'.repeat(64),
  prevCheckpointHash: '0'.repeat(64),
  history: { size: index, root: 'f'.repeat(64) },
  hash: 'a'.repeat(64),
});

export const CHANGES: ControlChange[] = [
  {
    entryId: 'site.000007',
    at: '2026-11-18T11:00:00.000Z',
    by: { ref: CHO_REF, accountId: 'commander-cho', displayName: 'Cho Park' },
    what: 'switch',
    change: 'Wrong outputs',
    policyVersion: null,
    isHalted: true,
  },
  {
    entryId: 'site.000004',
    at: '2026-11-18T09:00:00.000Z',
    by: { ref: GONE_REF, accountId: null, displayName: '' },
    what: 'policy',
    change: 'Offer diagnostics on incidents',
    policyVersion: 3,
    isHalted: null,
  },
];
