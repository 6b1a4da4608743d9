import { createContext, useContext } from 'react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Problem } from '../../../src/contract/policy-life';
import type { Person } from '../../../src/contract/scope';
import { nameOf } from '../../elements/name-of';
import type { Settings } from '../settings';
import type { Checked } from './use-check';

/** What every form of the page gets: the document in the page, the way to change it, and what is known about it. */
export interface Editing {
  readonly settings: Settings;
  readonly document: PolicyDocument;
  readonly set: (part: Partial<PolicyDocument>) => void;
  readonly checked: Checked;
  /** Why nothing can be edited now, in a sentence; null where it can. */
  readonly frozen: string | null;
  readonly people: readonly Person[];
  /** Has the name of somebody who was just picked known in every tab. */
  readonly onFound: (person: Person) => void;
}

const EditingContext = createContext<Editing | null>(null);

export const EditingProvider = EditingContext.Provider;

/** What is edited on this page. Throws outside an `EditingProvider`. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (editing === null) throw new Error('No policy to edit: the form stands outside its EditingProvider.');
  return editing;
}

/** The name of an account that the document names. */
export function useNameOf(): (accountId: string) => string {
  const { people } = useEditing();
  return (accountId) => nameOf(people, accountId);
}

/** The problems of exactly this place of the document. */
export function useProblemsAt(path: string): readonly Problem[] {
  return useEditing().checked.problems.filter((problem) => problem.path === path);
}

/** The problems of this place and of everything in it. */
export const problemsWithin = (problems: readonly Problem[], path: string): readonly Problem[] =>
  problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}.`));
