import type { Decision, DecisionInput, Facts } from '../contract/decision';
import type { GateDecision } from '../contract/handoff';
import type { Output, Source } from '../contract/output';
import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { AskedPerson, GatePlan, Person } from '../contract/scope';
import type { GateKind, Verdict } from '../contract/vocabulary';
import {
  gateOf as openingOf,
  type GateRecord,
  type Handoff,
  type ReviewRecord,
  type Seat,
} from './handoff/handoff';
import type { IssueReading } from './packet/issue-reading';
import { snapshotOf, type Packet } from './packet/packet';
import { DEFAULT_POLICY } from './policy/default-policy';

/** A time that the records of the domain's tests carry. */
export const NOON = '2026-11-02T12:00:00.000Z';

const person = (accountId: string, displayName: string): Person => ({ accountId, displayName });

/** Somebody who is asked, in nobody's place. */
export const askedOf = (accountId: string, displayName: string): AskedPerson => ({
  accountId,
  displayName,
  standsInFor: null,
});

/** A document as the version in force. */
export const inForce = (document: PolicyDocument = DEFAULT_POLICY): PolicyVersion => ({
  version: 7,
  digest: 'd'.repeat(64),
  publishedAt: NOON,
  publishedBy: 'admin-ada',
  authors: [],
  document,
});

/** What policy sees of INC-2041; `over` names what differs. */
export const factsOf = (over: Partial<Facts> = {}): Facts => ({
  projectKey: 'INC',
  issueType: 'Incident',
  kind: 'incident',
  severity: 'high',
  dataClass: 'internal',
  impact: 'moderate',
  environment: 'production',
  customerFacing: 'no',
  ownerAccountId: 'agent-ben',
  requesterRoles: ['Service Desk Team'],
  labels: [],
  components: [],
  ...over,
});

/** Diagnostics on INC-2041, asked for at noon, not drawn for a sample. */
export const inputOf = (over: Partial<DecisionInput> = {}): DecisionInput => ({
  operation: 'gather-diagnostics',
  facts: factsOf(),
  at: NOON,
  draw: 99,
  stopped: [],
  bypassIds: [],
  ...over,
});

/** A comment by Ben Fischer on INC-2041, unless `over` says otherwise. */
export const sourceOf = (over: Partial<Source> = {}): Source => ({
  number: 1,
  kind: 'comment',
  ref: '10001',
  label: 'Comment',
  author: 'Ben Fischer',
  at: '2026-11-02T09:14:00.000Z',
  issueKey: 'INC-2041',
  isPublic: false,
  text: 'Latency is 480 ms since 08:10.',
  address: null,
  because: null,
  quarantine: null,
  removed: [],
  isTruncated: false,
  ...over,
});

/** INC-2041 as it is read, with nothing on it but what `over` brings. */
export const readingOf = (over: Partial<IssueReading> = {}): IssueReading => ({
  id: '20041',
  key: 'INC-2041',
  projectKey: 'INC',
  projectId: '10',
  projectType: 'service_desk',
  issueType: 'Incident',
  isSubtask: false,
  subtaskIds: [],
  isDone: false,
  securityLevel: null,
  rawFields: {},
  fields: [],
  description: '',
  comments: [],
  commentsTotal: 0,
  history: [],
  links: [],
  attachments: [],
  ...over,
});

/** A gate's plan: Cho approves, Bo stands in, four hours, at a subtask; `over` names what differs. */
export const planOf = (gate: GateKind, over: Partial<GatePlan> = {}): GatePlan => ({
  gate,
  role: 'incident-commander',
  approvers: [askedOf('commander-cho', 'Cho Park')],
  needed: 1,
  isInOrder: false,
  backup: askedOf('backup-bo', 'Bo Lind'),
  others: [],
  hours: 4,
  remindAfterHours: 1,
  backupAfterHours: 2,
  mayBackupDecideEarly: true,
  validHours: 24,
  risk: 'medium',
  review: 'light',
  place: 'subtask',
  ruleId: gate === 'run' ? 'data-2' : 'comm-1',
  because: 'A rule asks for it.',
  ...over,
});

/** A decision at a gate, by Cho unless `over` says otherwise. */
export const decisionOf = (
  gate: GateKind,
  verdict: Verdict,
  over: Partial<GateDecision> = {},
): GateDecision => ({
  gate,
  verdict,
  by: person('commander-cho', 'Cho Park'),
  as: 'approver',
  at: NOON,
  via: 'panel',
  reason: 'none',
  note: '',
  ...over,
});

/** An empty seat of Cho's that was asked at noon; `over` names what differs. */
export const seatOf = (over: Partial<Seat> = {}): Seat => ({
  approver: askedOf('commander-cho', 'Cho Park'),
  askedAt: NOON,
  subtask: null,
  remindedAt: null,
  backupAskedAt: null,
  backupAskedWhy: null,
  decision: null,
  takenBack: null,
  ...over,
});

/** A gate's record that has not opened yet; with a verdict it is decided by Cho. */
export function gateOf(gate: GateKind, verdict: Verdict | null = null): GateRecord {
  const record = openingOf(planOf(gate));
  const decision = verdict === null ? null : decisionOf(gate, verdict);
  return { ...record, seats: record.seats.map((seat) => ({ ...seat, decision })) };
}

/** Ana's hand-off on INC-2041, just proposed, with no gate. */
export const handoffOf = (over: Partial<Handoff> = {}): Handoff => ({
  schema: 2,
  id: 'ho-00000000-0000-4000-8000-000000000001',
  version: 3,
  state: 'proposed',
  issue: { id: '20041', key: 'INC-2041', projectKey: 'INC', projectType: 'service_desk' },
  operation: 'gather-diagnostics',
  requester: person('agent-ana', 'Ana Silva'),
  owner: person('agent-ben', 'Ben Fischer'),
  requestId: 'req-1',
  seal: 'a'.repeat(64),
  policyVersion: 7,
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  salt: '5'.repeat(64),
  gates: [],
  reviewHours: 72,
  runMinutes: 4,
  requestedAt: NOON,
  updatedAt: NOON,
  dueAt: null,
  explanation: '',
  review: null,
  escalationAnswer: null,
  writtenBack: null,
  erased: { packet: null, output: null },
  eraseFrom: null,
  ...over,
});

/** What policy v7 said of diagnostics: allowed, with nothing asked for. */
const decisionOfPolicy: Decision = {
  operation: 'gather-diagnostics',
  outcome: 'eligible',
  gates: [],
  approverRole: null,
  reasons: [],
  obligations: { tierAtMost: 3, redacts: false, isInternalOnly: false, hasSecondReviewer: false },
  bypassId: null,
  policyVersion: 7,
  policyDigest: 'd'.repeat(64),
  whatWouldChangeIt: 'Nothing.',
};

/** Ana's packet of diagnostics on INC-2041, with one comment as its source. */
export const packetOf = (over: Partial<Packet> = {}): Packet => ({
  schema: 5,
  nonce: '0'.repeat(32),
  operation: 'gather-diagnostics',
  requesterId: 'agent-ana',
  owner: person('agent-ben', 'Ben Fischer'),
  facts: factsOf(),
  decision: decisionOfPolicy,
  scope: {
    mayRead: ['1 comment'],
    leftOut: [],
    dropped: [],
    willProduce: ['Evidence pack'],
    blockedActions: ['Close the issue'],
    stopConditions: ['An admin halts AI operations'],
  },
  gates: [],
  snapshot: snapshotOf(readingOf()),
  sources: [sourceOf()],
  secrets: [],
  limits: DEFAULT_POLICY.limits,
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  fallbacks: [],
  policy: { version: 7, digest: 'd'.repeat(64) },
  ...over,
});

/** What the composer made of `packetOf`: one claim on the one comment. */
export const outputOf = (over: Partial<Output> = {}): Output => ({
  kind: 'evidence-pack',
  notDone: [],
  sections: [
    {
      step: 'diagnostics',
      title: 'Diagnostics',
      claims: [
        {
          number: 1,
          text: 'Latency is 480 ms since 08:10.',
          citations: [{ source: 1, quote: 'Latency is 480 ms since 08:10.' }],
          struck: null,
          struckBy: null,
          was: null,
        },
      ],
      contradictions: [],
      gaps: [],
    },
  ],
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  mode: 'composer',
  fallbacks: [],
  usage: null,
  counts: { claims: 1, grounded: 1, struck: 0, contradictions: 0, gaps: 0, sources: 1 },
  ...over,
});

/** What Ben answered at noon, with nothing struck and nothing edited. */
export const ACCEPTED: ReviewRecord = {
  verdict: 'accept',
  by: { accountId: 'agent-ben', displayName: 'Ben Fischer' },
  at: NOON,
  reason: 'none',
  note: '',
  struck: [],
  edits: [],
  audience: 'internal',
};
