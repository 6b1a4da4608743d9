import type { CommentCheck } from '../../src/contract/comment-check';

/** A comment that stands as it was posted. */
export const AS_POSTED: CommentCheck = {
  commentId: '10099',
  text: 'as-posted',
  why: null,
  readers: 'as-written',
  change: null,
  lines: null,
};
