import type { Facts } from '../../contract/decision';
import type { FieldMap, KindRule, PolicyDocument } from '../../contract/policy';
import type { Observation } from '../../contract/policy-life';
import { folded, nameOfValue, namesOfValue, property, type IssueFields } from './field-values';
import { parseCondition } from './jql-condition';
import { kindRuleFor } from './kinds';

export { kindRuleFor, nameOfValue };
export type { IssueFields };

/** Who asks: null where nobody is known, and roles in the issue's project by name, null where they were not read. */
export interface Requester {
  readonly accountId: string | null;
  readonly roles: readonly string[] | null;
}

/** One input: where it was read, what stood there, what it became. */
interface Reading<T> {
  readonly field: string | null;
  readonly raw: string | null;
  readonly value: T | null;
  readonly isAssumed: boolean;
}

type Mapping<T> = readonly { readonly field: string; readonly values: Readonly<Record<string, T>> }[];

const NOTHING = { field: null, raw: null, value: null, isAssumed: false } as const;
/** Lists of free names, of which a mapping picks some; in any other field a name that is not mapped makes it unclear. */
const FREE_LISTS: ReadonlySet<string> = new Set(['labels', 'components']);
/** What the contract takes; a longer list counts as unknown, for a part of it could hide a name that a rule looks at. */
const MAX_NAMES = 200;
const MAX_NAME_LENGTH = 255;

/** What one field says: undefined when nothing, null when several things, or one that is not mapped beside one that is. */
function readMapped<T>(
  names: readonly string[],
  { field, values }: Mapping<T>[number],
): T | null | undefined {
  const byName = new Map(Object.entries(values).map(([name, value]) => [folded(name), value]));
  const known = names.map((name) => byName.get(folded(name)));
  const hits = new Set(known.filter((value) => value !== undefined));
  const [hit] = hits;
  if (hit === undefined) return undefined;
  const isClear = hits.size === 1 && (FREE_LISTS.has(field) || !known.includes(undefined));
  return isClear ? hit : null;
}

/**
 * The first field that holds a mapped value wins; one that says several things makes the input unknown, and so does one that
 * holds only what is not mapped. What the kind assumes stands only where no field says anything (R152).
 */
function readInput<T extends string>(
  mapping: Mapping<T>,
  fields: IssueFields['fields'],
  assumed: T | null,
): Reading<T> {
  let unmapped: Reading<T> | null = null;
  for (const entry of mapping) {
    const { field } = entry;
    const names = namesOfValue(fields[field]);
    const value = readMapped(names, entry);
    const raw = names.join(', ');
    if (value !== undefined) return { field, raw, value, isAssumed: false };
    if (names.length > 0 && !FREE_LISTS.has(field))
      unmapped ??= { field, raw, value: null, isAssumed: false };
  }
  return unmapped ?? { ...NOTHING, value: assumed, isAssumed: assumed !== null };
}

const accountIn = (value: unknown): string | null => {
  const accountId = property(value, 'accountId');
  const isUsable = typeof accountId === 'string' && accountId !== '' && property(value, 'active') !== false;
  return isUsable ? accountId : null;
};

/** The first field that names an active account; one that names several says nobody. */
function readOwner(map: FieldMap, fields: IssueFields['fields']): Reading<string> {
  for (const field of map.owner) {
    const value = fields[field];
    const members: readonly unknown[] = Array.isArray(value) ? value : [value];
    const accounts = [...new Set(members.map(accountIn).filter((account) => account !== null))];
    const [owner = null] = accounts;
    if (owner !== null) {
      return {
        field,
        raw: accounts.join(', '),
        value: accounts.length === 1 ? owner : null,
        isAssumed: false,
      };
    }
  }
  return NOTHING;
}

function readNames(field: string | null, names: readonly string[] | null): Reading<readonly string[]> {
  if (names === null) return NOTHING;
  const raw = names.join(', ');
  const isWithin = names.length <= MAX_NAMES && names.every((name) => name.length <= MAX_NAME_LENGTH);
  return { field, raw, value: isWithin ? names : null, isAssumed: false };
}

const listIn = (value: unknown): readonly string[] | null =>
  Array.isArray(value) ? namesOfValue(value) : null;

const ownerFor = (
  rule: KindRule | null,
  owner: Reading<string>,
  { accountId }: Requester,
): Reading<string> =>
  rule?.ownerIsRequester === true ? { ...NOTHING, value: accountId, isAssumed: accountId !== null } : owner;

function readAll(document: PolicyDocument, issue: IssueFields, requester: Requester) {
  const { fieldMap: map } = document;
  const { fields } = issue;
  const rule = kindRuleFor(document, issue);
  return {
    kind: { ...NOTHING, value: rule?.kind ?? null },
    severity: readInput(map.severity, fields, rule?.assumedSeverity ?? null),
    dataClass: readInput(map.dataClass, fields, rule?.assumedDataClass ?? null),
    impact: readInput(map.impact, fields, rule?.assumedImpact ?? null),
    environment: readInput(map.environment, fields, rule?.assumedEnvironment ?? null),
    customerFacing: readInput(map.customerFacing, fields, rule?.assumedCustomerFacing ?? null),
    owner: ownerFor(rule, readOwner(map, fields), requester),
    requesterRoles: readNames(null, requester.roles),
    labels: readNames('labels', listIn(fields['labels'])),
    components: readNames('components', listIn(fields['components'])),
  } as const;
}

/** What policy decides on, read from an issue through the document's field map. Null is missing or not clear (R152). */
export function toFacts(document: PolicyDocument, issue: IssueFields, requester: Requester): Facts {
  const read = readAll(document, issue, requester);
  const namesIn = ({ value }: Reading<readonly string[]>): string[] | null =>
    value === null ? null : [...value];
  return {
    projectKey: issue.projectKey,
    issueType: issue.issueType,
    kind: read.kind.value,
    severity: read.severity.value,
    dataClass: read.dataClass.value,
    impact: read.impact.value,
    environment: read.environment.value,
    customerFacing: read.customerFacing.value,
    ownerAccountId: read.owner.value,
    requesterRoles: namesIn(read.requesterRoles),
    labels: namesIn(read.labels),
    components: namesIn(read.components),
  };
}

const INPUTS = [
  'kind',
  'severity',
  'dataClass',
  'impact',
  'environment',
  'customerFacing',
  'owner',
  'requesterRoles',
  'labels',
  'components',
] as const satisfies readonly Observation['input'][];

/** The same inputs with where each was read and what stood there, for the field map's test on an issue. */
export function observe(
  document: PolicyDocument,
  issue: IssueFields,
  requester: Requester,
): readonly Observation[] {
  const read = readAll(document, issue, requester);
  return INPUTS.map((input) => {
    const { field, raw, value, isAssumed } = read[input];
    const text = typeof value === 'string' || value === null ? value : value.join(', ');
    return { input, field, raw, value: text, isAssumed };
  });
}

/** Jira field ids that `toFacts` and `observe` read, each once. Project and issue type are read always. */
export function fieldsRead({ fieldMap, kinds }: PolicyDocument): readonly string[] {
  const { severity, dataClass, impact, environment, customerFacing } = fieldMap;
  const mapped = [severity, dataClass, impact, environment, customerFacing].flat().map(({ field }) => field);
  const conditions = kinds.flatMap(({ jql }) => {
    const parsed = jql === null ? null : parseCondition(jql);
    return parsed?.ok === true ? parsed.condition.fields : [];
  });
  return [
    ...new Set([
      ...mapped,
      ...fieldMap.owner,
      ...fieldMap.requestType,
      'labels',
      'components',
      ...conditions,
    ]),
  ];
}
