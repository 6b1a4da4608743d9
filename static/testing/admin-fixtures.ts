import type { CallOutput } from '../../src/contract/calls';
import type { PolicyVersion } from '../../src/contract/policy';
import { BO, CHO } from './fixtures';

const ADA = { accountId: 'admin-ada', displayName: 'Ada Admin' };

export const POLICY: PolicyVersion = {
  version: 3,
  digest: 'a'.repeat(60) + 'beef',
  publishedAt: '2026-11-18T09:00:00.000Z',
  publishedBy: ADA.accountId,
  document: {
    fieldMap: { severity: [], dataClass: [], owner: [], runbook: [] },
    kinds: [
      {
        kind: 'incident',
        projects: ['INC'],
        issueTypes: [],
        offers: ['prepare-incident-packet', 'gather-diagnostics'],
        recommended: 'prepare-incident-packet',
        approverRole: 'incident-commander',
        ownerIsRequester: false,
        assumedDataClass: null,
        assumedSeverity: null,
        blockedActions: ['Close the incident'],
      },
      {
        kind: 'software',
        projects: [],
        issueTypes: ['Bug', 'Task'],
        offers: ['gather-evidence'],
        recommended: null,
        approverRole: null,
        ownerIsRequester: true,
        assumedDataClass: 'internal',
        assumedSeverity: 'medium',
        blockedActions: ['Merge, release or deploy'],
      },
    ],
    rules: [
      {
        id: 'sev-3',
        category: 'severity',
        when: { severities: ['critical'], classes: ['drafting-and-summaries', 'ticket-write-back'] },
        effect: { type: 'block' },
        threshold: 'Below Critical',
        because: 'Words about critical work are written by people.',
      },
      {
        id: 'data-2',
        category: 'data',
        when: { dataClasses: ['confidential'] },
        effect: { type: 'require-approval', gate: 'run' },
        threshold: 'Confidential',
        because: 'Confidential data is read only after its approver agrees.',
      },
    ],
    approvers: [{ role: 'incident-commander', accountIds: [CHO.accountId, BO.accountId] }],
    governance: ['auditor-ava'],
    engineTier: 0,
    gateStatuses: { approve: ['approved'], reject: ['rejected'], escalate: ['escalated'] },
    limits: {
      maxSources: 100,
      maxSourceCharacters: 20_000,
      maxClaims: 40,
      runMinutes: 4,
      approvalHours: 4,
      reviewHours: 24,
      minCoveragePercent: 80,
    },
    audit: {
      checkpointIssueKey: 'SEC-2274',
      hasFeed: false,
      retentionDays: { packets: 365, outputs: 400 },
      legalHold: { everything: false, issueKeys: ['INC-2041'] },
    },
  },
};

export const SETTINGS: CallOutput<'admin.load'> = {
  policy: POLICY,
  switch: { isHalted: false, reason: '', version: 0, changedBy: null, changedAt: null },
  versions: [
    {
      version: 3,
      publishedAt: POLICY.publishedAt,
      publishedBy: ADA,
      change: 'Offer diagnostics on incidents',
    },
    { version: 2, publishedAt: '2026-11-10T09:00:00.000Z', publishedBy: ADA, change: 'Bo backs up Cho' },
  ],
  people: [ADA, CHO, BO],
  operations: POLICY.document.kinds
    .flatMap(({ offers }) => offers)
    .filter((operation, index, all) => all.indexOf(operation) === index)
    .map((operation) => ({
      operation,
      title: `${operation.charAt(0).toUpperCase()}${operation.slice(1).replaceAll('-', ' ')}`,
      classTitle: 'Evidence gathering',
    })),
  models: {
    isAvailable: false,
    names: [],
    note: 'Forge offers no model on this site, so the composer works alone.',
  },
};
