import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** Public texts that are not ours to ship; they lie beside the repository where the project is built. */
const CORPORA = join(__dirname, '../../../../shared/corpora/dev');
export const areCorporaHere = existsSync(CORPORA);

const RowSchema = z.looseObject({
  text: z.string(),
  label: z.string(),
  kind: z.string(),
  source: z.string(),
  tier: z.string().optional(),
  lang: z.string().optional(),
  spans: z.array(z.unknown()).nullish(),
});
/** A text of the corpora; their README says what its fields mean. */
export type Row = z.infer<typeof RowSchema>;

/** The rows of a file of JSON Lines, gzipped. Raises the error of the file system, of gzip, JSON or zod. */
export const readRows = (name: string, folder = CORPORA): readonly Row[] =>
  gunzipSync(readFileSync(join(folder, `${name}.jsonl.gz`)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => RowSchema.parse(JSON.parse(line)));
