import type { QueueItem } from '../../src/contract/handoff';
import { HANDOFF_ID, SEAL } from './fixtures';
import { ago, ANA, RELEASE } from './gate-fixtures';

/** A gate of medium risk that waits for the viewer, by the subtask INC-2050. */
export const waitingItem = (extra: Partial<QueueItem> = {}): QueueItem => ({
  handoffId: HANDOFF_ID,
  act: 'decide',
  gate: 'use',
  issueKey: 'INC-2041',
  openKey: 'INC-2050',
  operationTitle: 'Draft vendor escalation packet',
  requester: ANA,
  asked: 'Cho Park, incident commander',
  risk: 'medium',
  askedAt: ago(12),
  dueAt: ago(-180),
  isOverdue: false,
  isMine: true,
  batch: null,
  ...extra,
});

/** The n-th of several gates of low risk that policy lets be approved together. */
export const lowRisk = (n: number): QueueItem =>
  waitingItem({
    handoffId: `ho-${n}`,
    issueKey: `REQ-${n}`,
    openKey: `REQ-${n}00`,
    risk: 'low',
    batch: { seal: SEAL, release: RELEASE },
  });
