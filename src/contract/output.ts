import { z } from 'zod';
import { StepIdSchema } from './vocabulary';

/** A numbered piece of text that the app fetched. `text` is hostile input: people wrote it. */
export const SourceSchema = z.strictObject({
  number: z.number().int().min(1),
  kind: z.enum(['field', 'description', 'comment', 'history', 'link', 'attachment', 'similar-issue']),
  ref: z.string().max(200),
  label: z.string().max(300),
  author: z.string().max(200).nullable(),
  at: z.string().max(40).nullable(),
  issueKey: z.string().max(64),
  /** Whether the customer of the request can read it too. */
  isPublic: z.boolean(),
  text: z.string(),
  isTruncated: z.boolean(),
});
export type Source = z.infer<typeof SourceSchema>;

/** A pointer into a source with words that stand in it. */
export const CitationSchema = z.strictObject({
  source: z.number().int().min(1),
  quote: z.string().min(1).max(2_000),
});
export type Citation = z.infer<typeof CitationSchema>;

/** One statement of an output. `struck` names why it may not be used. */
export const ClaimSchema = z.strictObject({
  number: z.number().int().min(1),
  text: z.string().min(1).max(1_200),
  citations: z.array(CitationSchema).min(1).max(12),
  struck: z.string().nullable(),
});
export type Claim = z.infer<typeof ClaimSchema>;

/** Two sources that say different things; the app takes no side (R050). */
export const ContradictionSchema = z.strictObject({
  text: z.string().max(600),
  citations: z.array(CitationSchema).min(2).max(12),
});
export type Contradiction = z.infer<typeof ContradictionSchema>;

/** Something a reader would expect and no source holds, and who could be asked (R049). */
export const GapSchema = z.strictObject({ text: z.string().max(400), ask: z.string().max(200) });
export type Gap = z.infer<typeof GapSchema>;

export const SectionSchema = z.strictObject({
  step: StepIdSchema,
  title: z.string().max(120),
  claims: z.array(ClaimSchema),
  contradictions: z.array(ContradictionSchema),
  gaps: z.array(GapSchema),
});
export type Section = z.infer<typeof SectionSchema>;

/** The bounded result of a hand-off. Counts are countable things, never a score (R140). */
export const OutputSchema = z.strictObject({
  sections: z.array(SectionSchema),
  engine: z.strictObject({
    name: z.string(),
    version: z.string(),
    tier: z.number().int(),
    model: z.string().nullable(),
  }),
  counts: z.strictObject({
    claims: z.number().int(),
    grounded: z.number().int(),
    struck: z.number().int(),
    contradictions: z.number().int(),
    gaps: z.number().int(),
    sources: z.number().int(),
  }),
});
export type Output = z.infer<typeof OutputSchema>;
