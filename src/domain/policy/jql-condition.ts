import { folded, nameOfValue, property, type IssueFields } from './field-values';
import { parseTokens, type Clause, type Node } from './jql-parser';
import { ConditionError } from './jql-tokens';

/** A condition on an issue that was read from text. */
export interface JqlCondition {
  /** Jira field ids that it looks at, beside project and issue type. */
  readonly fields: readonly string[];
  /** Whether it holds. An issue on which a field that it looks at is absent or cannot be read as text is never covered. */
  holds(issue: IssueFields): boolean;
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: JqlCondition }
  /** A sentence that names the place, counted in characters from 1. */
  | { readonly ok: false; readonly problem: string };

/** As long as the document lets a condition be; longer text is not read. */
const MAX_LENGTH = 500;

const clausesOf = (node: Node): readonly Clause[] => {
  if (node.type === 'clause') return [node];
  return node.type === 'not' ? clausesOf(node.part) : node.parts.flatMap(clausesOf);
};

const valueOf = (field: string, { projectKey, issueType, fields }: IssueFields): unknown => {
  if (field === 'project') return projectKey;
  return field === 'issuetype' ? issueType : fields[field];
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** One member of a value as text: a name, a number, or the account id of a person; null for what is none of these. */
function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const accountId = property(value, 'accountId');
  const text = typeof accountId === 'string' ? accountId : nameOfValue(value);
  return text === null ? null : folded(text);
}

/** The texts of a value: none for an empty one; null stands for a member that cannot be read as text. */
function textsOf(value: unknown): readonly (string | null)[] {
  if (isEmpty(value)) return [];
  const members: readonly unknown[] = Array.isArray(value) ? value : [value];
  return members.map(textOf);
}

function isReadable({ field, operator }: Clause, issue: IssueFields): boolean {
  const value = valueOf(field, issue);
  return value !== undefined && (operator === 'empty' || !textsOf(value).includes(null));
}

/** As JQL: a negated comparison also asks for a value. */
function clauseHolds({ field, operator, isNegated, values }: Clause, issue: IssueFields): boolean {
  const value = valueOf(field, issue);
  if (operator === 'empty') return isEmpty(value) !== isNegated;
  const texts = textsOf(value);
  const isHit = values.some((wanted) =>
    texts.some((text) => (operator === '=' ? text === wanted : text?.includes(wanted))),
  );
  return texts.length > 0 && isHit !== isNegated;
}

function holds(node: Node, issue: IssueFields): boolean {
  switch (node.type) {
    case 'clause':
      return clauseHolds(node, issue);
    case 'not':
      return !holds(node.part, issue);
    case 'and':
      return node.parts.every((part) => holds(part, issue));
    case 'or':
      return node.parts.some((part) => holds(part, issue));
  }
}

function toCondition(node: Node): JqlCondition {
  const clauses = clausesOf(node);
  const named = new Set(clauses.map(({ field }) => field));
  return {
    fields: [...named].filter((field) => field !== 'project' && field !== 'issuetype'),
    holds: (issue) => clauses.every((clause) => isReadable(clause, issue)) && holds(node, issue),
  };
}

/** Reads a condition in the subset of JQL that docs/policy.md names; never throws. */
export function parseCondition(text: string): ParsedCondition {
  if (text.length > MAX_LENGTH) {
    return { ok: false, problem: `Character ${MAX_LENGTH + 1}: expected at most ${MAX_LENGTH} characters.` };
  }
  try {
    return { ok: true, condition: toCondition(parseTokens(text)) };
  } catch (error) {
    if (error instanceof ConditionError) return { ok: false, problem: error.message };
    throw error;
  }
}
