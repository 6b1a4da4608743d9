import type { DroppedSource } from '../../contract/scope';
import { commentPath } from './draft';
import type { IssueReading, LinkReading } from './issue-reading';
import type { CourseReading, RelatedReading, SimilarReading, Surroundings } from './surroundings';

/** What of an issue and its surroundings every reader of the issue may read, and what was dropped. */
export interface OpenMaterial {
  readonly comments: IssueReading['comments'];
  readonly links: readonly LinkReading[];
  readonly subtasks: readonly RelatedReading[];
  readonly similar: readonly SimilarReading[];
  readonly comparable: readonly CourseReading[];
  readonly dropped: readonly DroppedSource[];
}

const projectOf = (key: string): string => key.slice(0, key.lastIndexOf('-'));

/** The address of what others may not see would tell them that it is there. */
const unnamed = (what: string, why: DroppedSource['why']): DroppedSource => ({ what, address: null, why });

function sift<T>(
  items: readonly T[],
  drop: (item: T) => DroppedSource | null,
): readonly [kept: readonly T[], dropped: readonly DroppedSource[]] {
  const judged = items.map((item) => ({ item, dropped: drop(item) }));
  return [
    judged.flatMap(({ item, dropped }) => (dropped === null ? [item] : [])),
    judged.flatMap(({ dropped }) => dropped ?? []),
  ];
}

/**
 * Drops what is more restricted than the issue, which is where the output is written back (U4, T16, AUT-04): comments for a role
 * or group, issues of other projects, and issues with a security level that is not the issue's own. A linked issue whose level
 * nobody could tell is dropped as well. Texts that AI wrote are no evidence (INJ-06).
 */
export function openTo(reading: IssueReading, around: Surroundings): OpenMaterial {
  const isOpen = ({ securityLevel }: { readonly securityLevel: string | null }): boolean =>
    securityLevel === null || securityLevel === reading.securityLevel;
  const related = new Map(around.related.map((issue) => [issue.key, issue]));
  const [comments, droppedComments] = sift(reading.comments, ({ id, isRestricted, isFromAi }) => {
    const address = commentPath(reading.key, id);
    if (isRestricted) return { what: 'Comment', address, why: 'restricted' };
    return isFromAi ? { what: 'Comment', address, why: 'made-by-ai' } : null;
  });
  const [links, droppedLinks] = sift(reading.links, ({ key }) => {
    if (projectOf(key) !== reading.projectKey) return unnamed('Linked issue', 'other-project');
    const issue = related.get(key);
    return issue !== undefined && isOpen(issue) ? null : unnamed('Linked issue', 'security-level');
  });
  const below = around.related.filter(({ isSubtask }) => isSubtask);
  const [subtasks, droppedSubtasks] = sift(below, (issue) => {
    if (!isOpen(issue)) return unnamed('Subtask', 'security-level');
    return issue.isFromAi ? { what: `Subtask ${issue.key}`, address: null, why: 'made-by-ai' } : null;
  });
  const [similar, droppedSimilar] = sift(around.similar, (issue) =>
    isOpen(issue) ? null : unnamed('Earlier issue', 'security-level'),
  );
  return {
    comments,
    links,
    subtasks,
    similar,
    comparable: around.comparable.filter(isOpen),
    dropped: [...droppedComments, ...droppedLinks, ...droppedSubtasks, ...droppedSimilar],
  };
}
