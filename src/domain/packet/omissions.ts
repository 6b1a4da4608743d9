import type { Source } from '../../contract/output';
import type { DroppedSource } from '../../contract/scope';
import type { IssueReading } from './issue-reading';
import type { OpenMaterial } from './audience';
import { BASELINE } from './baseline';
import type { Surroundings, Unread } from './surroundings';

const countOf = (count: number, one: string, many: string): readonly string[] =>
  count < 1 ? [] : [`${count} ${count === 1 ? one : many}`];

const UNREAD_WORDS: Readonly<Record<Unread, string>> = {
  related: 'Linked issues and subtasks, which Jira refuses you',
  similar: 'Earlier issues, which Jira refuses you',
  comparable: 'Comparable issues, which Jira refuses you',
  request: 'Request type, form and SLA, which Jira refuses you',
};

/** What happened while sources were collected, for the omissions. */
export interface Collected {
  readonly sources: readonly Source[];
  readonly dropped: readonly DroppedSource[];
  readonly withheldNames: number;
  /** How many texts held only characters that nobody sees. */
  readonly unseen: number;
  readonly secrets: readonly { readonly check: 'secret' | 'pii' }[];
}

function droppedBy(dropped: readonly DroppedSource[]): readonly string[] {
  const count = (why: DroppedSource['why'], isComment = true): number =>
    dropped.filter((one) => one.why === why && (one.what === 'Comment') === isComment).length;
  return [
    ...countOf(
      count('restricted'),
      'comment that only some readers may see',
      'comments that only some readers may see',
    ),
    ...countOf(count('made-by-ai'), 'comment that AI wrote', 'comments that AI wrote'),
    ...countOf(count('made-by-ai', false), 'subtask of this app', 'subtasks of this app'),
    ...countOf(
      count('other-project', false),
      'linked issue of another project',
      'linked issues of other projects',
    ),
    ...countOf(
      count('security-level', false),
      'issue with a security level that this one does not have',
      'issues with a security level that this one does not have',
    ),
    ...countOf(
      dropped.filter(({ why }) => why === 'over-limit').length,
      'source over the limit',
      'sources over the limit',
    ),
  ];
}

function ofBaseline({ comparable }: OpenMaterial, around: Surroundings): readonly string[] {
  const hidden = around.comparable.length - comparable.length;
  const isShort = comparable.length < BASELINE.least;
  return [
    ...countOf(
      hidden,
      'comparable issue with a security level that this one does not have',
      'comparable issues with a security level that this one does not have',
    ),
    ...(isShort
      ? countOf(
          comparable.length,
          'comparable issue, too few for a baseline',
          'comparable issues, too few for a baseline',
        )
      : []),
  ];
}

/** Counts what was left out, by reason: sentences without a full stop, none for nothing. */
export function describeOmissions(
  reading: IssueReading,
  around: Surroundings,
  { open, collected }: { readonly open: OpenMaterial; readonly collected: Collected },
): readonly string[] {
  const { sources, dropped, withheldNames, unseen, secrets } = collected;
  const taken = secrets.filter(({ check }) => check === 'secret').length;
  return [
    ...droppedBy(dropped),
    ...countOf(
      sources.filter(({ isTruncated }) => isTruncated).length,
      'source cut at the limit',
      'sources cut at the limit',
    ),
    ...countOf(
      reading.commentsTotal - reading.comments.length,
      'older comment that was not read',
      'older comments that were not read',
    ),
    ...ofBaseline(open, around),
    ...around.unread.map((part) => UNREAD_WORDS[part]),
    ...countOf(unseen, 'text of characters that nobody sees', 'texts of characters that nobody sees'),
    ...countOf(withheldNames, 'name that speaks to an AI', 'names that speak to an AI'),
    ...countOf(taken, 'secret', 'secrets'),
    ...countOf(secrets.length - taken, 'piece of personal data', 'pieces of personal data'),
  ];
}
