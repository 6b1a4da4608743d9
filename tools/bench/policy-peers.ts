import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString, StringAdapter } from 'casbin';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import jsonLogic from 'json-logic-js';
import type { DecisionInput } from '../../src/contract/decision';
import type { Condition, Rule } from '../../src/contract/rule';
import {
  DataClassSchema,
  EnvironmentSchema,
  ImpactSchema,
  SeveritySchema,
} from '../../src/contract/vocabulary';
import { operationOf } from '../../src/domain/operations/catalogue';
import { subjectOf } from '../../src/domain/policy/rule-index';

/** What a peer sees of an input: a word an attribute, `unknown` where the value is missing. */
export type Attributes = Readonly<Record<string, string>>;

export function toAttributes({ operation, facts }: DecisionInput): Attributes {
  const definition = operationOf(operation);
  return {
    operation,
    class: definition.class,
    reversibility: definition.reversibility,
    leavesTeam: definition.leavesTeam ? 'yes' : 'no',
    tier: '0',
    project: facts.projectKey,
    kind: facts.kind ?? 'unknown',
    severity: facts.severity ?? 'unknown',
    dataClass: facts.dataClass ?? 'unknown',
    impact: facts.impact ?? 'unknown',
    environment: facts.environment ?? 'unknown',
    customerFacing: facts.customerFacing ?? 'unknown',
  };
}

/** An attribute is one of these values, or none of them. */
interface Test {
  readonly attribute: string;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** A rule as the peers know rules: all tests hold; one `forbid` denies, else one `permit` allows, else nothing is allowed. */
interface PeerRule {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  readonly tests: readonly Test[];
}

interface Word {
  readonly attribute: string;
  /** Every value that it can have, where these are few. */
  readonly all?: readonly string[];
}

const WORDS: Readonly<Partial<Record<keyof Condition, Word>>> = {
  kinds: { attribute: 'kind' },
  projects: { attribute: 'project' },
  operations: { attribute: 'operation' },
  classes: { attribute: 'class' },
  reversibilities: { attribute: 'reversibility' },
  leavesTeam: { attribute: 'leavesTeam' },
  tierAtMost: { attribute: 'tier' },
  severities: { attribute: 'severity', all: SeveritySchema.options },
  dataClasses: { attribute: 'dataClass', all: DataClassSchema.options },
  impacts: { attribute: 'impact', all: ImpactSchema.options },
  environments: { attribute: 'environment', all: EnvironmentSchema.options },
  customerFacing: { attribute: 'customerFacing', all: ['yes', 'no'] },
};
const TIERS = ['0', '1', '2', '3'];

function valuesOf(part: keyof Condition, when: Condition): readonly string[] {
  if (part === 'leavesTeam') return [when.leavesTeam === true ? 'yes' : 'no'];
  if (part === 'tierAtMost') return TIERS.slice(0, (when.tierAtMost ?? 0) + 1);
  const values = when[part];
  return Array.isArray(values) ? values.map(String) : [];
}

/** An unknown value meets every block that names any value, and an allow only when it names all. */
function testsOf({ when, effect }: Rule): readonly Test[] {
  return (Object.keys(when) as (keyof Condition)[]).map((part): Test => {
    const word = WORDS[part];
    if (word === undefined) throw new Error(`the peers have no word for ${part}`);
    const { attribute, all } = word;
    const values = valuesOf(part, when);
    const meetsUnknown = effect.type === 'block' || all?.every((value) => values.includes(value)) === true;
    return {
      attribute,
      values: all !== undefined && meetsUnknown ? [...values, 'unknown'] : values,
      isNegated: false,
    };
  });
}

/** A rule that speaks for severity, data class or tier becomes a `forbid` of all that it does not speak for. */
function toPeerRule(rule: Rule): PeerRule {
  const { id } = rule;
  const tests = testsOf(rule);
  if (rule.effect.type === 'block') return { id, effect: 'forbid', tests };
  if (subjectOf(rule) === 'policy') return { id, effect: 'permit', tests };
  if (tests.length > 1) throw new Error(`${id} speaks for more than one attribute: the peers cannot say it`);
  return { id, effect: 'forbid', tests: tests.map((test) => ({ ...test, isNegated: true })) };
}

/** Tells allow (true) or deny (false) for one set of attributes. */
export interface Peer {
  readonly name: string;
  readonly allows: (attributes: Attributes) => boolean | Promise<boolean>;
}

function withJsonLogic(rules: readonly PeerRule[]): Peer {
  const toLogic = ({ tests }: PeerRule): jsonLogic.RulesLogic => ({
    and: tests.map(({ attribute, values, isNegated }): jsonLogic.RulesLogic => {
      const isIn: jsonLogic.RulesLogic = { in: [{ var: attribute }, [...values]] };
      return isNegated ? { '!': [isIn] } : isIn;
    }),
  });
  const any = (effect: PeerRule['effect']): jsonLogic.RulesLogic => ({
    or: rules.filter((rule) => rule.effect === effect).map(toLogic),
  });
  const logic: jsonLogic.RulesLogic = { and: [{ '!': [any('forbid')] }, any('permit')] };
  return { name: 'json-logic-js', allows: (attributes) => jsonLogic.apply(logic, attributes) === true };
}

function withJsonRulesEngine(rules: readonly PeerRule[]): Peer {
  const engine = new Engine();
  for (const { id, effect, tests } of rules) {
    const conditions: TopLevelCondition = {
      all: tests.map(({ attribute, values, isNegated }) => ({
        fact: attribute,
        operator: isNegated ? 'notIn' : 'in',
        value: values,
      })),
    };
    engine.addRule({ name: id, conditions, event: { type: effect } });
  }
  return {
    name: 'json-rules-engine',
    allows: async (attributes) => {
      const { events } = await engine.run(attributes);
      const types = new Set(events.map(({ type }) => type));
      return types.has('permit') && !types.has('forbid');
    },
  };
}

const CASBIN_MODEL = `
[request_definition]
r = issue
[policy_definition]
p = rule, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = eval(p.rule)
`;

async function withCasbin(rules: readonly PeerRule[]): Promise<Peer> {
  const lines = rules.map(({ effect, tests }) => {
    const parts = tests.map(({ attribute, values, isNegated }) => {
      const isOne = values.map((value) => `r.issue.${attribute} == '${value}'`).join(' || ');
      return isNegated ? `!(${isOne})` : `(${isOne})`;
    });
    return `p, ${parts.join(' && ')}, ${effect === 'permit' ? 'allow' : 'deny'}`;
  });
  const enforcer = await newEnforcer(newModelFromString(CASBIN_MODEL), new StringAdapter(lines.join('\n')));
  return { name: 'casbin', allows: (attributes) => enforcer.enforceSync(attributes) };
}

function withCedar(rules: readonly PeerRule[]): Peer {
  const staticPolicies = rules
    .map(({ id, effect, tests }) => {
      const parts = tests.map(({ attribute, values, isNegated }) => {
        const isOne = `${JSON.stringify(values)}.contains(context.${attribute})`;
        return isNegated ? `!${isOne}` : isOne;
      });
      return `@id("${id}")\n${effect}(principal, action, resource) when { ${parts.join(' && ')} };`;
    })
    .join('\n');
  const parsed = cedar.preparsePolicySet('bench', { staticPolicies });
  if (parsed.type === 'failure') throw new Error(`cedar: ${parsed.errors[0]?.message ?? 'not parsed'}`);
  const call = {
    principal: { type: 'User', id: 'requester' },
    resource: { type: 'Issue', id: 'issue' },
    entities: [],
    preparsedPolicySetId: 'bench',
    validateRequest: false,
  };
  return {
    name: 'cedar-wasm, preparsed',
    allows: (attributes) => {
      const action = { type: 'Action', id: attributes['operation'] ?? '' };
      const answer = cedar.statefulIsAuthorized({ ...call, action, context: attributes });
      if (answer.type === 'failure') throw new Error(`cedar: ${answer.errors[0]?.message ?? 'no answer'}`);
      return answer.response.decision === 'allow';
    },
  };
}

/** The four peers over the same rules, each prepared as its own guide says: parsed or compiled once, asked often. */
export async function createPeers(rules: readonly Rule[]): Promise<readonly Peer[]> {
  const said = rules.map(toPeerRule);
  return [withJsonLogic(said), withJsonRulesEngine(said), await withCasbin(said), withCedar(said)];
}
