import type { Expectation } from './expectations';
import type { Group } from './groups';

/** How one step is composed: a title, its parts in order (the last is its checklist), and what it expects to find. */
export interface Recipe {
  readonly title: string;
  readonly groups: readonly Group[];
  readonly expects: readonly Expectation[];
  /** Whether it is about one matter, such as dependencies: what is said of anything else is no answer to it. */
  readonly hasOneMatter: boolean;
  /** Whether its text is meant for people outside the team: comments that are internal stay out of it. */
  readonly isForOutside: boolean;
}

/** A recipe for the team's own eyes, about all of the issue. */
export const recipe = (title: string, groups: readonly Group[], expects: readonly Expectation[]): Recipe => ({
  title,
  groups,
  expects,
  hasOneMatter: false,
  isForOutside: false,
});

/** A recipe about one matter. */
export const onOneMatter = (made: Recipe): Recipe => ({ ...made, hasOneMatter: true });

/** A recipe for a text that leaves the team. */
export const forOutside = (made: Recipe): Recipe => ({ ...made, isForOutside: true });
