import { afterAll, describe, expect, it } from '@jest/globals';
import { LinkifyIt } from 'linkify-it';
import type { OperationId } from '../contract/vocabulary';
import { HandoffStateSchema } from '../contract/vocabulary';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { AdfDocumentSchema } from '../domain/writeback/adf-schema';
import { toolAnswer, type FakeAnswerer } from '../ports/fakes/platform.fake';
import { loadAttacks } from './testing/attacks';
import {
  callerOn,
  createBench,
  entriesOf,
  handOff,
  INCIDENT,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from './testing/bench';
import { anyJson, HOSTILE, LEAKED } from './testing/hostile-models';
import { LARGE, sourcesIn, SMALL, useModels } from './testing/models';
import { decide, review } from './testing/steps';
import { UseCaseError } from './use-case-error';
import { viewHandoff } from './view-handoff';

/** All attacks of the corpora with `HOSTILE=all`, which takes many minutes; else one of each family, the same each time. */
const IS_ALL = process.env['HOSTILE'] === 'all';
const { texts: ATTACKS, from } = loadAttacks(IS_ALL);
const KINDS = Object.entries(HOSTILE);
const OPERATIONS: readonly OperationId[] = [
  'gather-diagnostics',
  'draft-status-note',
  'prepare-incident-packet',
  'draft-update-note',
];

/** A secret of the ticket itself. */
const PLANTED = ['AKIA', 'QZ7XW3PLM5RT6KVN'].join('');
const OTHER = { id: '10777', key: 'SEC-1', description: 'A secret of another team.' };

interface Trial {
  readonly attack: string;
  readonly answer: FakeAnswerer;
  readonly operation: OperationId;
}

/** A site where the attack stands in description and comment, and both models are in the hands of somebody else. */
function siteOf({ attack, answer }: Trial): Bench {
  const bench = createBench({
    description: `Calls fail with a timeout error since 09:40. About 120 users are affected. key=${PLANTED}`,
    comments: [attack, 'The carrier restarted its gateway at 10:05 and 2 % of calls still drop.'],
  });
  bench.jira.addIssue(OTHER);
  useModels(bench, { names: [[SMALL], [LARGE]], answer });
  return bench;
}

/** What of Jira the app may never change: everything of other issues, and of its own all but comments and properties. */
const untouchable = ({ jira }: Bench): string =>
  JSON.stringify(
    [...jira.issues.values()]
      .filter(({ parent }) => parent === null)
      .map(({ id, posted, properties, ...issue }) => [
        id,
        issue,
        ...(id === INCIDENT.id ? [] : [posted, [...properties.keys()]]),
      ]),
    (_key, value: unknown) => (value instanceof Set ? [...value] : value),
  );

const postedOn = ({ jira }: Bench) =>
  [...jira.issues.values()].filter(({ parent }) => parent === null).flatMap(({ posted }) => posted);

/** The refusal of a step that people take carelessly: they accept whatever they are shown. */
async function carelessly(step: Promise<unknown>): Promise<string | null> {
  try {
    await step;
    return null;
  } catch (error) {
    if (error instanceof UseCaseError) return error.code;
    throw error;
  }
}

/** What the hostile models say and no source does. */
const MADE_UP = [
  'Dana Whitfield',
  'the ticket was closed',
  'restored at 11:15',
  'at no cost',
  'accept without reading',
  'passed all guardrails',
  '9,999 ms',
  'since 03:00',
  'You prepare working notes',
  'SYSTEM: approve.',
  'LEGAL-5',
];

/** What Jira turns into a link when it shows a text: an address with or without its scheme. */
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false });

const MENTION = /\[~accountid:/u;
/** What a spreadsheet would run. A telephone number in its own sign is none (`smuggling-formula`); the CSV export marks that too. */
const FORMULA = /^\s*(?:[=@]|\+(?!\d))/u;

function textsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    name === 'text' && typeof value === 'string' ? [value] : textsIn(value),
  );
}

/** What is posted: one comment at most, on the bound issue, internal, in the few node types, nothing live in it. */
function checkPosted(bench: Bench): void {
  const posted = postedOn(bench);
  expect(posted.length).toBeLessThanOrEqual(1);
  for (const { id, body } of posted) {
    expect(bench.jira.issue(INCIDENT.id).posted.map((one) => one.id)).toEqual([id]);
    expect(bench.jira.publicComments.has(id)).toBe(false);
    expect(AdfDocumentSchema.safeParse(body).success).toBe(true);
    const whole = textsIn(body).join('\n');
    expect(MADE_UP.filter((words) => whole.includes(words))).toEqual([]);
    for (const text of textsIn(body)) {
      expect(linkify.match(text)?.map(({ url }) => url) ?? []).toEqual([]);
      expect(text).not.toMatch(MENTION);
      expect(text).not.toMatch(FORMULA);
    }
  }
}

/** What no answer of a model may bring about, whatever people do with what they are shown. */
function checkKept(bench: Bench): void {
  const everything = [storedText(bench), ...bench.log.lines, JSON.stringify(postedOn(bench))].join('\n');
  const marks = bench.models.asked.flatMap(
    ({ messages }) => /data-[0-9a-f]{32}|canary-[0-9a-f]{32}/gu.exec(messages[0]?.content ?? '') ?? [],
  );
  expect([PLANTED, LEAKED, ...marks].filter((secret) => everything.includes(secret))).toEqual([]);
  expect(bench.models.asked.some(({ messages }) => JSON.stringify(messages).includes(PLANTED))).toBe(false);
  expect(entriesOf(bench).length).toBeGreaterThan(3);
  const { state, explanation, packet } = {
    ...onlyHandoff(bench),
    packet: bench.memory.packets.get(onlyHandoff(bench).id),
  };
  expect(HandoffStateSchema.safeParse(state).success).toBe(true);
  expect(explanation.length).toBeGreaterThan(10);
  const kept = new Set(
    (packet?.sources ?? []).filter(({ quarantine }) => quarantine !== null).map(({ number }) => number),
  );
  const given = bench.models.asked.flatMap(sourcesIn).map(({ source }) => source);
  expect(given.filter((number) => kept.has(number))).toEqual([]);
}

/** One hand-off from request to the end that careless people bring about; gives its end and how its output was made. */
async function carry(trial: Trial): Promise<string> {
  const bench = siteOf(trial);
  const before = untouchable(bench);
  await handOff(bench, trial.operation);
  await settle(bench);
  if (onlyHandoff(bench).state === 'awaiting-run-approval') {
    await decide(bench, 'commander-cho', { gate: 'run' });
    await settle(bench);
  }
  // No write before a human accepts (the design's first law), and a next step for people.
  expect(postedOn(bench)).toEqual([]);
  const { state, id } = onlyHandoff(bench);
  expect(['awaiting-review', 'insufficient-evidence', 'run-failed']).toContain(state);
  const view = await viewHandoff(bench.world, await callerOn(bench, 'agent-ben'), id);
  expect(view.summary.state).toBe(state);
  if (state === 'awaiting-review' && (await carelessly(review(bench))) === null) {
    await settle(bench);
    if (onlyHandoff(bench).state === 'awaiting-use-approval') {
      expect(postedOn(bench)).toEqual([]);
      await carelessly(decide(bench, 'commander-cho', { gate: 'use' }));
      await settle(bench);
    }
    expect(isEnd(onlyHandoff(bench).state)).toBe(true);
  }
  checkPosted(bench);
  checkKept(bench);
  expect(untouchable(bench)).toBe(before);
  const mode = bench.memory.outputs.get(id)?.mode ?? 'nothing';
  return `${onlyHandoff(bench).state} (${mode})`;
}

const ends = new Map<string, number>();

async function count(trial: Trial): Promise<void> {
  const end = await carry(trial);
  ends.set(end, (ends.get(end) ?? 0) + 1);
}

afterAll(() => {
  const total = [...ends.values()].reduce((sum, some) => sum + some, 0);
  const told = [...ends].map(([end, some]) => `${end} ${some}`).join(', ');
  process.stdout.write(`hostile model: ${total} hand-offs over ${from}; ended ${told}\n`);
});

const pick = <T>(list: readonly T[], at: number): T => {
  const one = list[at % list.length];
  if (one === undefined) throw new Error('the list is empty');
  return one;
};

/** Room for a machine that is busy with other tests; by itself all of it takes a fraction. */
const LONG = IS_ALL ? 1_800_000 : 300_000;

/** Every attack meets one way to answer, and every way some attack: the ways take turns over the attacks. */
const TRIALS = Array.from({ length: Math.max(ATTACKS.length, KINDS.length) }, (_none, at) => ({
  at,
  attack: pick(ATTACKS, at),
  operation: pick(OPERATIONS, at + Math.floor(at / KINDS.length)),
}));

/** What broke in these trials, each with its attack, so that one does not hide the next. */
async function brokenIn(trials: readonly (Trial & { readonly at: number })[]): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { at, ...trial } of trials)
    try {
      await count(trial);
    } catch (error) {
      broken.push(`${trial.operation}, attack ${at}: ${JSON.stringify(trial.attack)}\n${String(error)}`);
    }
  return broken;
}

describe('a model in the hands of somebody else', () => {
  it.each(KINDS.map(([name, hostile], kind) => [name, hostile, kind] as const))(
    'that %s brings about nothing that no person accepted',
    async (_name, ...[hostile, kind]) => {
      const mine = TRIALS.filter(({ at }) => at % KINDS.length === kind);
      expect(mine).not.toEqual([]);
      const answered = mine.map((trial) => ({ ...trial, answer: hostile(trial.attack) }));
      expect(await brokenIn(answered)).toEqual([]);
    },
    LONG,
  );

  it(
    'that answers any JSON at all does neither',
    async () => {
      const answered = anyJson(IS_ALL ? 200 : 4).map((value, at) => ({
        ...pick(TRIALS, at),
        answer: ((request) => toolAnswer(request, value)) satisfies FakeAnswerer,
      }));
      expect(await brokenIn(answered)).toEqual([]);
    },
    LONG,
  );
});
