import { JiraError } from '../jira-error';
import type { ProjectRecord } from '../records';
import type { TextOperand } from './ast';
import type { QueryScope } from './field';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A bare number is an id before it is a name; quoted it is a name first. */
const isNumber = ({ text, isQuoted }: TextOperand) => !isQuoted && /^-?\d+$/.test(text);

/** Ids of what has this name (any case) or id. Raises 400 as Jira does when nothing has. */
export function resolveNamed(known: readonly Named[], operand: TextOperand, field: string): string[] {
  const name = operand.text.toLowerCase();
  const byName = known.filter((record) => record.name.toLowerCase() === name).map(({ id }) => id);
  const byId = known.filter(({ id }) => id === operand.text).map(({ id }) => id);
  const [first, second] = isNumber(operand) ? [byId, byName] : [byName, byId];
  const found = first.length > 0 ? first : second;
  if (found.length === 0) throw noValue(operand, field);
  return [...new Set(found)];
}

export function noValue(operand: TextOperand, field: string): JiraError {
  const what = isNumber(operand) ? `A value with ID '${operand.text}'` : `The value '${operand.text}'`;
  return JiraError.invalid(`${what} does not exist for the field '${field}'.`);
}

/** Projects that the caller may browse: a hidden one does not exist. */
export function visibleProjects({ state, access }: QueryScope): ProjectRecord[] {
  return state.projects.all().filter((project) => access.seesProject(project));
}

export function resolveProject(operand: TextOperand, scope: QueryScope, field: string): string[] {
  const projects = visibleProjects(scope);
  const names = projects.flatMap(({ id, key, name }) => [
    { id, name },
    { id, name: key },
  ]);
  return resolveNamed(names, operand, field);
}

/** People by account id or full name; e-mail addresses are hidden on this site. */
export function resolveUser(operand: TextOperand, { state }: QueryScope, field: string): string[] {
  const known = state.users.get(operand.text);
  if (known) return [known.accountId];
  const name = operand.text.toLowerCase();
  const found = state.users.all().filter(({ displayName }) => displayName.toLowerCase() === name);
  if (found.length === 0) throw noValue(operand, field);
  return found.map(({ accountId }) => accountId);
}

/** An issue by key or id. What does not exist and what the caller may not see are refused in the same words. */
export function resolveIssue(operand: TextOperand, scope: QueryScope, field: string): string[] {
  const { text } = operand;
  const isKey = /^[A-Z][A-Z0-9_]*-\d+$/i.test(text);
  if (!isKey && !/^\d+$/.test(text))
    throw JiraError.invalid(`The issue key '${text}' for field '${field}' is invalid.`);
  const id = findIssueId(text, scope);
  if (id !== undefined) return [id];
  if (!isKey) throw noValue({ ...operand, isQuoted: false }, field);
  throw JiraError.invalid(`An issue with key '${text}' does not exist for field '${field}'.`);
}

/** The id of an issue that exists now and that the caller may see now. */
export function findIssueId(idOrKey: string, { state, access }: QueryScope): string | undefined {
  const issue = state.issues.find(idOrKey);
  return issue && access.seesIssue(issue) ? issue.id : undefined;
}
