import type { Problem } from '../../../contract/policy-life';

/** What stops a submission; `path` as `rules.3.when.kinds`. */
export const error = (path: string, message: string): Problem => ({ path, level: 'error', message });

/** What an author should know and may leave. */
export const warning = (path: string, message: string): Problem => ({ path, level: 'warning', message });

/** Where each value that was there before stands: the place of the value and of its first appearance. */
export function repeats(
  values: readonly string[],
): readonly { readonly at: number; readonly first: number }[] {
  return values
    .map((value, at) => ({ at, first: values.indexOf(value) }))
    .filter(({ at, first }) => at !== first);
}
