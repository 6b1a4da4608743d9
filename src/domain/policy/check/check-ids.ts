import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { error, repeats } from './problem';

interface Named {
  readonly list: string;
  readonly key: string;
  readonly what: string;
  readonly ids: readonly string[];
}

const namedIn = (document: PolicyDocument): readonly Named[] => [
  { list: 'kinds', key: 'kind', what: 'kind', ids: document.kinds.map(({ kind }) => kind) },
  { list: 'rules', key: 'id', what: 'rule', ids: document.rules.map(({ id }) => id) },
  { list: 'approvers', key: 'role', what: 'role', ids: document.approvers.map(({ role }) => role) },
  { list: 'owners', key: 'class', what: 'class', ids: document.owners.map((owner) => owner.class) },
  { list: 'bypasses', key: 'id', what: 'bypass', ids: document.bypasses.map(({ id }) => id) },
  { list: 'tiers', key: 'tier', what: 'tier', ids: document.tiers.map(({ tier }) => String(tier)) },
  {
    list: 'guardrails.denylist',
    key: 'id',
    what: 'denylist entry',
    ids: document.guardrails.denylist.map(({ id }) => id),
  },
  {
    list: 'templates',
    key: 'id',
    what: 'template',
    ids: document.templates.map(({ id }) => id),
  },
  { list: 'tests', key: 'name', what: 'test', ids: document.tests.map(({ name }) => name) },
];

/** Ids of the engine's own reasons, which no rule may pass itself off as. */
const RESERVED: ReadonlySet<string> = new Set(['scope-1', 'scope-2', 'owner-1', 'owners-1', 'approver-1']);

/** Names that are given twice, and rules that are called like a control of the engine. */
export function checkIds(document: PolicyDocument): readonly Problem[] {
  const twice = namedIn(document).flatMap(({ list, key, what, ids }) =>
    repeats(ids).map(({ at, first }) =>
      error(
        `${list}.${at}.${key}`,
        `The ${what} ${ids[at]} is there already, as number ${first + 1} of the list. Give this one another name or remove it.`,
      ),
    ),
  );
  const reserved = document.rules.flatMap(({ id }, at) =>
    RESERVED.has(id)
      ? [
          error(
            `rules.${at}.id`,
            `${id} is the name of a control beside the rules. Give the rule another id.`,
          ),
        ]
      : [],
  );
  return [...twice, ...reserved];
}
