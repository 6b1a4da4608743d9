import type { Facts } from '../../contract/decision';
import type { PolicyTest } from '../../contract/policy';
import type { OperationId, Outcome } from '../../contract/vocabulary';

type Seen = Pick<Facts, 'projectKey' | 'issueType' | 'severity' | 'dataClass'> & { readonly kind: string };

const INCIDENT: Seen = {
  projectKey: 'INC',
  issueType: 'Incident',
  kind: 'incident',
  severity: 'high',
  dataClass: 'internal',
};
const REQUEST: Seen = {
  projectKey: 'REQ',
  issueType: 'Service Request',
  kind: 'request',
  severity: 'medium',
  dataClass: 'internal',
};
const SECURITY: Seen = {
  projectKey: 'SEC',
  issueType: 'Task',
  kind: 'security',
  severity: 'high',
  dataClass: 'confidential',
};
const ENHANCEMENT: Seen = {
  projectKey: 'ENH',
  issueType: 'Story',
  kind: 'enhancement',
  severity: 'low',
  dataClass: 'internal',
};

type Case = readonly [
  name: string,
  seen: Seen,
  operation: OperationId,
  outcome: Outcome,
  rules: readonly string[],
];

const CASES: readonly Case[] = [
  ['Incident packet waits before use', INCIDENT, 'prepare-incident-packet', 'approval-bound', ['comm-1']],
  ['Diagnostics run at once', INCIDENT, 'gather-diagnostics', 'eligible', ['class-1']],
  ['Access packet waits before use', REQUEST, 'prepare-access-packet', 'approval-bound', ['comm-1']],
  [
    'Exception packet waits before the run and before use',
    SECURITY,
    'prepare-exception-packet',
    'approval-bound',
    ['data-2', 'gov-1'],
  ],
  ['Sponsor packet waits before use', ENHANCEMENT, 'prepare-sponsor-packet', 'approval-bound', ['comm-1']],
  [
    'Words about critical work are blocked',
    { ...INCIDENT, severity: 'critical' },
    'draft-status-note',
    'blocked',
    ['sev-3'],
  ],
  [
    'Restricted data is blocked',
    { ...INCIDENT, dataClass: 'restricted' },
    'gather-diagnostics',
    'blocked',
    ['data-3'],
  ],
  [
    'A data class that is not set is blocked',
    { ...INCIDENT, dataClass: null },
    'gather-diagnostics',
    'blocked',
    ['data-3'],
  ],
];

/** The cases that ship with the policy: the four documented tickets (R089-R092) and what must stay blocked. */
export const DEFAULT_TESTS: PolicyTest[] = CASES.map(([name, seen, operation, outcome, rules]) => ({
  name,
  input: {
    operation,
    facts: {
      ...seen,
      impact: null,
      environment: null,
      customerFacing: null,
      ownerAccountId: 'agent-ben',
      requesterRoles: [],
      labels: [],
      components: [],
    },
    at: '2026-11-02T12:00:00.000Z',
    draw: null,
    stopped: [],
    bypassIds: [],
  },
  expect: { outcome, rules: [...rules] },
}));
