import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { CitationSchema, SourceSchema } from '../../contract/output';

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
