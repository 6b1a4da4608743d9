import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileDenylist } from '../../src/domain/guardrails/denylist';
import { guardOutput } from '../../src/domain/guardrails/guard';
import { findInjection } from '../../src/domain/guardrails/injection';
import { redactPersonalData } from '../../src/domain/guardrails/redact';
import { CaseSchema, isFlagged, type Case } from '../eval/case';
import { PEERS, type Peer } from './guardrail-peers';
import { median, type Figure } from './measure';

const CORPUS = join(import.meta.dirname, '../../tools/eval/corpus');
const KB = 1_024;
const ROUNDS = 9;
/** As many people as a busy issue knows. */
const PEOPLE = ['Maria Keller', 'Jürgen Müller', 'Priya Raman', 'Cho Min-ji', 'Łukasz Żółć', 'Ana Silva'];

const casesOf = (family: string): readonly Case[] =>
  readFileSync(join(CORPUS, `${family}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => CaseSchema.parse(JSON.parse(line)));

const textsOf = (cases: readonly Case[]): readonly string[] =>
  cases.flatMap((item) => ('text' in item ? [item.text] : []));

/** Service-desk text of a length: the texts of the corpora that must pass, over and over, with one secret and one address in 8 KB. */
function serviceDeskText(length: number): string {
  const families = readdirSync(CORPUS).map((name) => name.replace('.jsonl', ''));
  const good = families.flatMap(casesOf).filter(({ expect }) => expect === 'pass');
  const [secret = ''] = textsOf(casesOf('secret'));
  const block = [...textsOf(good), secret, 'Maria Keller (maria.keller@example.org) asks again.'].join('\n');
  if (block.length < 8 * KB) throw new Error('the corpora have too little text to measure with');
  return block.repeat(Math.ceil(length / block.length)).slice(0, length);
}

/** What a text of a source goes through: invisible characters, secrets, personal data, names of people, words that speak to an AI. */
function guardSource(text: string): number {
  const { text: clean, findings } = redactPersonalData(text, PEOPLE);
  return findings.length + findInjection(clean).length;
}

/** A policy's denylist: words as most admins write them, and patterns. */
const DENYLIST = compileDenylist(
  [
    'project falcon',
    '\\bmaster\\b',
    'top secret',
    'acme internal',
    '\\b(?:wire|bank) transfer',
    'codename-\\d{1,4}',
    'layoffs?',
  ].map((pattern, index) => ({ id: `bench-${index}`, pattern, why: 'Measured' })),
);

/** What a text of an engine goes through: the same but for names, and smuggling, links, promises, denylist. */
const guardAnswer = (text: string): number => guardOutput(text, DENYLIST).findings.length;

function millisecondsOf(guard: (text: string) => number, text: string): number {
  const start = performance.now();
  const found = guard(text);
  const took = performance.now() - start;
  if (found === 0) throw new Error('the guardrails found nothing in the text that is measured');
  return took;
}

async function peerMilliseconds({ isFlagged: look }: Peer, text: string): Promise<number> {
  const start = performance.now();
  await look(text);
  return performance.now() - start;
}

/** Everybody in turn, round after round, so that a slow moment of the machine is everybody's; medians in milliseconds. */
async function race(text: string) {
  const ours: number[] = [];
  const answers: number[] = [];
  const peers = PEERS.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(millisecondsOf(guardSource, text));
    answers.push(millisecondsOf(guardAnswer, text));
    for (const [at, peer] of PEERS.entries()) peers[at]?.push(await peerMilliseconds(peer, text));
  }
  return { ours: median(ours), answers: median(answers), peers: peers.map(median) };
}

interface Found {
  readonly ours: number;
  readonly peer: number;
  readonly all: number;
}

/** How many of the corpus's secrets or injections are found, by ours and by a peer. */
async function recallOf({ finds, isFlagged: look }: Peer): Promise<Found> {
  const families = finds === 'secret' ? ['secret'] : ['injection', 'language', 'evasion'];
  const bad = families.flatMap(casesOf).filter(({ expect }) => expect === 'flag');
  let peer = 0;
  for (const text of textsOf(bad)) if (await look(text)) peer += 1;
  return { ours: bad.filter(isFlagged).length, peer, all: bad.length };
}

/** Time for a kilobyte at 1 MB against that at 32 KB: 1 where time grows with length and no faster. */
function growthOf(guard: (text: string) => number): number {
  const perKilobyte = (kilobytes: number): number => {
    const text = serviceDeskText(kilobytes * KB);
    return Math.min(...[1, 2, 3].map(() => millisecondsOf(guard, text))) / kilobytes;
  };
  return perKilobyte(KB) / perKilobyte(32);
}

/**
 * The guardrails' speed (issue 7): all of them on 32 KB, growth up to 1 MB, and secretlint and vard beside them on the same text.
 * Each peer does one part of the work, so what it finds in our own corpora stands beside its time.
 */
export async function measureGuardrails(): Promise<readonly Figure[]> {
  const text = serviceDeskText(32 * KB);
  millisecondsOf(guardSource, text);
  const { ours, answers, peers } = await race(text);
  const figures: Figure[] = [
    { name: 'guardrails: all on 32 KB of sources, median', measured: ours, limit: 60, unit: 'ms' },
    { name: 'guardrails: all on 32 KB of output, median', measured: answers, limit: 60, unit: 'ms' },
    {
      name: 'guardrails: time for a KB at 1 MB against 32 KB, sources',
      measured: growthOf(guardSource),
      limit: 2,
      unit: 'times',
    },
    {
      name: 'guardrails: time for a KB at 1 MB against 32 KB, output',
      measured: growthOf(guardAnswer),
      limit: 2,
      unit: 'times',
    },
  ];
  for (const [at, peer] of PEERS.entries()) {
    const found = await recallOf(peer);
    const time = peers[at] ?? 0;
    const both = `${found.ours} and ${found.peer} of ${found.all}`;
    figures.push({
      name: `guardrails: ${peer.finds}s of our corpora found, against ${peer.name} (${both}; it takes ${time.toFixed(1)} ms for 32 KB)`,
      measured: found.ours / Math.max(1, found.peer),
      limit: 1,
      bound: 'at-least',
      unit: 'times',
    });
  }
  return figures;
}
