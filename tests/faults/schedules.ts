import type { Fault } from '../../local/forge/faults';
import { sha256Hex } from '../../src/domain/canonical/canonical';
import type { Rehearsal, Schedule, Strike } from './stage';

const nameOf = ({ entry, nth }: Strike): string =>
  `${entry.door} call ${nth} (${entry.method} ${entry.path.slice(0, 60)})`;

type Blow = Omit<Fault, 'door' | 'skip'>;

/** One fault at one call. */
const at = (strike: Strike, blow: Blow): Schedule => ({
  name: `step ${strike.step}: ${[blow.mode, blow.status, blow.when, nameOf(strike)].filter(Boolean).join(' ')}`,
  faults: [{ step: strike.step, fault: { times: 1, ...blow, door: strike.entry.door, skip: strike.nth } }],
  isRepaired: blow.times === undefined,
});

const callsOf = ({ strikes }: Rehearsal): readonly Strike[] =>
  strikes.filter(({ entry }) => entry.door !== 'events');

/** These post a question and change nothing. */
const ASKING =
  /\/(?:search\/jql|permissions\/check|comment\/list|bulkfetch|batch\/get|entity\/get|entity\/query)$/u;

const isWrite = ({ entry }: Strike): boolean =>
  entry.method !== 'GET' && !ASKING.test(entry.path.split('?', 1).join());

/**
 * The app's end at every platform call, before and after its effect. An end before a call leaves behind what the end after
 * the call before it left, unless that one was another invocation's: only then both are played.
 */
export function crashes(rehearsal: Rehearsal): readonly Schedule[] {
  const calls = callsOf(rehearsal);
  return calls.flatMap((strike, index) => {
    const isFirst = calls[index - 1]?.entry.invocation !== strike.entry.invocation;
    const moments = isFirst ? (['before', 'after'] as const) : (['after'] as const);
    return moments.map((when) => at(strike, { mode: 'crash', when }));
  });
}

const BUSY: Blow = { mode: 'status', status: 429 };
const BROKEN: Blow = { mode: 'status', status: 503 };
const DONE_BUT_BROKEN: Blow = { ...BROKEN, when: 'after' };
const PLATFORM = new Set(['jira', 'kvs', 'queue', 'llm']);

/** Which of two or more schedules are played: all of them, or one that changes from call to call. */
const pick = <T>(
  all: readonly T[],
  { index, isThorough }: { index: number; isThorough: boolean },
): readonly T[] => (isThorough ? all : all.filter((_item, place) => place === index % all.length));

/** 429 or 503 in answer to every call, to a write also 503 after it was done; unless thorough, these take turns. */
export const refusals = (rehearsal: Rehearsal, isThorough: boolean): readonly Schedule[] =>
  callsOf(rehearsal)
    .filter(({ entry }) => PLATFORM.has(entry.door))
    .flatMap((strike, index) =>
      pick([BUSY, BROKEN, ...(isWrite(strike) ? [DONE_BUT_BROKEN] : [])], { index, isThorough }).map((blow) =>
        at(strike, blow),
      ),
    );

/** Longer than an effect's tries last, and longer than a person's. */
const STORMS = [6, 40];
const APART = 12;

/** Refusals that last: the end may be another, but it is a visible one. */
export const storms = (rehearsal: Rehearsal, isThorough: boolean): readonly Schedule[] =>
  callsOf(rehearsal)
    .filter(({ entry }) => PLATFORM.has(entry.door))
    .filter((_strike, index) => isThorough || index % APART === 0)
    .flatMap((strike, index) =>
      pick(
        STORMS.flatMap((times) => [BUSY, DONE_BUT_BROKEN].map((blow) => at(strike, { ...blow, times }))),
        { index, isThorough },
      ),
    );

const ALWAYS = 1_000;

/** Events of the queue and of Jira that are lost, come twice, or are overtaken: each alone, and all of them. */
export function disorders({ strikes }: Rehearsal): readonly Schedule[] {
  const pushes = strikes.filter(({ entry }) => entry.door === 'queue');
  const deliveries = strikes.filter(({ entry }) => entry.door === 'events');
  const always = (door: Fault['door'], mode: Fault['mode']): Schedule => ({
    name: `${mode} every one of ${door}`,
    faults: [{ step: 0, fault: { door, mode, times: ALWAYS } }],
    isRepaired: true,
  });
  const isOfJira = ({ entry }: Strike): boolean => entry.path.startsWith('on-issue-updated:');
  return [
    ...pushes.flatMap((strike) =>
      (['drop', 'duplicate', 'reorder'] as const).map((mode) => at(strike, { mode })),
    ),
    ...deliveries.flatMap((strike) => (['drop', 'duplicate'] as const).map((mode) => at(strike, { mode }))),
    ...(deliveries.length > 0 ? [always('events', 'duplicate')] : []),
    ...(deliveries.some(isOfJira) ? [always('events', 'reorder')] : []),
    ...(pushes.length > 0 ? [always('queue', 'duplicate'), always('queue', 'reorder')] : []),
  ];
}

/** Two ends within one step; the second is counted from the first where both are at one door. */
function pairOf(first: Strike, second: Strike): Schedule {
  const skip = first.entry.door === second.entry.door ? second.nth - first.nth - 1 : second.nth;
  const crash = { mode: 'crash', when: 'after', times: 1 } as const;
  return {
    name: `step ${first.step}: crash after ${nameOf(first)}, then after ${nameOf(second)}`,
    faults: [
      { step: first.step, fault: { ...crash, door: first.entry.door, skip: first.nth } },
      { step: second.step, fault: { ...crash, door: second.entry.door, skip } },
    ],
    isRepaired: true,
  };
}

/** All pairs of ends within each step. */
export function pairs(rehearsal: Rehearsal): readonly Schedule[] {
  const calls = callsOf(rehearsal);
  return calls.flatMap((first, index) =>
    calls.slice(index + 1).flatMap((second) => (second.step === first.step ? [pairOf(first, second)] : [])),
  );
}

/** `count` of the schedules, the same ones each time. */
export const sample = (all: readonly Schedule[], count: number): readonly Schedule[] =>
  all.length <= count
    ? all
    : Array.from({ length: count }, (_none, index) => {
        const place = Number.parseInt(sha256Hex(`faults ${index}`).slice(0, 8), 16) % all.length;
        return all[place];
      }).flatMap((schedule) => (schedule === undefined ? [] : [schedule]));
