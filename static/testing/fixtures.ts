import type { Decision, Offer } from '../../src/contract/decision';
import type { ApprovalPanel, HandoffSummary, HandoffView, IssuePanel } from '../../src/contract/handoff';
import type { ScopeReview } from '../../src/contract/scope';
import type { HandoffState } from '../../src/contract/vocabulary';
import { ago, ANA, CHO, CLOSED_GATE, gateStatus, PLAN } from './gate-fixtures';
import { OUTPUT, SOURCES } from './output-fixtures';

export { BO, CHO } from './gate-fixtures';

export const SEAL = '7f3a5c1e9b2d4f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6c91e';
export const NONCE = '00112233445566778899aabbccddeeff';
export const HANDOFF_ID = 'ho-3f0c2a44-9d1e-4b7a-8c55-0e7d6a1b2c3d';

export const BOUND: Decision = {
  operation: 'prepare-incident-packet',
  outcome: 'approval-bound',
  gates: ['use'],
  approverRole: 'incident-commander',
  obligations: { tierAtMost: 3, redacts: false, isInternalOnly: false, hasSecondReviewer: false },
  bypassId: null,
  policyVersion: 3,
  policyDigest: 'a'.repeat(64),
  whatWouldChangeIt: 'With an output that stays in the team, no approval before use would be needed.',
  reasons: [
    {
      ruleId: 'sev-1',
      category: 'severity',
      subject: 'severity',
      effect: 'allow',
      observed: 'High',
      threshold: 'Up to High',
      because: 'Work up to High may be supported by AI.',
    },
    {
      ruleId: 'data-1',
      category: 'data',
      subject: 'data-class',
      effect: 'allow',
      observed: 'Internal',
      threshold: 'Up to Internal',
      because: 'Public and internal data may be read by AI.',
    },
    {
      ruleId: 'comm-3',
      category: 'control',
      subject: 'policy',
      effect: 'require-use-approval',
      observed: 'Goes to a vendor',
      threshold: 'Text that leaves the team needs approval before use',
      because: 'A commander approves before anything is sent.',
    },
  ],
};

export const ELIGIBLE: Decision = {
  ...BOUND,
  operation: 'gather-diagnostics',
  outcome: 'eligible',
  gates: [],
  approverRole: null,
};

const BLOCKED: Decision = {
  ...BOUND,
  operation: 'draft-status-note',
  outcome: 'blocked',
  gates: [],
  whatWouldChangeIt: 'sev-3: Critical would have to be Below Critical for drafts and notes.',
  reasons: [
    {
      ruleId: 'sev-3',
      category: 'severity',
      subject: 'severity',
      effect: 'block',
      observed: 'Critical',
      threshold: 'Below Critical for drafts and notes',
      because: 'Words about critical work are written by people.',
    },
  ],
};

export const OFFERS: readonly [Offer, Offer, Offer] = [
  {
    operation: 'prepare-incident-packet',
    title: 'Gather diagnostics, compare baseline, draft vendor packet',
    class: 'drafting-and-summaries',
    classTitle: 'Drafting and summaries',
    badge: 'Review required',
    produces: 'Evidence pack, comparison and vendor escalation draft',
    isRecommended: true,
    gateSummary: 'Incident commander approves before use',
    decision: BOUND,
  },
  {
    operation: 'gather-diagnostics',
    title: 'Gather diagnostics',
    class: 'evidence-gathering',
    classTitle: 'Evidence gathering',
    badge: 'Allowed',
    produces: 'Evidence pack',
    isRecommended: false,
    gateSummary: 'Runs at once',
    decision: ELIGIBLE,
  },
  {
    operation: 'draft-status-note',
    title: 'Draft status note',
    class: 'drafting-and-summaries',
    classTitle: 'Drafting and summaries',
    badge: 'Review required',
    produces: 'Status note draft',
    isRecommended: false,
    gateSummary: 'Blocked by policy',
    decision: BLOCKED,
  },
];

const COMPOSER = { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null };

export const REVIEW: ScopeReview = {
  decision: BOUND,
  seal: SEAL,
  nonce: NONCE,
  owner: ANA,
  sourceCount: 9,
  preparedAt: ago(0),
  engine: COMPOSER,
  fallbacks: [],
  gates: [PLAN],
  scope: {
    mayRead: [
      '12 fields of this issue',
      '18 comments (3 internal)',
      '6 earlier issues like this one, as you',
    ],
    leftOut: ['2 sources: restricted for some readers of this issue'],
    dropped: [],
    willProduce: [
      'Evidence pack, comparison and vendor escalation draft',
      'At most 40 claims, each with a quote',
    ],
    blockedActions: ['Change routing', 'Start a failover', 'Close the incident'],
    stopConditions: ['The issue changes after you confirm', 'An admin halts AI operations'],
  },
};

export const NOTHING: HandoffView['may'] = {
  review: false,
  withdraw: false,
  decide: false,
  remind: false,
  answer: false,
};

export const summaryIn = (state: HandoffState): HandoffSummary => ({
  id: HANDOFF_ID,
  issueKey: 'INC-2041',
  operation: 'prepare-incident-packet',
  operationTitle: 'Gather diagnostics, compare baseline, draft vendor packet',
  state,
  requester: ANA,
  ballWith: state === 'awaiting-use-approval' ? CHO.displayName : ANA.displayName,
  requestedAt: ago(30),
  updatedAt: ago(12),
  dueAt: ago(-180),
});

/** A hand-off in a state; without an output unless one is given. */
export const viewIn = (state: HandoffState, extra: Partial<HandoffView> = {}): HandoffView => ({
  summary: summaryIn(state),
  version: 4,
  seal: SEAL,
  decision: BOUND,
  scope: REVIEW.scope,
  owner: ANA,
  engine: COMPOSER,
  fallbacks: [],
  gates: [CLOSED_GATE],
  stages: [
    { name: 'Requested', status: 'done' },
    { name: 'Eligible', status: 'done' },
    { name: 'Run', status: 'current' },
    { name: 'Reviewed', status: 'todo' },
    { name: 'Use approved', status: 'todo' },
    { name: 'Written back', status: 'todo' },
  ],
  explanation: 'The app reads 9 sources and checks every quote.',
  sources: SOURCES,
  output: null,
  comment: [],
  audience: 'internal',
  customerComment: null,
  may: { ...NOTHING, withdraw: true },
  escalation: null,
  writtenBack: null,
  ...extra,
});

export const reviewable = (extra: Partial<HandoffView> = {}): HandoffView =>
  viewIn('awaiting-review', {
    output: OUTPUT,
    explanation: 'The output is ready for its owner.',
    comment: [
      { kind: 'heading', text: 'AI output: Gather diagnostics, compare baseline, draft vendor packet' },
      { kind: 'text', text: 'Made by AI (composer 1.0.0, no model) for Ana Alvarez. Policy v3.' },
      { kind: 'item', text: 'Latency began at 09:12 after the VPN concentrator change. [Comment by Ben]' },
      { kind: 'item', text: 'Round trips went from 20 to 180 ms. [Comment by Ben]' },
    ],
    may: { ...NOTHING, review: true, withdraw: true },
    ...extra,
  });

export const issuePanel = (extra: Partial<IssuePanel> = {}): IssuePanel => ({
  mode: 'issue',
  issueKey: 'INC-2041',
  viewer: ANA,
  policyVersion: 3,
  policySince: ago(60 * 24 * 3),
  isHalted: false,
  haltReason: null,
  canHandOff: true,
  mayAudit: false,
  notice: null,
  recommended: OFFERS[0],
  offers: [...OFFERS],
  blockedActions: ['Change routing', 'Start a failover', 'Close the incident'],
  current: null,
  approval: null,
  unanswered: null,
  earlierCount: 1,
  ...extra,
});

export const approvalPanel = (extra: Partial<ApprovalPanel> = {}): ApprovalPanel => ({
  mode: 'approval',
  parentKey: 'INC-2041',
  viewer: CHO,
  gate: 'use',
  isOpen: true,
  closedBecause: null,
  whyYou: 'You are the incident commander (rule comm-3).',
  whyNow: 'The text goes to a vendor; severity is High.',
  seat: 0,
  changes: [],
  rules: BOUND.reasons.slice(2),
  flagged: [{ what: 'API token', where: 'comment 7' }],
  counted: [
    { name: 'Claims with a quote', value: '2 of 3', wantsLook: false },
    { name: 'Contradictions', value: '1', wantsLook: true },
  ],
  lookFirst: ['One contradiction is open: resolved or reopened.'],
  timeline: [
    { at: ago(50), lane: 'issue', text: 'Severity went from Medium to High', who: 'Ben Brandt' },
    { at: ago(30), lane: 'hand-off', text: 'Handed off', who: 'Ana Alvarez' },
    { at: ago(20), lane: 'ai', text: 'Read 3 sources, made 3 claims', who: null },
    { at: ago(12), lane: 'gate', text: 'Asked Cho Park', who: null },
  ],
  prior: { decisions: [], hiddenCount: 0 },
  attention: {
    words: 120,
    minSeconds: 10,
    decisionsToday: 2,
    maxDecisionsPerDay: 40,
    approvalsInARow: 1,
    maxApprovalsInARow: 10,
    quickInARow: 0,
    maxQuickInARow: 3,
    over: null,
  },
  needsReading: false,
  nextKey: 'SEC-2280',
  handoff: reviewable({
    summary: summaryIn('awaiting-use-approval'),
    gates: [gateStatus()],
    may: { ...NOTHING, decide: true },
  }),
  ...extra,
});
