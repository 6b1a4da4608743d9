import type { PolicyDocument } from '../../contract/policy';
import type { ApproverEntry, ApproverSource, Quorum } from '../../contract/policy-people';
import { ExecutionClassSchema } from '../../contract/vocabulary';
import { DEFAULT_KINDS } from './default-kinds';
import { DEFAULT_RULES } from './default-rules';
import { DEFAULT_TEMPLATES } from './default-templates';
import { DEFAULT_TESTS } from './default-tests';

const SEVERITIES = { low: 'low', medium: 'medium', high: 'high', critical: 'critical' } as const;
const PRIORITIES = {
  lowest: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  highest: 'critical',
  trivial: 'low',
  minor: 'low',
  major: 'medium',
  critical: 'high',
  blocker: 'critical',
} as const;
const DATA_CLASSES = {
  public: 'public',
  internal: 'internal',
  confidential: 'confidential',
  restricted: 'restricted',
} as const;

const account = (accountId: string): ApproverSource => ({ type: 'account', accountId });

/** One person is asked, and that one approves. */
export const ONE_APPROVER: Quorum = { needed: 1, of: 1, isInOrder: false };

const heldBy = (role: ApproverEntry['role'], accountId: string): ApproverEntry => ({
  role,
  chain: [account(accountId)],
  backups: [account('backup-bo')],
  quorum: ONE_APPROVER,
});

/**
 * The policy that ships and is in force until an admin publishes another: it gives the four documented tickets
 * their documented decisions (R089-R092; held by default-policy.test.ts).
 */
export const DEFAULT_POLICY: PolicyDocument = {
  fieldMap: {
    severity: [
      { field: 'customfield_10050', values: SEVERITIES },
      { field: 'priority', values: PRIORITIES },
    ],
    dataClass: [{ field: 'customfield_10051', values: DATA_CLASSES }],
    impact: [],
    environment: [],
    customerFacing: [],
    owner: ['customfield_10052', 'assignee'],
    runbook: ['customfield_10053'],
    requestType: [],
  },
  kinds: DEFAULT_KINDS,
  rules: DEFAULT_RULES,
  approvers: [
    heldBy('incident-commander', 'commander-cho'),
    heldBy('people-manager', 'manager-mia'),
    heldBy('security-owner', 'secowner-sam'),
    heldBy('leadership-sponsor', 'sponsor-lea'),
  ],
  owners: ExecutionClassSchema.options.map((group) => ({
    class: group,
    business: 'sponsor-lea',
    technical: 'admin-max',
    onCall: 'agent-ben',
    backup: 'backup-bo',
  })),
  bypasses: [],
  governance: ['auditor-ava'],
  tiers: [0, 1, 2, 3].map((tier) => ({
    tier,
    models: [],
    temperature: 0,
    maxOutputTokens: 8_000,
    tokensPerDay: 2_000_000,
  })),
  engineTier: 0,
  gateStatuses: { approve: ['Approved'], reject: ['Rejected'], escalate: ['Escalated'], byProject: [] },
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
    maxSources: 120,
    maxSourceCharacters: 40_000,
    maxClaims: 40,
    maxOutputCharacters: 20_000,
    runMinutes: 4,
    approvalHours: 4,
    reviewHours: 72,
    minCoveragePercent: 60,
    perDay: { person: 200, project: null, class: null },
    authorPauseHours: 24,
  },
  guardrails: { onInjection: 'use-gate', denylist: [] },
  templates: DEFAULT_TEMPLATES,
  audit: {
    checkpointIssueKey: null,
    hasFeed: false,
    retentionDays: { packets: 365, outputs: 365 },
    legalHold: { everything: false, issueKeys: [] },
  },
  tests: DEFAULT_TESTS,
  reviewBy: null,
};
