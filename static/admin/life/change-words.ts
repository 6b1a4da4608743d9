import '../work/without-eval';
import { ApproverSourceSchema, QuorumSchema } from '../../../src/contract/policy-people';
import type { Person } from '../../../src/contract/scope';
import { RuleSchema } from '../../../src/contract/rule';
import { nameOf } from '../../elements/name-of';
import { idToWords, kindName, roleName } from '../../elements/words';
import { quorumInWords } from '../approvers/quorum';
import { sourceInWords } from '../approvers/sources';
import { GATE_NAMES, isGatePlace } from '../gates/gate-names';
import { isCounted, LIMIT_NAMES } from '../guardrails/limit-names';
import { ruleSentence } from '../rules/rule-sentence';

/** `approvalHours` reads “approval hours”. */
const spaced = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);

const PARTS: ReadonlyMap<string, string> = new Map([
  ['rules', 'Rule'],
  ['kinds', 'Kind of work'],
  ['approvers', 'Approver role'],
  ['owners', 'Owners of'],
  ['bypasses', 'Bypass'],
  ['tests', 'Policy test'],
  ['tiers', 'AI tier'],
  ['templates', 'Template'],
  ['fieldMap', 'Field map'],
]);

/** Lists whose items are called as they call themselves. */
const OWN_NAMES: ReadonlySet<string> = new Set(['rules', 'bypasses', 'tests', 'templates']);

function itemName(part: string, item: string): string {
  if (part === 'kinds') return kindName(item);
  if (part === 'approvers') return roleName(item);
  return OWN_NAMES.has(part) ? item : spaced(item);
}

/** `commander-cho * 2026-11-01T08:00:00Z` reads “in every role, from 2026-11-01”; the change itself says who. */
function delegationTitle(id: string): string {
  const [, role = '*', since = ''] = id.split(' ');
  const as = role === '*' ? 'in every role' : `as ${roleName(role).toLowerCase()}`;
  return `Delegation ${as}, from ${since.slice(0, 10)}`;
}

function guardrailTitle(item: string, rest: readonly string[]): string | null {
  if (item === 'onInjection') return 'Where a source is in quarantine';
  return item === 'denylist' ? ['Words kept out', ...rest.map(spaced)].join(': ') : null;
}

/** What has a title of its own, whichever part of it changed. */
function ownTitle(part: string, [item = '', ...rest]: readonly string[]): string | null {
  const within = [item, ...rest].join('/');
  if (part === 'limits' && isCounted(item)) return LIMIT_NAMES[item];
  if (part === 'gates' && isGatePlace(within)) return GATE_NAMES[within];
  if (part === 'guardrails') return guardrailTitle(item, rest);
  if (part === 'gateStatuses' && item === 'byProject' && rest.length > 0)
    return [`Statuses in ${rest[0] ?? ''}`, ...rest.slice(1, 2).map(spaced)].join(': ');
  if (part === 'delegations' && item !== '') return [delegationTitle(item), ...rest.map(spaced)].join(': ');
  return null;
}

/** The place of a change as a title: `kinds/incident/offers` reads “Kind of work Incidents: offers”. */
export function placeTitle(place: string): string {
  if (place === 'kinds') return 'Order of the kinds of work';
  const [part = '', item, ...rest] = place.split('/');
  const own = item === undefined ? null : ownTitle(part, [item, ...rest]);
  if (own !== null) return own;
  const head = PARTS.get(part) ?? idToWords(spaced(part));
  const title = item === undefined ? head : `${head} ${itemName(part, item)}`;
  return rest.length === 0 ? title : `${title}: ${rest.map(spaced).join(', ')}`;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** A leaf, or a list of leaves, in words; people by their names. */
function leafInWords(value: unknown, people: readonly Person[]): string {
  if (isNothing(value)) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (typeof value === 'string') return nameOf(people, value);
  if (Array.isArray(value)) return value.map((one: unknown) => leafInWords(one, people)).join(', ');
  if (isRecord(value)) {
    const source = ApproverSourceSchema.safeParse(value);
    if (source.success) return sourceInWords(source.data, (accountId) => nameOf(people, accountId));
    const quorum = QuorumSchema.safeParse(value);
    if (quorum.success) return quorumInWords(quorum.data);
    return Object.entries(value)
      .map(([name, one]) => `${spaced(name)} ${leafInWords(one, people)}`)
      .join(', ');
  }
  return String(value);
}

/**
 * One side of a change as lines to read: a rule as its sentence and its settings, anything else as its parts. Takes the canonical JSON of
 * the contract; `people` are those whose names are known.
 */
export function sideInWords(json: string | null, people: readonly Person[]): readonly string[] {
  if (json === null) return [];
  const value: unknown = JSON.parse(json);
  const rule = RuleSchema.safeParse(value);
  if (rule.success) {
    const { threshold, priority, category } = rule.data;
    return [ruleSentence(rule.data), `Limit “${threshold}”, priority ${priority}, category ${category}`];
  }
  return isRecord(value)
    ? Object.entries(value).map(([name, one]) => `${idToWords(spaced(name))}: ${leafInWords(one, people)}`)
    : [leafInWords(value, people)];
}
