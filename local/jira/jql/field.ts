import type { Access } from '../access';
import type { IssueDoc } from '../issue-doc';
import type { JiraState } from '../state';
import type { Operand, Operator, Predicate } from './ast';

/** The site and the caller that a query runs for. */
export interface QueryScope {
  readonly state: JiraState;
  readonly access: Access;
  /** Milliseconds of the site's clock. */
  readonly now: number;
  /** An issue as the search sees it. */
  readonly docOf: (issueId: string) => IssueDoc | undefined;
  /** Whether this is what a function of the app stands for. */
  readonly isFragment?: boolean;
}

/** What a function's values are; a field takes functions of one kind. */
export type ValueKind = 'user' | 'issue' | 'issuetype' | 'project' | 'date';

export type Test = (doc: IssueDoc) => boolean;

/** What ORDER BY compares; null is no value, which comes after every value. */
export type SortKey = string | number | null;

/** A clause with its NOT worked in: `NOT a = b` is `a != b`, as Jira reads it. */
export interface FieldTest {
  /** The field's name as the query has it. */
  readonly shown: string;
  readonly operator: Operator | 'not changed';
  readonly operand: Operand | undefined;
  readonly predicates: readonly Predicate[];
}

/** A field of JQL. */
export interface JqlField {
  /** A query with another operator is refused with 400, as Jira does. */
  readonly operators: readonly Operator[];
  /** Raises 400 for values that Jira refuses. */
  readonly compile: (test: FieldTest, scope: QueryScope) => Test;
  /** What kind of thing its values are; absent for texts and the like. */
  readonly takes?: ValueKind | undefined;
  /** Absent where Jira or this site cannot sort by the field. */
  readonly order?: Order;
}

export interface Order {
  readonly read: (doc: IssueDoc, scope: QueryScope) => SortKey;
  /** Dates and priorities begin with the greatest unless the query says otherwise. */
  readonly isDescendingFirst?: boolean;
}

export const EQUALITY: readonly Operator[] = ['=', '!=', 'in', 'not in'];
export const EMPTINESS: readonly Operator[] = ['is', 'is not'];
export const COMPARISON: readonly Operator[] = ['>', '>=', '<', '<='];
export const CONTAINS: readonly Operator[] = ['~', '!~'];
export const HISTORY: readonly Operator[] = ['was', 'was not', 'was in', 'was not in', 'changed'];

/** Whether a difference fits a comparison operator. */
export function fits(operator: string, difference: number): boolean {
  if (operator === '>') return difference > 0;
  if (operator === '>=') return difference >= 0;
  return operator === '<' ? difference < 0 : difference <= 0;
}
