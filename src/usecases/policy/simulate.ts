import type { CallInput, CallOutput } from '../../contract/calls';
import type { Simulation } from '../../contract/policy-life';
import { compile, type CompiledPolicy } from '../../domain/policy/compile';
import { fieldsRead } from '../../domain/policy/facts';
import { EMPTY_REPLAY, replayInto, type ReplayItem } from '../../domain/policy/replay';
import type { SimulationRow } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import type { Caller, World } from '../world';
import { asVersion, draftEntry, loadDrafted, type Drafted } from './life';
import { issueItem, toReplayItem, type Moment } from './replay-items';

/** One call stays quick: no further page is begun after this time, nor after so many pages. */
const SLICE_MS = 1_500;
const MAX_PAGES = 10;

interface Work {
  readonly world: World;
  readonly caller: Caller;
  readonly policies: { readonly before: CompiledPolicy; readonly after: CompiledPolicy };
  readonly moment: Moment;
}

interface Page {
  readonly items: readonly ReplayItem[];
  readonly cursor: string | null;
}

async function readDecisions({ world }: Work, cursor: string | null): Promise<Page> {
  const page = await world.decisions.list(cursor);
  return { items: page.records.map(toReplayItem), cursor: page.cursor };
}

/** Active issues as the admin sees them, with what either document reads of them. */
async function readIssues({ caller, policies, moment }: Work, cursor: string | null): Promise<Page> {
  const [before, after] = [policies.before.policy.document, policies.after.policy.document];
  const fields = { ...before.fieldMap, extra: [...fieldsRead(before), ...fieldsRead(after)] };
  const page = await caller.jira.activeIssues({ fields, cursor });
  return { items: page.issues.map((issue) => issueItem(policies, issue, moment)), cursor: page.cursor };
}

/** One page further; behind the last decision come the issues, and behind the last issue the end. */
async function step(work: Work, { simulation, cursor, counter }: SimulationRow): Promise<SimulationRow> {
  const { phase } = simulation;
  const page = await (phase === 'decisions' ? readDecisions(work, cursor) : readIssues(work, cursor));
  const next: Simulation = {
    ...simulation,
    done: simulation.done + page.items.length,
    replay: replayInto(simulation.replay, work.policies, page.items),
  };
  if (page.cursor !== null) return { simulation: next, cursor: page.cursor, counter };
  if (phase === 'decisions') return { simulation: { ...next, phase: 'issues' }, cursor: null, counter };
  const finishedAt = work.world.clock.now();
  return { simulation: { ...next, phase: 'done', finishedAt }, cursor: null, counter };
}

async function slice(work: Work, from: SimulationRow): Promise<SimulationRow> {
  const { clock } = work.world;
  const until = Date.parse(clock.now()) + SLICE_MS;
  let row = from;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    row = await step(work, row);
    if (row.simulation.phase === 'done' || Date.parse(clock.now()) >= until) break;
  }
  return { ...row, counter: from.counter + 1 };
}

const begun = ({ draft, control }: Drafted, { world, caller }: Work, counter: number): SimulationRow => ({
  simulation: {
    digest: draft.digest,
    baseVersion: control.policy.version,
    startedBy: caller.accountId,
    startedAt: world.clock.now(),
    finishedAt: null,
    phase: 'decisions',
    done: 0,
    replay: EMPTY_REPLAY,
  },
  cursor: null,
  counter,
});

/** Stores a slice. When somebody else went on with the same simulation meanwhile, theirs is the one that counts. */
async function store({ world, caller }: Work, row: SimulationRow): Promise<Simulation> {
  const { simulation } = row;
  const { looser, stricter } = simulation.replay;
  const entry =
    simulation.phase === 'done'
      ? draftEntry(world, caller, {
          act: 'simulated',
          note: `${simulation.done} decided again: ${looser} looser, ${stricter} stricter`,
          digest: simulation.digest,
        })
      : null;
  try {
    await world.policies.saveSimulation(row, entry);
    return simulation;
  } catch (error) {
    if (!(error instanceof PortError && error.code === 'conflict')) throw error;
    const theirs = await world.policies.simulation(simulation.digest, simulation.baseVersion);
    if (theirs === null) throw error;
    return theirs.simulation;
  }
}

/**
 * One slice of the replay of a draft: over recorded decisions, then over the active issues that the admin sees (U6). The page
 * asks until the phase is `done`; whoever stops asking has cancelled, and may go on later. Raises `conflict` when the draft was
 * saved meanwhile.
 */
export async function simulate(
  world: World,
  caller: Caller,
  { revision, restart }: CallInput<'admin.simulate'>,
): Promise<CallOutput<'admin.simulate'>> {
  const drafted = await loadDrafted(world, revision);
  const { control, draft } = drafted;
  const stored = await world.policies.simulation(draft.digest, control.policy.version);
  if (stored?.simulation.phase === 'done' && !restart) return stored.simulation;
  const work: Work = {
    world,
    caller,
    policies: { before: compile(control.policy), after: compile(asVersion(draft.document, drafted)) },
    moment: { at: world.clock.now(), stops: control.stops },
  };
  const from = stored === null || restart ? begun(drafted, work, stored?.counter ?? 0) : stored;
  return store(work, await slice(work, from));
}
