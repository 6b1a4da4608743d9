import type { KindRule } from '../../contract/policy';

/** What the kinds that ship leave open. */
const ANY = {
  requestTypes: [],
  labels: [],
  jql: null,
  approverRoles: [],
} as const satisfies Partial<KindRule>;
const NOTHING_ASSUMED = {
  assumedDataClass: null,
  assumedSeverity: null,
  assumedImpact: null,
  assumedEnvironment: null,
  assumedCustomerFacing: null,
} as const satisfies Partial<KindRule>;

const everywhere = ['draft-status-note', 'prepare-validation-packet', 'draft-update-note'] as const;

/** The kinds that ship (R089-R093): the four of the source documents, and software work of any other project. */
export const DEFAULT_KINDS: KindRule[] = [
  {
    kind: 'incident',
    projects: ['INC'],
    issueTypes: [],
    ...ANY,
    offers: [
      'prepare-incident-packet',
      'gather-diagnostics',
      'compare-baseline',
      'draft-vendor-escalation',
      ...everywhere,
    ],
    recommended: 'prepare-incident-packet',
    approverRole: 'incident-commander',
    ownerIsRequester: false,
    ...NOTHING_ASSUMED,
    blockedActions: ['Change routing', 'Start a failover', 'Close the incident'],
  },
  {
    kind: 'request',
    projects: ['REQ'],
    issueTypes: [],
    ...ANY,
    offers: [
      'prepare-access-packet',
      'draft-approval-reminder',
      'prepare-least-privilege-checklist',
      ...everywhere,
    ],
    recommended: 'prepare-access-packet',
    approverRole: 'people-manager',
    ownerIsRequester: false,
    ...NOTHING_ASSUMED,
    blockedActions: [
      'Create an account',
      'Grant a privilege',
      'Stand in for the manager’s approval of the access change',
    ],
  },
  {
    kind: 'security',
    projects: ['SEC'],
    issueTypes: [],
    ...ANY,
    offers: ['prepare-exception-packet', 'compile-exception-history', 'draft-review-summary', ...everywhere],
    recommended: 'prepare-exception-packet',
    approverRole: 'security-owner',
    ownerIsRequester: false,
    ...NOTHING_ASSUMED,
    blockedActions: ['Approve or extend an exception', 'Interpret policy without a human sign-off'],
  },
  {
    kind: 'enhancement',
    projects: ['ENH'],
    issueTypes: [],
    ...ANY,
    offers: ['prepare-sponsor-packet', 'draft-tradeoff-brief', 'summarise-dependencies', ...everywhere],
    recommended: 'prepare-sponsor-packet',
    approverRole: 'leadership-sponsor',
    ownerIsRequester: false,
    ...NOTHING_ASSUMED,
    blockedActions: ['Reprioritise the portfolio', 'Change the sequence of work without the sponsor'],
  },
  {
    kind: 'software',
    projects: [],
    issueTypes: [
      'Bug',
      'Task',
      'Sub-task',
      'Story',
      'Improvement',
      'New Feature',
      'Suggestion',
      'Epic',
      'Test',
      'Wish',
    ],
    ...ANY,
    offers: ['gather-evidence', 'compare-baseline', 'summarise-dependencies', ...everywhere],
    recommended: 'gather-evidence',
    approverRole: null,
    ownerIsRequester: true,
    ...NOTHING_ASSUMED,
    assumedDataClass: 'internal',
    assumedSeverity: 'medium',
    blockedActions: ['Merge, release or deploy', 'Change priority or fix version'],
  },
];
