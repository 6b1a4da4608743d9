import { LIMITS } from '../forge/limits';

/** What of a value an expression may read: anything, or the named members only. */
export type Shape = 'anything' | { readonly [member: string]: Shape };

/** A set of variables with what else a kind of expression may hold. */
export interface Language {
  readonly variables: ReadonlyMap<string, Shape>;
  readonly hasTypeof: boolean;
  readonly maxCharacters: number;
  /** Members that the platform has and this site has not, by `variable.member`, with what they are. */
  readonly unserved: ReadonlyMap<string, string>;
}

/** The names that `typeof` is compared with here: those of Jira's pages on expressions and their types. */
export const TYPE_NAMES: readonly string[] = ['List', 'String', 'Number', 'Boolean'];

/** `filter.expression` of a trigger: one variable, the event (forge-facts §1.9). */
export const EVENT_FILTER: Language = {
  variables: new Map([['event', 'anything']]),
  hasTypeof: false,
  maxCharacters: LIMITS.filterExpression.value,
  unserved: new Map([['event.runtime', 'filters on properties, Preview']]),
};

const ISSUE: Shape = {
  id: 'anything',
  key: 'anything',
  summary: 'anything',
  status: { name: 'anything' },
  issueType: { name: 'anything' },
  properties: 'anything',
};

/**
 * Workflow conditions and validators (forge-facts §1.7). Of `transition`, `project` and `user` the little that a rule needs;
 * a rule here has no configuration, so nothing of `config` can be read, and nothing of `workflow`.
 */
export const WORKFLOW_RULE: Language = {
  variables: new Map<string, Shape>([
    ['user', { accountId: 'anything' }],
    ['issue', ISSUE],
    ['originalIssue', ISSUE],
    ['project', { key: 'anything' }],
    ['transition', { name: 'anything' }],
    ['workflow', {}],
    ['config', {}],
  ]),
  hasTypeof: true,
  maxCharacters: LIMITS.jiraExpression.value,
  unserved: new Map(),
};
