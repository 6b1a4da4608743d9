import type { AuditEntry, Body, DetailsOf } from '../../contract/audit';
import type { CommentJudgement } from './judge-comment';

const commentIn = ({ bodies }: AuditEntry): Body | null =>
  bodies.find(({ name }) => name === 'comment') ?? null;

/** What a chain names as the posted comment; null where its entry is not among these. */
export const namedComment = (entries: readonly AuditEntry[]): Body | null =>
  entries.filter(({ event }) => event === 'writeback.done').flatMap((entry) => commentIn(entry) ?? [])[0] ??
  null;

/** What a chain knows of its comment: as it was posted, until a look found it otherwise. */
interface KnownComment extends Pick<DetailsOf<'comment.changed'>, 'text' | 'readers'> {
  /** Names the text of an edited one. */
  readonly hmac: string | null;
}

/** What the last look of these entries left. */
export function knownComment(entries: readonly AuditEntry[]): KnownComment {
  const last = entries.flatMap((entry) => (entry.event === 'comment.changed' ? [entry] : [])).at(-1);
  if (last === undefined) return { text: 'as-posted', readers: 'as-written', hmac: null };
  const { text, readers } = last.details;
  return { text, readers, hmac: commentIn(last)?.hmac ?? null };
}

/** Whether a look found what its chain does not know; `hmac` names the text of an edited comment. What cannot be told is no news. */
export const isNews = (
  known: KnownComment,
  { text, readers }: Pick<CommentJudgement, 'text' | 'readers'>,
  hmac: string | null,
): boolean =>
  (text !== 'untold' && (text !== known.text || hmac !== known.hmac)) ||
  (readers !== 'unknown' && readers !== known.readers);
