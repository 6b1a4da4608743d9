import type { Fault } from '../../local/forge/faults';
import type { TrafficEntry } from '../../local/forge/traffic';
import { findModelBreaches, judgeQuestion } from './check-models';
import { isEndOf, type Flow } from './flow';
import { findBreaches } from './invariants';
import { bookmark, note, recover, turnTo, type Bookmark, type Play } from './play';

/** A platform call of a flow's undisturbed run, and the n-th of its door within its step. */
export interface Strike {
  readonly step: number;
  readonly nth: number;
  readonly entry: TrafficEntry;
}

/** A flow as it runs undisturbed: where each step begins, and every call that it makes. */
export interface Rehearsal {
  readonly flow: Flow;
  readonly begins: readonly Bookmark[];
  readonly strikes: readonly Strike[];
}

/** Faults with the step at whose beginning each is ordered. */
export interface Schedule {
  readonly name: string;
  readonly faults: readonly { readonly step: number; readonly fault: Fault }[];
  /** Whether the flow must come to its usual end all the same. */
  readonly isRepaired: boolean;
}

/** A schedule after which an invariant did not hold, as a text that shows flow, schedule, breaches and trail. */
export type Violation = string;

const MOST_RECOVERIES = 4;

/** Lets the app repair what is left to repair: the schedule runs until no effect is pending. */
async function finish(play: Play): Promise<void> {
  play.site.host.faults.clear();
  for (let times = 0; times < MOST_RECOVERIES; times += 1) {
    await recover(play);
    if (play.world.effects().every(({ status }) => status !== 'pending')) return;
  }
}

/** The site's model behaves as the flow says; every question is judged, and the first is heard by whoever acts meanwhile. */
function letModel(play: Play, { model, meanwhile }: Flow): void {
  let isHeard = false;
  play.site.model.behave(model, async (question) => {
    const breach = judgeQuestion(question, play.world);
    if (breach !== null) note(play, { breaches: [breach] });
    if (isHeard || meanwhile === undefined) return;
    isHeard = true;
    play.isHurried = true;
    await meanwhile.run(play);
    play.isHurried = false;
  });
}

async function breachesNow(
  play: Play,
  flow: Flow,
  { faults, isRepaired }: Pick<Schedule, 'faults' | 'isRepaired'>,
): Promise<readonly string[]> {
  const found = await findBreaches(play, play.memory.acknowledged);
  const state = play.world.handoffs().find(({ id }) => id === play.memory.handoffId)?.state ?? null;
  const isExpected = isEndOf(flow, state, faults.length);
  const elsewhere = isRepaired && !isExpected ? [`it ended as ${state ?? 'nothing'}`] : [];
  return [...play.memory.breaches, ...found, ...findModelBreaches(play), ...elsewhere];
}

const report = (play: Play, told: { flow: Flow; schedule: string; breaches: readonly string[] }): Violation =>
  [
    `flow: ${told.flow.name}, expected end: ${told.flow.end ?? 'none'}`,
    `schedule: ${told.schedule}`,
    ...told.breaches.map((breach) => `breach: ${breach}`),
    'trail:',
    ...play.world
      .entries()
      .map(({ key, event, actor, state }) => `  ${key} ${event} ${actor} ${state ?? ''}`),
    'calls:',
    ...play.site.host.traffic
      .since(0)
      .slice(-60)
      .map(
        (call) =>
          `  ${call.invocation.slice(0, 4)} ${call.door} ${call.method} ${call.path.slice(0, 90)} ${call.status}`,
      ),
  ].join('\n');

/** Tells what was before a flow; what several flows begin with is told once. */
async function tell(play: Play, flow: Flow): Promise<void> {
  const told = play.told.get(flow.before);
  await turnTo(play, told ?? null);
  letModel(play, flow);
  if (told !== undefined) return;
  for (const step of flow.before) await step.run(play);
  play.told.set(flow.before, bookmark(play));
}

/** Runs a flow undisturbed and remembers it. Throws when it does not keep the invariants even so. */
export async function rehearse(play: Play, flow: Flow): Promise<Rehearsal> {
  await tell(play, flow);
  const begins: Bookmark[] = [];
  const strikes: Strike[] = [];
  for (const [step, { run }] of flow.steps.entries()) {
    begins.push(bookmark(play));
    const from = play.site.host.traffic.since(0).at(-1)?.n ?? 0;
    await run(play);
    const counts = new Map<string, number>();
    for (const entry of play.site.host.traffic.since(from)) {
      const nth = counts.get(entry.door) ?? 0;
      counts.set(entry.door, nth + 1);
      strikes.push({ step, nth, entry });
    }
  }
  await finish(play);
  const breaches = await breachesNow(play, flow, { faults: [], isRepaired: true });
  if (breaches.length > 0) throw new Error(report(play, { flow, schedule: 'undisturbed', breaches }));
  return { flow, begins, strikes };
}

/** What came of some schedules: how many, how many calls and deliveries they struck, and which left a breach. */
export interface Tally {
  readonly schedules: number;
  readonly struck: number;
  readonly violations: readonly Violation[];
}

/** A tally in one line, as every run ends with. */
export const toLine = ({ schedules, struck, violations }: Tally): string =>
  `${schedules} schedules, ${struck} platform calls interrupted, ${violations.length} violations`;

export const sumOf = (tallies: readonly Tally[]): Tally => ({
  schedules: tallies.reduce((sum, { schedules }) => sum + schedules, 0),
  struck: tallies.reduce((sum, { struck }) => sum + struck, 0),
  violations: tallies.flatMap(({ violations }) => violations),
});

/** How often the faults of a schedule have struck by now. */
const strikesOf = ({ site }: Play, { faults }: Schedule): number =>
  faults.reduce((sum, { fault }) => sum + (fault.times ?? 0), 0) -
  site.host.faults.list().reduce((sum, { left }) => sum + (left ?? 0), 0);

/** Plays a flow under a schedule, from the beginning of the first step that a fault strikes. */
async function perform(play: Play, { flow, begins }: Rehearsal, schedule: Schedule): Promise<Tally> {
  const first = Math.min(...schedule.faults.map(({ step }) => step));
  await turnTo(play, begins[first] ?? null);
  letModel(play, flow);
  for (const [at, { run }] of [...flow.steps.entries()].slice(first)) {
    for (const { fault } of schedule.faults.filter(({ step }) => step === at))
      play.site.host.faults.add(fault);
    await run(play);
  }
  const struck = strikesOf(play, schedule);
  if (struck === 0) note(play, { breaches: ['the fault of this schedule struck nothing'] });
  await finish(play);
  const breaches = await breachesNow(play, flow, schedule);
  const violations = breaches.length === 0 ? [] : [report(play, { flow, schedule: schedule.name, breaches })];
  return { schedules: 1, struck, violations };
}

/** Plays a flow under each schedule. */
export async function performAll(
  play: Play,
  rehearsal: Rehearsal,
  schedules: readonly Schedule[],
): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const schedule of schedules) tallies.push(await perform(play, rehearsal, schedule));
  return sumOf(tallies);
}
