import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { redactSecrets } from '../domain/guardrails/redact';
import {
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from './testing/bench';
import { review } from './testing/steps';

/** Public texts that are not ours to ship; they lie beside the repository where the project is built. */
const CORPUS = join(__dirname, '../../../shared/corpora/dev/secrets.jsonl.gz');
const RowSchema = z.looseObject({ text: z.string(), label: z.string(), inner: z.string().optional() });

/** A text with a secret that the guardrails find, and the secret. */
interface Planted {
  readonly text: string;
  readonly secret: string;
}

const OWN: readonly Planted[] = [`ghp_${'aB3dE6gH9j'.repeat(4)}`, 'AKIAIOSFODNN7MARKED7'].flatMap(
  (secret) => [
    { text: `It fails since Monday with ${secret} in the log.`, secret },
    { text: secret, secret },
  ],
);

/** What redaction takes whole out of a text of the corpus; what it misses is measured by `npm run eval`. */
function readCorpus(): readonly Planted[] {
  const lines = gunzipSync(readFileSync(CORPUS)).toString().trim().split('\n');
  return lines
    .map((line) => RowSchema.parse(JSON.parse(line)))
    .filter(({ label }) => label === 'secret')
    .map(({ text, inner }) => ({ text, secret: (inner ?? text).trim() }))
    .filter(({ text, secret }) => secret.length >= 12 && text.includes(secret))
    .filter(({ text, secret }) => !redactSecrets(text).text.includes(secret));
}

/** A hand-off from request to comment on an issue that is full of secrets; one of them per text that the app reads. */
async function lifeWith(planted: readonly Planted[]): Promise<Bench> {
  const [first, second, ...rest] = planted;
  const bench = createBench({
    summary: `Export fails ${first?.text ?? ''}`.slice(0, 250),
    description: `It fails since 09:40. About 120 users are affected. ${second?.text ?? ''}`,
    comments: ['We restarted the trunk and the error came back.', ...rest.map(({ text }) => text)],
  });
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  if (onlyHandoff(bench).state === 'awaiting-review') await review(bench);
  await settle(bench);
  return bench;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Everything that the app wrote: storage, log, comments and properties. */
function written(bench: Bench): string {
  const { posted, properties } = bench.jira.issue('10001');
  return [storedText(bench), ...bench.log.lines, JSON.stringify([posted, [...properties]])].join('\n');
}

const asJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The secrets that stand in what was written, as they are or as a hash of them or of the text around them. */
function leaks(bench: Bench, planted: readonly Planted[]): readonly string[] {
  const text = written(bench);
  return planted
    .filter(({ secret, text: around }) =>
      [asJson(secret), sha256(secret), sha256(around)].some((trace) => text.includes(trace)),
    )
    .map(({ secret }) => secret);
}

describe('a secret that is found in a source (LOG-03)', () => {
  it('is in no entry, packet, output, hash, comment or log line', async () => {
    const bench = await lifeWith(OWN);
    expect(onlyHandoff(bench).state).toBe('completed');
    expect(leaks(bench, OWN)).toEqual([]);
  });

  it('is named by rule, source, offset and length only', async () => {
    const bench = await lifeWith(OWN);
    const found = entriesOf(bench).flatMap((entry) =>
      entry.event === 'guardrail.decided' && entry.details.stage === 'input' ? entry.details.findings : [],
    );
    expect(found).toHaveLength(OWN.length);
    for (const line of found) expect(line).toMatch(/^[a-z0-9-]+: source \d+, offset \d+, length \d+$/u);
  });

  it('would be seen: the search finds what is written', async () => {
    const bench = await lifeWith(OWN);
    const shown = { text: 'x', secret: 'We restarted the trunk' };
    expect(leaks(bench, [shown])).toEqual([shown.secret]);
  });

  if (!existsSync(CORPUS))
    it.todo('of a public corpus (skipped: the shared corpora are not on this machine)');
  else
    it('of a public corpus is in nothing that was written, whichever text it stands in', async () => {
      const planted = readCorpus();
      expect(planted.length).toBeGreaterThan(100);
      const missed: string[] = [];
      for (let start = 0; start < planted.length; start += 20) {
        const some = planted.slice(start, start + 20);
        missed.push(...leaks(await lifeWith(some), some));
      }
      expect(missed).toEqual([]);
    }, 60_000);
});
