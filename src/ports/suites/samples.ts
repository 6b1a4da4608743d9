import type { AuditEvent, DetailsOf, EntryDraft } from '../../contract/audit';
import type { Facts } from '../../contract/decision';
import type { Output } from '../../contract/output';
import {
  appendEntries,
  EMPTY_CHAIN,
  SITE_CHAIN,
  type ChainHead,
  type ChainChange,
} from '../../domain/audit/chain';
import { effectOf, type Effect } from '../../domain/handoff/effect';
import type { Handoff } from '../../domain/handoff/handoff';
import type { Packet } from '../../domain/packet/packet';
import type { SiteDraft } from '../audit-store';
import type { HandoffCommit } from '../handoff-store';

const AT = '2026-11-18T10:00:00.000Z';

/** The name of the site's chain, for suites. */
export const SITE = SITE_CHAIN;

const REF = 'actor-00000000-0000-4000-8000-00000000000f';

/** Details of the events that suites store. */
const DETAILS = {
  'handoff.requested': { sources: 3, clientRequestId: 'request-1' },
  'run.started': { sources: 3, tier: 0 },
  'effect.done': { effect: 'sync-property' },
  'policy.draft': { act: 'saved', note: 'Ten hours', digest: 'a'.repeat(64) },
  'class.changed': { class: 'evidence-gathering', isStopped: true, who: 'technical', told: true },
  'policy.changed': { change: 'Ten hours', from: 'a'.repeat(64), to: 'b'.repeat(64) },
  'killswitch.changed': { isHalted: true, reason: 'Drill' },
  'export.made': { what: 'trail', format: 'jsonl', from: null, to: null },
  'access.denied': { call: 'admin.load', code: 'not-admin' },
  'checkpoint.written': { checkpoint: 0, hash: 'c'.repeat(64), chains: 1 },
} as const satisfies { readonly [E in AuditEvent]?: DetailsOf<E> };
type SampleEvent = keyof typeof DETAILS;

/** What a draft of an entry says, by one person or the app. */
export const draftOf = (event: SampleEvent, ref: typeof REF | 'app' | `actor-${string}` = REF): EntryDraft =>
  // Checked by `satisfies` above: each event has its own details.
  ({
    event,
    details: DETAILS[event],
    at: AT,
    actor: ref === 'app' ? { kind: 'app', ref, role: 'app' } : { kind: 'person', ref, role: 'requester' },
    onBehalfOf: null,
    requestId: 'request-1',
    issue: null,
    operation: null,
    state: null,
    seal: null,
    versions: { policy: 1, engine: null, prompt: null, template: null, model: null },
    checks: [],
    bodies: [],
  }) as EntryDraft;

/** A draft for the site's chain at a time, by an account or, with null, by the app. */
export const siteDraft = (
  event: SampleEvent,
  accountId: string | null = 'admin-ada',
  at: string = AT,
): SiteDraft => ({
  accountId,
  draft: (ref) => ({ ...draftOf(event, ref as `actor-${string}` | 'app'), at }),
});

/** A hand-off as a store may hold it; `number` makes its id. */
export function handoffOf(number: number, more: Partial<Handoff> = {}): Handoff {
  return {
    schema: 2,
    id: `ho-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    version: 1,
    state: 'queued',
    issue: { id: '10001', key: 'INC-1', projectKey: 'INC', projectType: 'service_desk' },
    operation: 'gather-diagnostics',
    requester: { accountId: 'agent-ana', displayName: 'Ana' },
    owner: { accountId: 'agent-ben', displayName: 'Ben' },
    requestId: 'request-1',
    seal: 'a'.repeat(64),
    policyVersion: 1,
    engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
    salt: '5'.repeat(64),
    gates: [],
    reviewHours: 72,
    runMinutes: 4,
    requestedAt: AT,
    updatedAt: AT,
    dueAt: '2026-11-18T11:00:00.000Z',
    explanation: 'Waiting for its turn.',
    review: null,
    escalationAnswer: null,
    writtenBack: null,
    erased: { packet: null, output: null },
    eraseFrom: null,
    ...more,
  };
}

const DECISION: Packet['decision'] = {
  operation: 'gather-diagnostics',
  outcome: 'eligible',
  gates: [],
  approverRole: null,
  reasons: [],
  obligations: { tierAtMost: 3, redacts: false, isInternalOnly: false, hasSecondReviewer: false },
  bypassId: null,
  policyVersion: 1,
  policyDigest: 'c'.repeat(64),
  whatWouldChangeIt: 'Nothing.',
};

const SCOPE: Packet['scope'] = {
  mayRead: ['1 description'],
  leftOut: [],
  dropped: [],
  willProduce: ['Evidence pack'],
  blockedActions: ['Close the issue'],
  stopConditions: ['An admin halts AI operations'],
};

const LIMITS: Packet['limits'] = {
  maxSources: 120,
  maxSourceCharacters: 40_000,
  maxClaims: 40,
  maxOutputCharacters: 20_000,
  runMinutes: 4,
  approvalHours: 4,
  reviewHours: 72,
  minCoveragePercent: 60,
  perDay: { person: null, project: null, class: null },
  authorPauseHours: 24,
};

/** What policy looks at, with much of it unknown. */
export const FACTS: Facts = {
  projectKey: 'INC',
  issueType: 'Incident',
  kind: 'incident',
  severity: 'high',
  dataClass: 'internal',
  impact: null,
  environment: null,
  customerFacing: null,
  ownerAccountId: 'agent-ben',
  requesterRoles: null,
  labels: null,
  components: null,
};

/** A packet with a source of this text. */
export const packetOf = (handoff: Handoff, text = 'x'.repeat(40)): Packet => ({
  schema: 5,
  nonce: '0'.repeat(32),
  operation: handoff.operation,
  requesterId: handoff.requester.accountId,
  owner: handoff.owner,
  facts: FACTS,
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
      isPublic: false,
      text,
      address: null,
      because: null,
      quarantine: null,
      removed: [],
      isTruncated: false,
    },
  ],
  secrets: [],
  limits: LIMITS,
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  fallbacks: [],
  policy: { version: 1, digest: 'c'.repeat(64) },
});

/** An output without a claim. */
export const OUTPUT: Output = {
  kind: 'evidence-pack',
  notDone: [],
  sections: [],
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  mode: 'composer',
  fallbacks: [],
  usage: null,
  counts: { claims: 0, grounded: 0, struck: 0, contradictions: 0, gaps: 0, sources: 1 },
};

/** Entries of these drafts on a hand-off's chain that stands at `before`; at the start of the chain when it is empty. */
export function changeOf(chain: string, before: ChainHead, drafts: readonly EntryDraft[]): ChainChange {
  const { entries, head } = appendEntries(chain, before, drafts);
  const startedAt = before.nextIndex === 0 ? null : AT;
  return { chain, startedAt, before, after: head, entries };
}

/** A hand-off's first commit: with its packet, one entry and one effect. The chain begins when the hand-off was requested. */
export function firstCommit(handoff: Handoff): HandoffCommit & { readonly packet: Packet } {
  const draft = { ...draftOf('handoff.requested'), at: handoff.requestedAt };
  return {
    before: null,
    after: handoff,
    chain: changeOf(handoff.id, EMPTY_CHAIN, [draft]),
    marks: [],
    effects: [effectOf(handoff, 'run', { askedAt: AT })],
    packet: packetOf(handoff),
  };
}

/** The commit that follows another: another state, one entry more, at a time (ISO 8601). */
export function nextCommit(
  last: Pick<HandoffCommit, 'after' | 'chain'>,
  more: Partial<Handoff> = {},
  at: string = AT,
): HandoffCommit {
  const { after: before, chain } = last;
  const after: Handoff = { ...before, state: 'running', ...more, version: before.version + 1 };
  return {
    before,
    after,
    chain: {
      ...changeOf(before.id, chain.after, [{ ...draftOf('run.started'), at }]),
      startedAt: chain.startedAt ?? before.requestedAt,
    },
    marks: [],
    effects: [effectOf(after, 'sync-property', { askedAt: AT })],
  };
}

/** The effect that a commit asked for. */
export function effectIn({ effects: [effect] }: HandoffCommit): Effect {
  if (effect === undefined) throw new Error('the commit asked for no effect');
  return effect;
}

/** An entry that says that an effect is done, to append after this commit. */
export const doneAfter = ({ after, chain }: HandoffCommit) =>
  changeOf(after.id, chain.after, [draftOf('effect.done')]);
