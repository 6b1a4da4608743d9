import type { Facts } from '../../contract/decision';
import type { FieldMapSchema, KindRule, PolicyDocument } from '../../contract/policy';
import type { z } from 'zod';

/** A Jira issue as policy needs it: raw REST v3 `fields`. Hostile input: every value is unknown. */
export interface IssueFields {
  readonly projectKey: string;
  readonly issueType: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

type Mapping<T> = readonly { readonly field: string; readonly values: Readonly<Record<string, T>> }[];
type FieldMap = z.infer<typeof FieldMapSchema>;

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The name of a field's value as Jira writes it: plain text, or an option (`value`), or a named thing (`name`). */
export function nameOfValue(value: unknown): string | null {
  for (const candidate of [value, property(value, 'value'), property(value, 'name')]) {
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  return null;
}

function mapValue<T>(mapping: Mapping<T>, fields: IssueFields['fields']): T | null {
  for (const { field, values } of mapping) {
    const name = nameOfValue(fields[field]);
    const hit = name === null ? undefined : Object.entries(values).find(([key]) => same(key, name));
    if (hit !== undefined) return hit[1];
  }
  return null;
}

function ownerFrom(map: FieldMap, fields: IssueFields['fields']): string | null {
  for (const field of map.owner) {
    const accountId = property(fields[field], 'accountId');
    const isInactive = property(fields[field], 'active') === false;
    if (typeof accountId === 'string' && accountId !== '' && !isInactive) return accountId;
  }
  return null;
}

/** The kind rule of an issue: the first whose projects name it, else the first whose issue types do (R093). */
export function kindRuleFor(policy: PolicyDocument, projectKey: string, issueType: string): KindRule | null {
  const namesType = (rule: KindRule): boolean => rule.issueTypes.some((type) => same(type, issueType));
  const byProject = policy.kinds.filter((rule) => rule.projects.includes(projectKey));
  return (
    byProject.find((rule) => rule.issueTypes.length === 0 || namesType(rule)) ??
    policy.kinds.find((rule) => rule.projects.length === 0 && namesType(rule)) ??
    null
  );
}

/**
 * What policy decides on, read from an issue through the policy's field map.
 * A value that is missing or not mapped is `null`, unless the kind says what to assume.
 */
export function toFacts(policy: PolicyDocument, issue: IssueFields, requesterId: string | null): Facts {
  const rule = kindRuleFor(policy, issue.projectKey, issue.issueType);
  const owner = ownerFrom(policy.fieldMap, issue.fields);
  return {
    projectKey: issue.projectKey,
    issueType: issue.issueType,
    kind: rule?.kind ?? null,
    severity: mapValue(policy.fieldMap.severity, issue.fields) ?? rule?.assumedSeverity ?? null,
    dataClass: mapValue(policy.fieldMap.dataClass, issue.fields) ?? rule?.assumedDataClass ?? null,
    ownerAccountId: rule?.ownerIsRequester === true ? requesterId : owner,
  };
}
