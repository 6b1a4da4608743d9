import { z } from 'zod';

/**
 * The few ADF nodes that this app ever emits, and nothing of theirs that links, mentions, embeds or draws (OUT-01, OUT-02). Every
 * document is read again by this list before it leaves the domain, so that a mistake in the builder posts nothing.
 */
const TextSchema = z.strictObject({ type: z.literal('text'), text: z.string().min(1) });
const ParagraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: z.array(TextSchema).length(1),
});
const HeadingSchema = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.literal(4) }),
  content: z.array(TextSchema).length(1),
});
const ListItemSchema = z.strictObject({
  type: z.literal('listItem'),
  content: z.array(ParagraphSchema).length(1),
});
const BulletListSchema = z.strictObject({
  type: z.literal('bulletList'),
  content: z.array(ListItemSchema).min(1),
});
const BlockquoteSchema = z.strictObject({
  type: z.literal('blockquote'),
  content: z.array(ParagraphSchema).length(1),
});
const BLOCKS = [ParagraphSchema, HeadingSchema, BulletListSchema, BlockquoteSchema] as const;
const ExpandSchema = z.strictObject({
  type: z.literal('expand'),
  attrs: z.strictObject({ title: z.string() }),
  content: z.array(z.discriminatedUnion('type', BLOCKS)).min(1),
});

/** A comment or a description of an approval subtask. Only the latter folds. */
export const AdfDocumentSchema = z.strictObject({
  type: z.literal('doc'),
  version: z.literal(1),
  content: z.array(z.discriminatedUnion('type', [...BLOCKS, ExpandSchema])),
});

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Deep<T[Key]> }
    : T;
export type AdfDocument = Deep<z.infer<typeof AdfDocumentSchema>>;
export type AdfBlock = AdfDocument['content'][number];
