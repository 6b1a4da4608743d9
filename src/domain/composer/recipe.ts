import type { Expectation } from './expectations';
import type { Group } from './groups';

/** How one step is composed: a title, its parts in order (the last is its checklist), and what it expects to find. */
export interface Recipe {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly expects: readonly Expectation[];
  /** Whether its text is meant for people outside the team: comments that are internal stay out of it. */
  readonly isForOutside: boolean;
}

/** A recipe for the team's own eyes. */
export const recipe = (title: string, groups: readonly Group[], expects: readonly Expectation[]): Recipe => ({
  title,
  groups,
  expects,
  isForOutside: false,
});

/** A recipe for a text that leaves the team. */
export const forOutside = (
  title: string,
  groups: readonly Group[],
  expects: readonly Expectation[],
): Recipe => ({ ...recipe(title, groups, expects), isForOutside: true });
