import { AdfDocumentSchema, type AdfBlock, type AdfDocument } from './adf-schema';
import type { CommentLine } from './comment';

export type { AdfDocument } from './adf-schema';

type Plain = Exclude<AdfBlock, { readonly type: 'expand' }>;
type Paragraph = Extract<AdfBlock, { readonly type: 'paragraph' }>;
type ListItem = Extract<AdfBlock, { readonly type: 'bulletList' }>['content'][number];

/** Lines under a title that opens; in a mail they stand open. Comments have none: everything in them is seen at once. */
export interface Fold {
  readonly kind: 'fold';
  readonly title: string;
  readonly lines: readonly CommentLine[];
}

/** Text as an ADF text node: never empty, which ADF forbids. */
const text = (value: string): Paragraph['content'][number] => ({
  type: 'text',
  text: value.trim() === '' ? '-' : value,
});

const paragraph = (value: string): Paragraph => ({ type: 'paragraph', content: [text(value)] });

/** Largest text of a comment that Jira takes is 32,767 characters; the rest of the budget is for structure. */
const MAX_COMMENT = 30_000;
const CUT_NOTE = 'Shortened: the whole output is kept with the hand-off.';

function within(lines: readonly CommentLine[]): readonly CommentLine[] {
  let room = MAX_COMMENT;
  const kept: CommentLine[] = [];
  for (const entry of lines) {
    room -= entry.text.length;
    if (room < 0) return [...kept, { kind: 'text', text: CUT_NOTE }];
    kept.push(entry);
  }
  return kept;
}

/** Neighbouring items become one list. */
function toBlocks(lines: readonly CommentLine[]): readonly Plain[] {
  const content: Plain[] = [];
  let items: ListItem[] = [];
  const flush = (): void => {
    if (items.length > 0) content.push({ type: 'bulletList', content: items });
    items = [];
  };
  for (const entry of lines) {
    if (entry.kind === 'item') {
      items.push({ type: 'listItem', content: [paragraph(entry.text)] });
      continue;
    }
    flush();
    if (entry.kind === 'heading')
      content.push({ type: 'heading', attrs: { level: 4 }, content: [text(entry.text)] });
    else if (entry.kind === 'quote') content.push({ type: 'blockquote', content: [paragraph(entry.text)] });
    else content.push(paragraph(entry.text));
  }
  flush();
  return content;
}

/** The document of these blocks, built from typed lines, never parsed from anybody's text. Raises ZodError for any other node. */
const documentOf = (content: readonly AdfBlock[]): AdfDocument =>
  AdfDocumentSchema.parse({ type: 'doc', version: 1, content });

/** Builds the comment's ADF document, cut at what Jira takes. */
export const toAdf = (lines: readonly CommentLine[]): AdfDocument => documentOf(toBlocks(within(lines)));

const isFold = (line: CommentLine | Fold): line is Fold => line.kind === 'fold';

/** Lines that follow one another without a fold between them, as one part. */
function partsOf(lines: readonly (CommentLine | Fold)[]): readonly (Fold | readonly CommentLine[])[] {
  const parts: (Fold | CommentLine[])[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (isFold(line)) parts.push(line);
    else if (Array.isArray(last)) last.push(line);
    else parts.push([line]);
  }
  return parts;
}

/** Builds the document of a description that the app writes for itself; the caller keeps it within what Jira takes. */
export const toFoldedAdf = (lines: readonly (CommentLine | Fold)[]): AdfDocument =>
  documentOf(
    partsOf(lines).flatMap((part): readonly AdfBlock[] =>
      'title' in part
        ? [{ type: 'expand', attrs: { title: part.title }, content: toBlocks(part.lines) }]
        : toBlocks(part),
    ),
  );
