import type { PolicyDocument, PolicyVersion } from '../../src/contract/policy';
import type {
  DraftView,
  PolicyChange,
  PolicyDraft,
  Replay,
  Simulation,
  VersionSummary,
} from '../../src/contract/policy-life';
import type { Settings } from '../admin/settings';
import { emptyKind } from '../admin/kinds/new-kind';
import { BO, CHO } from './fixtures';

const ADA = { accountId: 'admin-ada', displayName: 'Ada Admin' };
export const MAX = { accountId: 'admin-max', displayName: 'Max Meyer' };

const account = ({ accountId }: { readonly accountId: string }) => ({
  type: 'account' as const,
  accountId,
});

export const DOCUMENT: PolicyDocument = {
  fieldMap: {
    severity: [{ field: 'priority', values: { High: 'high', Highest: 'critical' } }],
    dataClass: [],
    impact: [],
    environment: [],
    customerFacing: [],
    owner: ['assignee'],
    runbook: [],
    requestType: [],
  },
  kinds: [
    {
      ...emptyKind('incident'),
      projects: ['INC'],
      offers: ['prepare-incident-packet', 'gather-diagnostics'],
      recommended: 'prepare-incident-packet',
      approverRole: 'incident-commander',
      blockedActions: ['Close the incident'],
    },
    {
      ...emptyKind('software'),
      issueTypes: ['Bug', 'Task'],
      offers: ['gather-evidence'],
      ownerIsRequester: true,
      assumedDataClass: 'internal',
      assumedSeverity: 'medium',
    },
  ],
  rules: [
    {
      id: 'sev-3',
      priority: 10,
      category: 'severity',
      when: { severities: ['critical'], classes: ['drafting-and-summaries', 'ticket-write-back'] },
      effect: { type: 'block' },
      threshold: 'Below Critical',
      because: 'Words about critical work are written by people.',
    },
    {
      id: 'data-2',
      priority: 20,
      category: 'data',
      when: { dataClasses: ['confidential'] },
      effect: { type: 'require-approval', gate: 'run' },
      threshold: 'Confidential',
      because: 'Confidential data is read only after its approver agrees.',
    },
  ],
  approvers: [
    {
      role: 'incident-commander',
      chain: [account(CHO), account(BO)],
      backups: [],
      quorum: { needed: 1, of: 1, isInOrder: false },
    },
  ],
  owners: [
    {
      class: 'evidence-gathering',
      business: ADA.accountId,
      technical: MAX.accountId,
      onCall: CHO.accountId,
      backup: BO.accountId,
    },
  ],
  bypasses: [],
  governance: ['auditor-ava'],
  tiers: [
    { tier: 1, models: ['claude-haiku'], temperature: 0.2, maxOutputTokens: 4_000, tokensPerDay: 500_000 },
  ],
  engineTier: 0,
  gateStatuses: { approve: ['approved'], reject: ['rejected'], escalate: ['escalated'], byProject: [] },
  gates: {
    validHours: 24,
    remindAfterHours: 1,
    backupAfterHours: 2,
    mayBackupDecideEarly: true,
    lightReviewUpTo: 'medium',
    doesSignOffNeedReading: false,
    allowsBatch: false,
    attention: {
      minSecondsPerThousandWords: 20,
      maxQuickInARow: 12,
      maxApprovalsInARow: 40,
      maxDecisionsPerDay: 100,
    },
  },
  delegations: [],
  limits: {
    maxSources: 100,
    maxSourceCharacters: 20_000,
    maxClaims: 40,
    maxOutputCharacters: 20_000,
    runMinutes: 4,
    approvalHours: 4,
    reviewHours: 24,
    minCoveragePercent: 80,
    perDay: { person: null, project: 200, class: null },
    authorPauseHours: 24,
  },
  guardrails: {
    onInjection: 'use-gate',
    denylist: [{ id: 'project-name', pattern: 'project\\s+aurora', why: 'The project is not announced.' }],
  },
  templates: [
    {
      id: 'vendor-packet',
      title: 'Vendor packet',
      step: 'vendor-escalation',
      kinds: ['incident'],
      items: ['What fails and since when', 'What was tried'],
    },
  ],
  audit: {
    checkpointIssueKey: 'SEC-2274',
    hasFeed: false,
    retentionDays: { packets: 365, outputs: 400 },
    legalHold: { everything: false, issueKeys: ['INC-2041'] },
  },
  tests: [],
  reviewBy: null,
};

export const POLICY: PolicyVersion = {
  version: 3,
  digest: 'a'.repeat(60) + 'beef',
  publishedAt: '2026-11-18T09:00:00.000Z',
  publishedBy: ADA.accountId,
  authors: [ADA.accountId],
  document: DOCUMENT,
};

const VERSIONS: VersionSummary[] = [
  {
    version: 3,
    state: 'in-force',
    publishedAt: POLICY.publishedAt,
    publishedBy: ADA.accountId,
    reviewedBy: MAX.accountId,
    change: 'Offer diagnostics on incidents',
    digest: POLICY.digest,
  },
  {
    version: 2,
    state: 'past',
    publishedAt: '2026-11-10T09:00:00.000Z',
    publishedBy: ADA.accountId,
    reviewedBy: MAX.accountId,
    change: 'Bo backs up Cho',
    digest: 'b'.repeat(64),
  },
];

export const SETTINGS: Settings = {
  viewer: ADA,
  policy: POLICY,
  draft: null,
  switch: { isHalted: false, reason: '', version: 0, changedBy: null, changedAt: null },
  stops: [],
  bypassUses: [],
  shares: {
    computedAt: '2026-11-18T10:00:00.000Z',
    policyVersion: 3,
    tally: { total: 312, eligible: 190, approvalBound: 84, blocked: 38 },
    byProject: [],
    isComplete: true,
  },
  versions: VERSIONS,
  people: [ADA, MAX, CHO, BO, { accountId: 'auditor-ava', displayName: 'Ava Audit' }],
  operations: [...DOCUMENT.kinds.flatMap(({ offers }) => offers), 'draft-status-note' as const].map(
    (operation) => ({
      operation,
      title: `${operation.charAt(0).toUpperCase()}${operation.slice(1).replaceAll('-', ' ')}`,
      class: 'evidence-gathering' as const,
      classTitle: 'Evidence gathering',
    }),
  ),
  models: {
    isAvailable: false,
    names: [],
    note: 'Forge offers no model on this site, so the composer works alone.',
  },
};

const NO_TALLY = { total: 0, eligible: 0, approvalBound: 0, blocked: 0 };

export const REPLAY: Replay = {
  decisions: {
    before: { total: 40, eligible: 20, approvalBound: 12, blocked: 8 },
    after: { total: 40, eligible: 21, approvalBound: 10, blocked: 9 },
  },
  issues: { before: NO_TALLY, after: NO_TALLY },
  looser: 2,
  stricter: 1,
  byGroup: [{ projectKey: 'INC', class: 'evidence-gathering', looser: 2, stricter: 1 }],
  flips: [
    {
      source: 'decision',
      issueKey: 'INC-2041',
      projectKey: 'INC',
      class: 'evidence-gathering',
      operation: 'gather-diagnostics',
      at: '2026-11-17T09:00:00.000Z',
      before: 'blocked',
      after: 'eligible',
      ruleIds: ['sev-3'],
    },
    {
      source: 'decision',
      issueKey: 'INC-2050',
      projectKey: 'INC',
      class: 'evidence-gathering',
      operation: 'gather-diagnostics',
      at: '2026-11-17T10:00:00.000Z',
      before: 'eligible',
      after: 'blocked',
      ruleIds: ['data-2'],
    },
  ],
};

export const SIMULATION: Simulation = {
  digest: 'c'.repeat(64),
  baseVersion: 3,
  startedBy: ADA.accountId,
  startedAt: '2026-11-19T09:00:00.000Z',
  finishedAt: '2026-11-19T09:00:02.000Z',
  phase: 'done',
  done: 352,
  replay: REPLAY,
};

export const CHANGE: PolicyChange = {
  place: 'limits/approvalHours',
  type: 'changed',
  before: '4',
  after: '8',
};

/** A draft by Ada that gives approvers eight hours, in any stage. */
export const viewOf = (
  draft: Partial<PolicyDraft> = {},
  view: Partial<Omit<DraftView, 'draft'>> = {},
): DraftView => ({
  draft: {
    revision: 5,
    baseVersion: 3,
    stage: 'editing',
    document: { ...DOCUMENT, limits: { ...DOCUMENT.limits, approvalHours: 8 } },
    digest: 'c'.repeat(64),
    change: 'Eight hours to approve',
    authors: [ADA.accountId],
    updatedAt: '2026-11-19T08:00:00.000Z',
    submitted: null,
    review: null,
    canary: null,
    ...draft,
  },
  changes: [CHANGE],
  problems: [],
  tests: [],
  simulation: null,
  ...view,
});
