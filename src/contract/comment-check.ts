import { z } from 'zod';
import { TimestampSchema } from './vocabulary';

/**
 * What became of the text of a written-back comment. `gone`: Jira has no such comment for the app either, so it was deleted or
 * restricted to others. `untold`: the app can no longer tell, `why` says for which reason.
 */
export const CommentTextSchema = z.enum(['as-posted', 'edited', 'gone', 'untold']);
export type CommentText = z.infer<typeof CommentTextSchema>;

/**
 * Who reads it now. `customer`: the customer of the request, although it was written for the team. `team`: the team alone,
 * although it was written for the customer. `restricted`: a group or a role alone. `unknown`: Jira does not say.
 */
export const CommentReadersSchema = z.enum(['as-written', 'customer', 'team', 'restricted', 'unknown']);
export type CommentReaders = z.infer<typeof CommentReadersSchema>;

const LinesSchema = z.array(z.string().max(400)).max(40);

/**
 * A written-back comment compared with what the audit trail names (OUT-12). `text` is `hidden` where the caller may not read the
 * comment and the app may: then nothing else is told. Lines and names are what people wrote: hostile text.
 */
export const CommentCheckSchema = z.strictObject({
  commentId: z.string(),
  text: z.enum([...CommentTextSchema.options, 'hidden']),
  /** Why it cannot be told: the texts were erased, the trail's entry cannot be read, or the app does not see the issue. */
  why: z.enum(['erased', 'no-entry', 'app-sees-nothing']).nullable(),
  readers: CommentReadersSchema,
  /** The last change after it was posted, in Jira's words; null where Jira names none. */
  change: z.strictObject({ by: z.string(), at: TimestampSchema }).nullable(),
  /** Lines that no longer stand in an edited comment and lines that were not posted; null where the posted text cannot be made again. */
  lines: z.strictObject({ missing: LinesSchema, added: LinesSchema }).nullable(),
});
export type CommentCheck = z.infer<typeof CommentCheckSchema>;
