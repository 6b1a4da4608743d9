import type { FieldMap, KindRule, PolicyDocument } from '../../contract/policy';
import { folded, namesOfValue, type IssueFields } from './field-values';
import { parseCondition } from './jql-condition';

const isOneOf = (wanted: readonly string[], names: readonly string[]): boolean =>
  wanted.some((name) => names.some((other) => folded(other) === folded(name)));

function requestTypesOf({ requestType }: FieldMap, { fields }: IssueFields): readonly string[] {
  return requestType.map((field) => namesOfValue(fields[field])).find((names) => names.length > 0) ?? [];
}

function conditionHolds(jql: string, issue: IssueFields): boolean {
  const parsed = parseCondition(jql);
  return parsed.ok && parsed.condition.holds(issue);
}

/** Whether every part that the kind names holds; a kind that names none, or a condition that cannot be read, covers nothing. */
function covers(kind: KindRule, fieldMap: FieldMap, issue: IssueFields): boolean {
  const { projects, issueTypes, requestTypes, labels, jql } = kind;
  const named = [projects, issueTypes, requestTypes, labels].some((part) => part.length > 0);
  if (!named && jql === null) return false;
  return (
    (projects.length === 0 || projects.includes(issue.projectKey)) &&
    (issueTypes.length === 0 || isOneOf(issueTypes, [issue.issueType])) &&
    (requestTypes.length === 0 || isOneOf(requestTypes, requestTypesOf(fieldMap, issue))) &&
    (labels.length === 0 || isOneOf(labels, namesOfValue(issue.fields['labels']))) &&
    (jql === null || conditionHolds(jql, issue))
  );
}

/** The kind rule of an issue: the first that covers it, in the order of the document, or null (R093). */
export const kindRuleFor = (
  { kinds, fieldMap }: Pick<PolicyDocument, 'kinds' | 'fieldMap'>,
  issue: IssueFields,
): KindRule | null => kinds.find((kind) => covers(kind, fieldMap, issue)) ?? null;
