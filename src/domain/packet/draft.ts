import type { Source } from '../../contract/output';
import type { IssueReading } from './issue-reading';

/** A source before it is checked, cut and numbered. */
export type SourceDraft = Omit<Source, 'number' | 'isTruncated' | 'quarantine' | 'removed'>;

/** What most sources have none of. */
export const NONE = { address: null, because: null, author: null, at: null, isPublic: false } as const;

/** Only a request of a service project has a customer. */
export const isRequest = ({ projectType }: Pick<IssueReading, 'projectType'>): boolean =>
  projectType === 'service_desk';

/** Where an issue stands on the site. */
export const pathOf = (key: string): string => `/browse/${encodeURIComponent(key)}`;

/** Where a comment of an issue stands. */
export const commentPath = (key: string, id: string): string =>
  `${pathOf(key)}?focusedCommentId=${encodeURIComponent(id)}`;

/** Cuts at a code point, so that no half of a surrogate pair is left (RFC 8785 refuses lone surrogates). */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/u.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}
