import type { Decision, DecisionInput, Reason } from '../../contract/decision';
import type { Flip, Replay } from '../../contract/policy-life';
import type { Outcome } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import { careOf } from './care';
import type { CompiledPolicy } from './compile';
import { decide } from './decide';
import { NO_TALLY, tallied } from './tally';

const MAX_FLIPS = 300;
const MAX_GROUPS = 400;

/** One input to decide again. An issue's two inputs may differ, as each document has its own field map. */
export interface ReplayItem {
  readonly source: 'decision' | 'issue';
  readonly issueKey: string | null;
  readonly at: string | null;
  readonly before: DecisionInput;
  readonly after: DecisionInput;
}

/** A replay that has seen nothing yet. */
export const EMPTY_REPLAY: Replay = {
  decisions: { before: NO_TALLY, after: NO_TALLY },
  issues: { before: NO_TALLY, after: NO_TALLY },
  looser: 0,
  stricter: 0,
  byGroup: [],
  flips: [],
};

/** How flips are listed: what became looser first, by how much. */
const LISTED: readonly `${Outcome} ${Outcome}`[] = [
  'blocked eligible',
  'blocked approval-bound',
  'approval-bound eligible',
  'eligible blocked',
  'approval-bound blocked',
  'eligible approval-bound',
];

const rankOf = ({ before, after }: Flip): number => LISTED.indexOf(`${before} ${after}`);
const isLooser = ({ before, after }: Flip): boolean => careOf(after) < careOf(before);

/** What holds a decision back, with how: a rule that blocks now and only asked for approval before makes a difference. */
const holds = ({ reasons }: Decision): ReadonlySet<string> =>
  new Set(
    reasons.filter(({ effect }) => HOLDING.has(effect)).map(({ ruleId, effect }) => `${ruleId} ${effect}`),
  );

const HOLDING: ReadonlySet<Reason['effect']> = new Set([
  'block',
  'lifted-block',
  'require-run-approval',
  'require-use-approval',
  'require-second-reviewer',
  'sample',
]);

function differing(before: Decision, after: Decision): readonly string[] {
  const [then, now] = [holds(before), holds(after)];
  const different = [...then, ...now].filter((hold) => !(then.has(hold) && now.has(hold)));
  return [...new Set(different.map((hold) => hold.slice(0, hold.indexOf(' '))))];
}

interface Decided {
  readonly before: Decision;
  readonly after: Decision;
}

function toFlip({ source, issueKey, at, after: input }: ReplayItem, { before, after }: Decided): Flip {
  return {
    source,
    issueKey,
    projectKey: input.facts.projectKey,
    class: operationOf(input.operation).class,
    operation: input.operation,
    at,
    before: before.outcome,
    after: after.outcome,
    ruleIds: [...differing(before, after)],
  };
}

type Tallies = Replay['decisions'];

const countedAll = (tallies: Tallies, decided: readonly Decided[]): Tallies => ({
  before: tallied(
    tallies.before,
    decided.map(({ before }) => before.outcome),
  ),
  after: tallied(
    tallies.after,
    decided.map(({ after }) => after.outcome),
  ),
});

type Group = Replay['byGroup'][number];

/** The groups with flips added to them, what became looser most often first. */
function grouped(groups: readonly Group[], flips: readonly Flip[]): Group[] {
  const byName = new Map(groups.map((group) => [`${group.projectKey} ${group.class}`, { ...group }]));
  for (const flip of flips) {
    const name = `${flip.projectKey} ${flip.class}`;
    const group = byName.get(name) ?? {
      projectKey: flip.projectKey,
      class: flip.class,
      looser: 0,
      stricter: 0,
    };
    group[isLooser(flip) ? 'looser' : 'stricter'] += 1;
    if (byName.has(name) || byName.size < MAX_GROUPS) byName.set(name, group);
  }
  return [...byName.values()].sort((a, b) => b.looser - a.looser || b.stricter - a.stricter);
}

/**
 * Decides every item under both policies and adds what came out to a replay, which is not changed. Of flips the first 300 are
 * kept, in the order of `LISTED`, those of one rank as they came in; of groups the first 400 that had a flip. The counts
 * `looser` and `stricter` leave nothing out.
 */
export function replayInto(
  replay: Replay,
  policies: { readonly before: CompiledPolicy; readonly after: CompiledPolicy },
  items: readonly ReplayItem[],
): Replay {
  const decided = { decision: new Array<Decided>(), issue: new Array<Decided>() };
  const flips: Flip[] = [];
  for (const item of items) {
    const both = {
      before: decide(policies.before, item.before),
      after: decide(policies.after, item.after),
    };
    decided[item.source].push(both);
    if (both.before.outcome !== both.after.outcome) flips.push(toFlip(item, both));
  }
  const looser = flips.filter(isLooser).length;
  return {
    decisions: countedAll(replay.decisions, decided.decision),
    issues: countedAll(replay.issues, decided.issue),
    looser: replay.looser + looser,
    stricter: replay.stricter + flips.length - looser,
    byGroup: grouped(replay.byGroup, flips),
    flips: [...replay.flips, ...flips].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MAX_FLIPS),
  };
}
