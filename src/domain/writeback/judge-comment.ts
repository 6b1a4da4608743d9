import type { Body } from '../../contract/audit';
import type { CommentCheck, CommentReaders, CommentText } from '../../contract/comment-check';
import type { Audience } from '../../contract/vocabulary';
import { bodyHolds } from '../audit/body';
import { brief } from '../audit/happening';
import { adfToText } from '../packet/adf-text';
import { postedForm } from './posted-form';

/** A comment as Jira has it now. Its body is ADF that somebody may have edited: hostile input. */
export interface CommentNow {
  readonly body: unknown;
  /** Whether the customer of a request reads it; null where Jira does not say. True everywhere but in service projects. */
  readonly isPublic: boolean | null;
  /** Whether a group or a role alone may read it. */
  readonly isRestricted: boolean;
  /** Who changed it last after it was posted, and when (ISO 8601); null where Jira names no change, or no account. */
  readonly change: {
    readonly accountId: string | null;
    readonly displayName: string;
    readonly at: string;
  } | null;
}

/** What is known of the comment as it was posted. */
export interface PostedComment {
  readonly audience: Audience;
  /** What the trail names; null where that entry cannot be read. */
  readonly named: Body | null;
  /** Keys the HMAC (64 hex digits); null once it was erased. */
  readonly salt: string | null;
  /** The canonical JSON of its document, where it can be made again; null where not. */
  readonly made: string | null;
}

/** What a comment is, compared with what was posted. */
export interface CommentJudgement extends Pick<CommentCheck, 'why' | 'readers' | 'lines'> {
  readonly text: CommentText;
}

const MAX_LINES = 40;
const MAX_LINE = 400;

const linesIn = (body: unknown): readonly string[] => adfToText(body).split('\n');

/** Lines of `all` that are not in `others`, each as often as it is more; at most 40, each cut at 400 characters. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  const rest = all.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
  return rest.slice(0, MAX_LINES).map((line) => brief(line, MAX_LINE));
}

function differingLines(made: string | null, found: unknown): CommentCheck['lines'] {
  if (made === null) return null;
  const [posted, now] = [linesIn(JSON.parse(made)), linesIn(found)];
  return { missing: without(posted, now), added: without(now, posted) };
}

const isSameWords = (lines: CommentCheck['lines']): boolean =>
  lines !== null && lines.missing.length === 0 && lines.added.length === 0;

const AS_POSTED = { text: 'as-posted', why: null, lines: null } as const;

function judgeText(
  { named, salt, made }: PostedComment,
  { body, change }: CommentNow,
): Omit<CommentJudgement, 'readers'> {
  if (salt === null) return { text: 'untold', why: 'erased', lines: null };
  if (named === null) return { text: 'untold', why: 'no-entry', lines: null };
  if (bodyHolds(named, postedForm(body), salt)) return AS_POSTED;
  const known = made !== null && bodyHolds(named, made, salt) ? made : null;
  const lines = differingLines(known, body);
  // Nobody touched it, and it reads the same: Jira wrote the form anew when it stored it.
  return change === null && isSameWords(lines) ? AS_POSTED : { text: 'edited', why: null, lines };
}

/** Whether the customer reads it; null where Jira does not say. Only a request has a customer. */
const isReadByCustomer = ({ isPublic }: CommentNow, isRequest: boolean): boolean | null =>
  isRequest ? isPublic : false;

function judgeReaders(audience: Audience, now: CommentNow, isRequest: boolean): CommentReaders {
  const isOpen = isReadByCustomer(now, isRequest);
  if (isOpen === null) return 'unknown';
  if (audience === 'internal' && isOpen) return 'customer';
  if (now.isRestricted) return 'restricted';
  return audience === 'customer' && !isOpen ? 'team' : 'as-written';
}

/**
 * Compares a comment as Jira has it now with what was posted (OUT-12). `isRequest`: whether its issue stands in a service project
 * now. An edit that nobody can see, or that Jira itself made in storing it, is none; bold, a strike or a link is one.
 */
export const judgeComment = (
  posted: PostedComment,
  now: CommentNow,
  isRequest: boolean,
): CommentJudgement => ({
  ...judgeText(posted, now),
  readers: judgeReaders(posted.audience, now, isRequest),
});
