import type { DecisionInput, Facts } from '../contract/decision';
import type { Source } from '../contract/output';
import type { PolicyDocument, PolicyVersion } from '../contract/policy';
import type { GatePlan, Person } from '../contract/scope';
import type { GateKind, Verdict } from '../contract/vocabulary';
import type { GateRecord, Handoff } from './handoff/handoff';
import type { IssueReading } from './packet/issue-reading';
import { DEFAULT_POLICY } from './policy/default-policy';

/** A time that the records of the domain's tests carry. */
export const NOON = '2026-11-02T12:00:00.000Z';

const person = (accountId: string, displayName: string): Person => ({ accountId, displayName });

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
  text: 'Latency is 480 ms since 08:10.',
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

/** A gate's plan: Cho approves, Bo stands in, four hours. */
export const planOf = (gate: GateKind): GatePlan => ({
  gate,
  role: 'incident-commander',
  approver: person('commander-cho', 'Cho Park'),
  backup: person('backup-bo', 'Bo Lind'),
  hours: 4,
  ruleId: gate === 'run' ? 'data-2' : 'comm-1',
  because: 'A rule asks for it.',
});

/** A gate's record; with a verdict it is decided by Cho. */
export const gateOf = (gate: GateKind, verdict: Verdict | null = null): GateRecord => ({
  plan: planOf(gate),
  subtask: null,
  openedAt: null,
  expiresAt: null,
  decision:
    verdict === null
      ? null
      : { gate, verdict, by: planOf(gate).approver, at: NOON, via: 'panel', reason: 'none', note: '' },
  seenChanges: [],
});

/** Ana's hand-off on INC-2041, just proposed, with no gate. */
export const handoffOf = (over: Partial<Handoff> = {}): Handoff => ({
  schema: 1,
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
  salt: '5'.repeat(64),
  gates: [],
  reviewHours: 72,
  runMinutes: 4,
  requestedAt: NOON,
  updatedAt: NOON,
  dueAt: null,
  explanation: '',
  review: null,
  writtenBack: null,
  erased: { packet: null, output: null },
  eraseFrom: null,
  ...over,
});
