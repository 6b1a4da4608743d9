import { z } from 'zod';
import { SealedEngineSchema } from './scope';
import { OutputModeSchema, OutputKindSchema, SourceKindSchema, StepIdSchema } from './vocabulary';

/** Where a guardrail found words that speak to an AI: rules and spans (UTF-16 offsets into `text`). */
export const QuarantineSchema = z.strictObject({
  ruleIds: z.array(z.string().max(60)).min(1).max(40),
  spans: z
    .array(z.strictObject({ start: z.number().int().min(0), end: z.number().int().min(0) }))
    .min(1)
    .max(40),
});
export type Quarantine = z.infer<typeof QuarantineSchema>;

/**
 * What one rule took out of a text because nobody sees it: how many characters, and what they were. `sample` names them as code
 * points (`U+200B U+2060`), tag characters as the words that they spell (`hidden: ignore all`); never the characters themselves.
 */
export const RemovedSchema = z.strictObject({
  ruleId: z.string().max(60),
  count: z.number().int().min(1),
  sample: z.string().max(80),
});
export type Removed = z.infer<typeof RemovedSchema>;

/**
 * A numbered piece of text that the app fetched, or a template of the policy. `text` is hostile input: people wrote it. No
 * engine gets a source in quarantine and no claim may rest on it; people see it.
 */
export const SourceSchema = z.strictObject({
  number: z.number().int().min(1),
  kind: SourceKindSchema,
  ref: z.string().max(200),
  label: z.string().max(300),
  author: z.string().max(200).nullable(),
  at: z.string().max(40).nullable(),
  issueKey: z.string().max(64),
  /** Whether the customer of the request can read it too. */
  isPublic: z.boolean(),
  /** Where it stands in Jira, as a path of the site (`/browse/INC-1?focusedCommentId=10001`); null where nowhere. */
  address: z.string().max(300).nullable(),
  /** Why it was chosen: what matched, or how large the sample is. Null for what is part of the issue. */
  because: z.string().max(300).nullable(),
  quarantine: QuarantineSchema.nullable(),
  /** What no longer stands in `text`, by rule (INJ-03). */
  removed: z.array(RemovedSchema).max(10),
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

/**
 * One statement of an output. `struck` says why it may not be used and `struckBy` which rule says so (`reviewer` for a person).
 * `was` holds the engine's words where the reviewer wrote others.
 */
export const ClaimSchema = z.strictObject({
  number: z.number().int().min(1),
  text: z.string().min(1).max(1_200),
  citations: z.array(CitationSchema).min(1).max(12),
  struck: z.string().nullable(),
  struckBy: z.string().max(60).nullable(),
  was: z.string().max(1_200).nullable(),
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

/** What was tried before the engine that made the output, and why it made none (U15). */
export const FallbackSchema = z.strictObject({ engine: z.string().max(160), why: z.string().max(300) });
export type Fallback = z.infer<typeof FallbackSchema>;

/** The bounded result of a hand-off, by the kind of its operation's class. Counts are countable things, never a score (R140). */
export const OutputSchema = z.strictObject({
  kind: OutputKindSchema,
  sections: z.array(SectionSchema),
  /** What a reader could take for done and was not: nothing sent, files not opened, sources not read. */
  notDone: z.array(z.string().max(300)).max(20),
  engine: SealedEngineSchema,
  mode: OutputModeSchema,
  fallbacks: z.array(FallbackSchema).max(10),
  /** Tokens that models took and gave for it, failed tries included; null where no model was asked. */
  usage: z
    .strictObject({ inputTokens: z.number().int().min(0), outputTokens: z.number().int().min(0) })
    .nullable(),
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
