import {
  appendEntries,
  EMPTY_CHAIN,
  SITE_CHAIN,
  type ChainHead,
  type EntryDraft,
} from '../../domain/audit/chain';
import { effectOf } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import type { HandoffCommit } from '../handoff-store';

const AT = '2026-11-18T10:00:00.000Z';

/** The name of the site's chain, for suites. */
export const SITE = SITE_CHAIN;

const DECISION: Handoff['decision'] = {
  operation: 'gather-diagnostics',
  outcome: 'eligible',
  gates: [],
  approverRole: null,
  reasons: [],
  policyVersion: 1,
  whatWouldChangeIt: 'Nothing.',
};

const SCOPE: Handoff['scope'] = {
  mayRead: ['1 description'],
  leftOut: [],
  willProduce: ['Evidence pack'],
  blockedActions: ['Close the issue'],
  stopConditions: ['An admin halts AI operations'],
};

/** What a draft of an entry says, by one person. */
export const draftOf = (event: EntryDraft['event'], accountId = 'agent-ana'): EntryDraft => ({
  event,
  at: AT,
  actor: { kind: 'person', accountId, role: 'requester' },
  onBehalfOf: null,
  requestId: 'request-1',
  issue: null,
  operation: null,
  state: null,
  seal: null,
  versions: { policy: 1, engine: null, template: null, model: null },
  details: { sources: 3, rules: ['sev-1 allow'] },
});

/** A hand-off as a store may hold it; `number` makes its id. */
export function handoffOf(number: number, more: Partial<Handoff> = {}): Handoff {
  return {
    schema: 1,
    id: `ho-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    version: 1,
    state: 'queued',
    issue: { id: '10001', key: 'INC-1', projectKey: 'INC', projectType: 'service_desk' },
    operation: 'gather-diagnostics',
    requester: { accountId: 'agent-ana', displayName: 'Ana' },
    owner: { accountId: 'agent-ben', displayName: 'Ben' },
    requestId: 'request-1',
    seal: 'a'.repeat(64),
    decision: DECISION,
    scope: SCOPE,
    gates: [],
    reviewHours: 72,
    runMinutes: 4,
    requestedAt: AT,
    updatedAt: AT,
    dueAt: '2026-11-18T11:00:00.000Z',
    explanation: 'Waiting for its turn.',
    review: null,
    writtenBack: null,
    chain: EMPTY_CHAIN,
    ...more,
  };
}

/** A packet with a source of this many characters. */
export const packetOf = (handoff: Handoff, length = 40): Packet => ({
  schema: 1,
  operation: handoff.operation,
  requesterId: handoff.requester.accountId,
  owner: handoff.owner,
  facts: {
    projectKey: 'INC',
    issueType: 'Incident',
    kind: 'incident',
    severity: 'high',
    dataClass: 'internal',
    ownerAccountId: 'agent-ben',
  },
  decision: DECISION,
  scope: SCOPE,
  gates: [],
  snapshot: {
    issueId: handoff.issue.id,
    issueKey: handoff.issue.key,
    projectKey: 'INC',
    securityLevel: null,
    fields: { Summary: 'Calls drop' },
    descriptionDigest: 'b'.repeat(64),
    commentDigests: {},
  },
  sources: [
    {
      number: 1,
      kind: 'description',
      ref: 'description',
      label: 'Description',
      author: null,
      at: null,
      issueKey: handoff.issue.key,
      text: 'x'.repeat(length),
      isTruncated: false,
    },
  ],
  limits: {
    maxSources: 120,
    maxSourceCharacters: 40_000,
    maxClaims: 40,
    runMinutes: 4,
    approvalHours: 4,
    reviewHours: 72,
    minCoveragePercent: 60,
  },
  engine: { name: 'composer', version: '1.0.0', tier: 0 },
  policy: { version: 1, digest: 'c'.repeat(64) },
});

/** A hand-off's first commit: with its packet, one entry and one effect. */
export function firstCommit(handoff: Handoff): HandoffCommit {
  const { entries, head } = appendEntries(handoff.id, EMPTY_CHAIN, [draftOf('handoff.requested')]);
  const after = { ...handoff, chain: head };
  return {
    before: null,
    after,
    entries,
    effects: [effectOf(after, 'run', { askedAt: AT })],
    packet: packetOf(handoff),
  };
}

/** The commit that follows: another state, one entry more. */
export function nextCommit(before: Handoff, more: Partial<Handoff> = {}): HandoffCommit {
  const head: ChainHead = before.chain;
  const appended = appendEntries(before.id, head, [draftOf('run.started')]);
  const after: Handoff = {
    ...before,
    state: 'running',
    ...more,
    version: before.version + 1,
    chain: appended.head,
  };
  return {
    before,
    after,
    entries: appended.entries,
    effects: [effectOf(after, 'sync-property', { askedAt: AT })],
  };
}
