import type { KindRule, PolicyDocument, Template, Tier } from '../../contract/policy';
import type { Delegation } from '../../contract/policy-people';
import type { Rule } from '../../contract/rule';
import { DEFAULT_POLICY, ONE_APPROVER } from './default-policy';

/** A rule that blocks everything, unless `over` says otherwise. */
export const ruleOf = (over: Partial<Rule> = {}): Rule => ({
  id: 'extra-1',
  priority: 50,
  category: 'control',
  when: {},
  effect: { type: 'block' },
  because: 'The sample says so.',
  threshold: 'As the sample says',
  ...over,
});

/** A kind for project NEW that offers one thing and knows every input, unless `over` says otherwise. */
export const kindOf = (over: Partial<KindRule> = {}): KindRule => ({
  kind: 'novelty',
  projects: ['NEW'],
  issueTypes: [],
  requestTypes: [],
  labels: [],
  jql: null,
  offers: ['gather-evidence'],
  recommended: 'gather-evidence',
  approverRole: 'lead',
  approverRoles: [],
  ownerIsRequester: true,
  assumedDataClass: 'internal',
  assumedSeverity: 'medium',
  assumedImpact: 'minor',
  assumedEnvironment: 'production',
  assumedCustomerFacing: 'no',
  blockedActions: ['Release it'],
  ...over,
});

/** The lead lets a deputy decide through November 2026, unless `over` says otherwise. */
export const delegationOf = (over: Partial<Delegation> = {}): Delegation => ({
  from: 'lead-lou',
  to: 'deputy-dee',
  role: 'lead',
  since: '2026-11-01T00:00:00Z',
  until: '2026-12-01T00:00:00Z',
  because: 'Away for a month',
  ...over,
});

/** A tier without models, unless `over` says otherwise. */
export const tierOf = (over: Partial<Tier> = {}): Tier => ({
  tier: 0,
  models: [],
  temperature: 0,
  maxOutputTokens: 4_000,
  tokensPerDay: null,
  ...over,
});

/** A checklist for evidence on every kind of work, unless `over` says otherwise. */
export const templateOf = (over: Partial<Template> = {}): Template => ({
  id: 'first-look',
  title: 'First look',
  step: 'diagnostics',
  kinds: [],
  items: ['Read the newest error first'],
  ...over,
});

const RULES: readonly Rule[] = [
  ruleOf({ id: 'sev-1', category: 'severity', effect: { type: 'allow' } }),
  ruleOf({
    id: 'data-1',
    category: 'data',
    when: { dataClasses: ['public', 'internal', 'confidential'] },
    effect: { type: 'allow' },
  }),
  ruleOf({ id: 'data-2', category: 'data', when: { dataClasses: ['restricted'] } }),
  ruleOf({ id: 'tier-1', when: { tierAtMost: 1 }, effect: { type: 'allow' } }),
  ruleOf({ id: 'task-1', when: { classes: ['evidence-gathering'] }, effect: { type: 'allow' } }),
  ruleOf({
    id: 'task-2',
    when: { classes: ['drafting-and-summaries'] },
    effect: { type: 'require-approval', gate: 'use' },
  }),
];

/** A small document in which nothing is wrong: evidence is gathered at once, drafts wait for their approver. */
export const sampleDocument = (over: Partial<PolicyDocument> = {}): PolicyDocument => ({
  fieldMap: {
    severity: [{ field: 'priority', values: { Low: 'low', High: 'high' } }],
    dataClass: [{ field: 'customfield_10051', values: { Internal: 'internal', Restricted: 'restricted' } }],
    impact: [],
    environment: [],
    customerFacing: [],
    owner: ['assignee'],
    runbook: [],
    requestType: ['customfield_10010'],
  },
  kinds: [
    kindOf(),
    kindOf({ kind: 'drafting', projects: ['DRA'], offers: ['draft-status-note'], recommended: null }),
  ],
  rules: [...RULES],
  approvers: [
    {
      role: 'lead',
      chain: [{ type: 'account', accountId: 'lead-lou' }],
      backups: [],
      quorum: ONE_APPROVER,
    },
  ],
  owners: (['evidence-gathering', 'drafting-and-summaries'] as const).map((one) => ({
    class: one,
    business: 'owner-ola',
    technical: 'admin-max',
    onCall: 'agent-ben',
    backup: null,
  })),
  bypasses: [],
  governance: ['auditor-ava'],
  tiers: [tierOf()],
  engineTier: 0,
  gateStatuses: { approve: ['approved'], reject: ['rejected'], escalate: ['escalated'], byProject: [] },
  gates: DEFAULT_POLICY.gates,
  delegations: [],
  limits: DEFAULT_POLICY.limits,
  guardrails: { onInjection: 'use-gate', denylist: [] },
  templates: [],
  audit: DEFAULT_POLICY.audit,
  tests: [],
  reviewBy: null,
  ...over,
});
