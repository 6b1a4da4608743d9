import { describe, expect, it } from '@jest/globals';
import type { Facts } from '../../contract/decision';
import { PolicyDocumentSchema } from '../../contract/policy';
import {
  ExecutionClassSchema,
  OperationIdSchema,
  type OperationId,
  type Outcome,
} from '../../contract/vocabulary';
import { describeScope } from '../scope/describe-scope';
import { inForce, inputOf } from '../testing';
import { compile } from './compile';
import { decide } from './decide';
import { DEFAULT_POLICY } from './default-policy';
import { kindRuleFor, toFacts, type IssueFields, type Requester } from './facts';

type Gates = readonly ('run' | 'use')[];

interface Ticket {
  readonly key: string;
  readonly severity: string;
  readonly dataClass: string;
  readonly role: string;
  readonly recommended: OperationId;
  readonly blockedActions: readonly RegExp[];
  /** Every offered operation with the gates it is documented to have; what is not listed is blocked. */
  readonly offers: Readonly<Partial<Record<OperationId, Gates>>>;
}

/** The four tickets of the source documents (R089-R092), each with every operation it offers. */
const TICKETS: readonly Ticket[] = [
  {
    key: 'INC-2041',
    severity: 'High',
    dataClass: 'Internal',
    role: 'incident-commander',
    recommended: 'prepare-incident-packet',
    blockedActions: [/routing/iu, /failover/iu, /close the incident/iu],
    offers: {
      'prepare-incident-packet': ['use'],
      'draft-vendor-escalation': ['use'],
      'gather-diagnostics': [],
      'compare-baseline': [],
      'draft-status-note': [],
      'prepare-validation-packet': [],
      'draft-update-note': [],
    },
  },
  {
    key: 'REQ-2188',
    severity: 'Medium',
    dataClass: 'Internal',
    role: 'people-manager',
    recommended: 'prepare-access-packet',
    blockedActions: [/create an account/iu, /grant a privilege/iu, /manager’s approval/iu],
    offers: {
      'prepare-access-packet': ['use'],
      'draft-approval-reminder': ['use'],
      'prepare-least-privilege-checklist': [],
      'draft-status-note': [],
      'prepare-validation-packet': [],
      'draft-update-note': [],
    },
  },
  {
    key: 'SEC-2274',
    severity: 'High',
    dataClass: 'Confidential',
    role: 'security-owner',
    recommended: 'prepare-exception-packet',
    blockedActions: [/approve or extend an exception/iu, /interpret policy without a human sign-off/iu],
    offers: {
      'prepare-exception-packet': ['run', 'use'],
      'draft-review-summary': ['run', 'use'],
      'draft-status-note': ['run', 'use'],
      'compile-exception-history': ['run'],
      'prepare-validation-packet': ['run'],
      'draft-update-note': ['run'],
    },
  },
  {
    key: 'ENH-2219',
    severity: 'Low',
    dataClass: 'Internal',
    role: 'leadership-sponsor',
    recommended: 'prepare-sponsor-packet',
    blockedActions: [/reprioritise the portfolio/iu, /sequence of work without the sponsor/iu],
    offers: {
      'prepare-sponsor-packet': ['use'],
      'draft-tradeoff-brief': ['use'],
      'summarise-dependencies': [],
      'draft-status-note': [],
      'prepare-validation-packet': [],
      'draft-update-note': [],
    },
  },
];

const ANA: Requester = { accountId: 'agent-ana', roles: [] };
const shipped = compile(inForce());
const decideOn = (facts: Facts, operation: OperationId, compiled = shipped) =>
  decide(compiled, inputOf({ operation, facts }));

const issueOf = ({ key, severity, dataClass }: Ticket): IssueFields => ({
  projectKey: key.slice(0, 3),
  issueType: 'Task',
  fields: {
    customfield_10050: { value: severity },
    customfield_10051: { value: dataClass },
    customfield_10052: { accountId: 'agent-ben', active: true },
    labels: [],
    components: [],
  },
});
const factsFor = (ticket: Ticket): Facts => toFacts(DEFAULT_POLICY, issueOf(ticket), ANA);

describe.each(TICKETS)('the default policy on $key', (ticket) => {
  const seen = factsFor(ticket);

  it.each(OperationIdSchema.options)('decides %s as documented', (operation) => {
    const gates = ticket.offers[operation];
    const decision = decideOn(seen, operation);
    if (gates === undefined) {
      const blocks = decision.reasons.filter((reason) => reason.effect === 'block');
      expect(decision).toMatchObject({ outcome: 'blocked', gates: [] });
      expect(blocks.map((reason) => reason.ruleId)).toEqual(['scope-2']);
    } else {
      expect(decision.gates).toEqual(gates);
      expect(decision.outcome).toBe(gates.length > 0 ? 'approval-bound' : 'eligible');
    }
    expect(decision.approverRole).toBe(ticket.role);
  });

  it('recommends its own packet and offers nothing beyond the table', () => {
    const rule = kindRuleFor(DEFAULT_POLICY, issueOf(ticket));
    expect(rule?.recommended).toBe(ticket.recommended);
    expect([...(rule?.offers ?? [])].sort()).toEqual(Object.keys(ticket.offers).sort());
  });

  it('blocks its documented actions and what no policy can lift', () => {
    const kind = kindRuleFor(DEFAULT_POLICY, issueOf(ticket));
    if (kind === null) throw new Error('the default policy knows no such kind');
    const { blockedActions } = describeScope({
      operation: ticket.recommended,
      blockedActions: kind.blockedActions,
      obligations: decideOn(seen, ticket.recommended).obligations,
      sources: [],
      leftOut: [],
      dropped: [],
      limits: DEFAULT_POLICY.limits,
    });
    const hard = [
      /close or resolve the issue/iu,
      /approve anything/iu,
      /publish or send/iu,
      /execute a change/iu,
    ];
    for (const wanted of [...ticket.blockedActions, ...hard]) {
      expect(blockedActions.filter((action) => wanted.test(action))).toHaveLength(1);
    }
  });

  it('blocks everything when no owner is set', () => {
    for (const operation of OperationIdSchema.options) {
      const decision = decideOn({ ...seen, ownerAccountId: null }, operation);
      expect(decision.reasons.map((reason) => reason.ruleId)).toContain('owner-1');
      expect(decision.outcome).toBe('blocked');
    }
  });

  it('blocks everything on a model above tier 1', () => {
    const larger = compile(inForce({ ...DEFAULT_POLICY, engineTier: 2 }));
    for (const operation of OperationIdSchema.options) {
      const decision = decideOn(seen, operation, larger);
      expect(decision.outcome).toBe('blocked');
    }
  });
});

describe('the default policy', () => {
  it('is a document that an admin could publish', () => {
    expect(PolicyDocumentSchema.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
  });

  it('names each rule once', () => {
    const ids = DEFAULT_POLICY.rules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('recommends only what it offers, names each kind once and somebody for every role that it asks for', () => {
    const held = new Set(
      DEFAULT_POLICY.approvers
        .filter(({ chain, backups }) => chain.length > 0 && backups.length > 0)
        .map((entry) => entry.role),
    );
    for (const { recommended, offers, approverRole } of DEFAULT_POLICY.kinds) {
      expect(offers).toContain(recommended);
      expect(approverRole === null || held.has(approverRole)).toBe(true);
    }
    const kinds = DEFAULT_POLICY.kinds.map((rule) => rule.kind);
    expect(kinds).toEqual(['incident', 'request', 'security', 'enhancement', 'software']);
  });

  it('names the people of every class (R129-R131, R137)', () => {
    expect(DEFAULT_POLICY.owners.map((owners) => owners.class)).toEqual(ExecutionClassSchema.options);
  });

  it.each(DEFAULT_POLICY.tests.map((test) => [test.name, test] as const))(
    'holds its own case: %s',
    (_name, test) => {
      const { outcome, reasons } = decide(shipped, test.input);
      expect(outcome).toBe(test.expect.outcome);
      expect(reasons.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(test.expect.rules));
    },
  );

  const AROUND: readonly (readonly [OperationId, Pick<Facts, 'severity' | 'dataClass'>, Outcome, Gates])[] = [
    ['gather-diagnostics', { severity: 'critical', dataClass: 'internal' }, 'approval-bound', ['use']],
    ['prepare-validation-packet', { severity: 'critical', dataClass: 'internal' }, 'approval-bound', ['use']],
    ['draft-status-note', { severity: 'critical', dataClass: 'internal' }, 'blocked', []],
    ['draft-update-note', { severity: 'critical', dataClass: 'internal' }, 'blocked', []],
    ['gather-diagnostics', { severity: null, dataClass: 'internal' }, 'approval-bound', ['use']],
    ['gather-diagnostics', { severity: 'low', dataClass: null }, 'blocked', []],
    ['draft-status-note', { severity: null, dataClass: 'internal' }, 'blocked', []],
    ['gather-diagnostics', { severity: null, dataClass: 'confidential' }, 'approval-bound', ['run', 'use']],
    ['gather-diagnostics', { severity: 'low', dataClass: 'restricted' }, 'blocked', []],
    ['gather-diagnostics', { severity: 'low', dataClass: 'public' }, 'eligible', []],
  ];

  it.each(AROUND)('decides %s with %j as %s', (operation, values, ...[outcome, gates]) => {
    const [incident] = TICKETS.map(factsFor);
    if (incident === undefined) throw new Error('no ticket');
    const decision = decideOn({ ...incident, ...values }, operation);
    expect(decision).toMatchObject({ outcome, gates });
  });

  it('lets software work run for its requester, with assumed values', () => {
    const bug = { projectKey: 'KAFKA', issueType: 'bug', fields: {} };
    const seen = toFacts(DEFAULT_POLICY, bug, ANA);
    expect(seen).toMatchObject({
      kind: 'software',
      severity: 'medium',
      dataClass: 'internal',
      ownerAccountId: 'agent-ana',
    });
    expect(decideOn(seen, 'gather-evidence').outcome).toBe('eligible');
  });
});
