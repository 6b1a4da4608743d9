import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { CitationSchema, SourceSchema, type Claim, type Section } from '../../contract/output';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(resolve(__dirname, 'vectors', `${name}.json`), 'utf8'));

const ToldSchema = z.strictObject({ desc: z.string(), text: z.string(), citations: z.array(CitationSchema) });
export type Told = z.infer<typeof ToldSchema>;

/** Sources in six languages, and claims that must stand on them or be struck by the rule that they name. */
export const LEDGER_SOURCES = z
  .strictObject({ desc: z.string(), sources: z.array(SourceSchema) })
  .parse(read('sources')).sources;
export const TRUTHS = z.array(ToldSchema).parse(read('truths'));
export const LIES = z.array(ToldSchema.extend({ rule: z.string() })).parse(read('lies'));

const DeskSchema = z.strictObject({ source: z.string(), claim: z.string() });

/** What people write on a service desk, and what an engine could make of it: true, or a lie (null: it escapes). */
export const DESK_TRUTHS = z.array(DeskSchema).parse(read('desk-truths'));
export const DESK_LIES = z.array(DeskSchema.extend({ rule: z.string().nullable() })).parse(read('desk-lies'));

/** A section that holds no more than these claims. */
export const sectionOf = (claims: readonly Claim[], over: Partial<Section> = {}): Section => ({
  step: 'diagnostics',
  title: 'Evidence pack',
  claims: [...claims],
  contradictions: [],
  gaps: [],
  ...over,
});
