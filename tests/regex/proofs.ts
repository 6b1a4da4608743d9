import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Diagnostics } from 'recheck';
import { z } from 'zod';
import type { Pattern } from './patterns';

const FILE = join(__dirname, 'proven.json');
const ProvenSchema = z.strictObject({ recheck: z.string(), patterns: z.array(z.string()) });

/** With `PROVE=1` every pattern is proven anew, however long it takes, and the file of proofs is written. */
const PROVES_ALL = process.env['PROVE'] === '1';
/** For one pattern: most take milliseconds. What takes longer is not proven and is measured instead. */
const PROOF_MS = PROVES_ALL ? 20_000 : 1_500;
/** For all that are new; from then on only quick proofs are waited for. */
const ALL_MS = PROVES_ALL ? Infinity : 40_000;
const QUICK_PROOF_MS = 100;
const AT_ONCE = 2;

/** What `recheck` said of a pattern. */
export interface Verdict {
  readonly pattern: Pattern;
  readonly found: Diagnostics;
}

const digestOf = ({ source, flags }: Pattern): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16);

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(require.resolve('recheck/package.json'), 'utf8')));

/** Digests of the patterns that this version of `recheck` proved safe before; none after an upgrade. */
function provenBefore(): ReadonlySet<string> {
  const { recheck, patterns } = ProvenSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return new Set(PROVES_ALL || recheck !== version ? [] : patterns);
}

async function judge(patterns: readonly Pattern[]): Promise<readonly Verdict[]> {
  const waiting = [...patterns];
  const started = performance.now();
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let pattern = waiting.shift(); pattern !== undefined; pattern = waiting.shift()) {
      const timeout = performance.now() - started < ALL_MS ? PROOF_MS : QUICK_PROOF_MS;
      verdicts.push({ pattern, found: await check(pattern.source, pattern.flags, { timeout }) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return verdicts;
}

/**
 * The verdict on every pattern that is not proven safe, by `proven.json` or now. A proof holds for a pattern's text and a
 * version of `recheck`; the file keeps it because several hundred proofs take minutes.
 */
export async function unprovenOf(patterns: readonly Pattern[]): Promise<readonly Verdict[]> {
  const proven = provenBefore();
  const verdicts = await judge(patterns.filter((pattern) => !proven.has(digestOf(pattern))));
  const unproven = verdicts.filter(({ found }) => found.status !== 'safe');
  if (PROVES_ALL) {
    const open = new Set(unproven.map(({ pattern }) => digestOf(pattern)));
    const safe = patterns.map(digestOf).filter((digest) => !open.has(digest));
    writeFileSync(FILE, `${JSON.stringify({ recheck: version, patterns: safe.sort() }, null, 2)}\n`);
  }
  return unproven;
}
