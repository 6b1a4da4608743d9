import type { Fallback } from '../contract/output';
import { brief, briefList, type Happening } from '../domain/audit/happening';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { Effect } from '../domain/handoff/effect';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { whatIsMissing } from '../domain/output/what-is-missing';
import { sealOf } from '../domain/packet/packet';
import { policyFor } from '../domain/policy/policy-for';
import type { WholeHandoff } from '../ports/handoff-store';
import { bodiesOf } from './bodies';
import type { Run } from './ask-model';
import { commitStep, theApp, type Step } from './commit-step';
import { outputContext } from './output-context';
import { produceOutput, type Made } from './produce-output';
import { changesBesideIssue, inWords, readChanges, subjectsOf } from './read-changes';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

const app = theApp('run');

/** Characters that the explanation of a hand-off has room for. */
const MAX_EXPLANATION = 1_000;

type Stop = Pick<Step, 'happenings'> & {
  readonly event: 'supersede' | 'halt' | 'fail' | 'block';
  readonly explanation: string;
};

async function whyStop(world: World, whole: WholeHandoff, isFresh: boolean): Promise<Stop | null> {
  const control = await world.policies.control();
  const { siteSwitch } = control;
  if (siteSwitch.isHalted) {
    const explanation = `Halted: ${siteSwitch.reason}`;
    return {
      event: 'halt',
      explanation,
      happenings: [{ event: 'handoff.halted', details: { reason: brief(siteSwitch.reason) } }],
    };
  }
  if (sealOf(whole.packet) !== whole.handoff.seal) {
    const explanation = 'The stored packet does not match its seal, so nothing was run.';
    return {
      event: canHappen(whole.handoff.state, 'fail') ? 'fail' : 'block',
      explanation,
      happenings: [{ event: 'run.failed', details: { why: 'seal mismatch', attribution: 'integration' } }],
    };
  }
  const changes = isFresh ? changesBesideIssue(world, whole, control) : await readChanges(world, whole);
  if (changes.length === 0) return null;
  return {
    event: 'supersede',
    explanation: `Superseded: ${inWords(changes)}. Hand it off again for what the issue says now.`.slice(
      0,
      MAX_EXPLANATION,
    ),
    happenings: [
      {
        event: 'approval.invalidated',
        details: { changes: subjectsOf(changes) },
      },
    ],
  };
}

async function stopFor(
  world: World,
  whole: WholeHandoff,
  { effect, isFresh }: { readonly effect: Effect; readonly isFresh: boolean },
): Promise<Handoff | null> {
  const stop = await whyStop(world, whole, isFresh);
  if (stop === null) return null;
  return commitStep(world, {
    before: whole.handoff,
    after: advance(whole.handoff, stop.event, { at: world.clock.now(), explanation: stop.explanation }),
    actor: app,
    happenings: stop.happenings,
    effects: ['sync-property'],
    settles: effect,
  });
}

/** Stops a hand-off before an effect when the switch, the seal or the issue says so; null when it may go on. */
export const stopIfNeeded = (world: World, whole: WholeHandoff, effect: Effect): Promise<Handoff | null> =>
  stopFor(world, whole, { effect, isFresh: false });

/** So long after the packet was sealed an approver is asked without another look at the issue. */
const FRESH_MS = 2 * 60_000;

/**
 * Stops a hand-off before somebody is asked. An issue that was read for the seal a moment ago is not read again: it is compared
 * when somebody approves, and before anything is run or posted.
 */
export function stopBeforeAsking(world: World, whole: WholeHandoff, effect: Effect): Promise<Handoff | null> {
  const sealedAgo = Date.parse(world.clock.now()) - Date.parse(whole.handoff.requestedAt);
  return stopFor(world, whole, { effect, isFresh: sealedAgo < FRESH_MS });
}

/** Which claims were struck, or what was found in the whole, and by which rule; never their words. */
const findingsOf = ({ findings }: Made): string[] =>
  briefList(
    findings.map(({ ruleId, claim }) => (claim === null ? `output: ${ruleId}` : `claim ${claim}: ${ruleId}`)),
  );

const whyOf = (fallbacks: readonly Fallback[]): string =>
  fallbacks.map(({ engine, why }) => `${engine}: ${why.replace(/\.$/u, '')}`).join('; ');

const explain = (made: Made): string =>
  made.isEnough
    ? 'The output waits for its owner’s review.'
    : `The sources do not hold enough to go on; nothing was inferred. ${whatIsMissing(made.output.sections)}`;

function happeningsOf(made: Made, { handoff, packet }: WholeHandoff): readonly Happening[] {
  const { output, isEnough, answeredBy } = made;
  const { counts, mode, fallbacks, usage } = output;
  return [
    {
      event: 'guardrail.decided',
      details: { stage: 'output', findings: findingsOf(made) },
      checks: [
        {
          check: 'grounding',
          ruleId: 'grounding-1',
          verdict: !isEnough ? 'blocked' : counts.struck > 0 ? 'modified' : 'allowed',
          observed: `${counts.grounded} of ${counts.claims} claims stand on a quote, ${counts.struck} struck`,
          threshold: `${packet.limits.minCoveragePercent} % of the claims`,
        },
      ],
    },
    {
      event: 'run.finished',
      details: {
        ...counts,
        isEnough,
        // An engine acts through nothing: it gets text and returns claims (design, first law).
        toolCalls: 0,
        mode,
        fallbacks: briefList(fallbacks.map(({ engine, why }) => `${engine}: ${why}`)),
        inputTokens: usage?.inputTokens ?? 0,
        outputTokens: usage?.outputTokens ?? 0,
        answeredBy: answeredBy === null ? null : brief(answeredBy, 120),
      },
      bodies: bodiesOf(handoff, [{ name: 'output', text: toCanonicalJson(output) }]),
    },
  ];
}

async function finish(
  world: World,
  whole: WholeHandoff,
  { made, effect }: { made: Made; effect: Effect },
): Promise<void> {
  const { handoff } = whole;
  const explanation = brief(explain(made), MAX_EXPLANATION);
  const after = advance(handoff, made.isEnough ? 'produce' : 'find-too-little', {
    at: world.clock.now(),
    explanation,
  });
  await commitStep(world, {
    before: handoff,
    after: { ...after, engine: made.output.engine },
    actor: app,
    happenings: happeningsOf(made, whole),
    effects: ['sync-property'],
    settles: effect,
    output: made.output,
  });
}

/** No engine of the plan made anything that may be shown: the work goes on by hand (R280, R283). */
async function giveUp(
  world: World,
  { handoff }: WholeHandoff,
  { fallbacks, effect }: { fallbacks: readonly Fallback[]; effect: Effect },
): Promise<void> {
  const explanation = brief(
    `No engine made an output that may be shown (${whyOf(fallbacks)}). Go on by hand; nothing was posted.`,
    MAX_EXPLANATION,
  );
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, 'fail', { at: world.clock.now(), explanation }),
    actor: app,
    happenings: [
      { event: 'run.failed', details: { why: 'every engine of the plan was refused', attribution: 'model' } },
    ],
    effects: ['sync-property'],
    settles: effect,
  });
}

/** Kept free at the end of a run for checking and storing what was made. */
const RESERVE_MS = 20_000;
/** The consumer is ended after 15 minutes (manifest.yml); a run stops asking well before. */
const LONGEST_RUN_MS = 13 * 60_000;

/** Until when models may be asked: the run's own time limit, or the invocation's. */
function untilOf(world: World, { dueAt }: Handoff): number {
  const latest = Date.parse(world.clock.now()) + LONGEST_RUN_MS;
  return Math.min(latest, dueAt === null ? latest : Date.parse(dueAt) - RESERVE_MS);
}

/** Whether somebody changed the hand-off or halted the site since the run began. */
async function isOver(world: World, started: Handoff): Promise<boolean> {
  const [stored, { siteSwitch }] = await Promise.all([
    world.handoffs.load(started.id),
    world.policies.control(),
  ]);
  return stored?.version !== started.version || siteSwitch.isHalted;
}

async function runFor(world: World, whole: WholeHandoff): Promise<Run> {
  const { handoff, packet } = whole;
  const control = await world.policies.control();
  return {
    packet,
    document: policyFor(control, handoff.issue.projectKey).document,
    context: outputContext(control, whole),
    until: untilOf(world, handoff),
    isOver: () => isOver(world, handoff),
  };
}

const start = (world: World, { handoff, packet }: WholeHandoff): Promise<Handoff> =>
  commitStep(world, {
    before: handoff,
    after: advance(handoff, 'start', {
      at: world.clock.now(),
      explanation: `Reading ${packet.sources.length} sources and checking quotes.`,
    }),
    actor: app,
    happenings: [
      { event: 'run.started', details: { sources: packet.sources.length, tier: packet.engine.tier } },
    ],
    effects: [],
  });

/** Somebody else changed the hand-off while a model was asked: what was made is dropped. One that still runs is run again. */
function dropped(stored: Handoff | null): false {
  if (stored?.state === 'running') throw new UseCaseError('conflict', 'The hand-off changed while it ran');
  return false;
}

/**
 * Runs the plan of a queued, sealed packet: re-reads the issue as the app only to compare digests, lets the engines draft, checks
 * every claim, and hands the output to its owner. No transaction is open while a model is asked: an answer that comes after a
 * withdrawal or a halt is dropped. A run that was cut off is taken up again from `running`; whatever it commits is committed on
 * the version that it began with, so it happens once.
 */
export async function runEngine(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff } = whole;
  if (handoff.state !== 'queued' && handoff.state !== 'running') return false;
  if ((await stopIfNeeded(world, whole, effect)) !== null) return true;
  const started = { ...whole, handoff: handoff.state === 'running' ? handoff : await start(world, whole) };
  const produced = await produceOutput(world, await runFor(world, started));
  if (produced.kind === 'stopped' || whole.packet.engine.model !== null) {
    const stored = await world.handoffs.load(handoff.id);
    if (stored?.version !== started.handoff.version) return dropped(stored);
    if ((await stopFor(world, started, { effect, isFresh: true })) !== null) return true;
  }
  switch (produced.kind) {
    case 'made':
      await finish(world, started, { made: produced, effect });
      return true;
    case 'none':
      await giveUp(world, started, { fallbacks: produced.fallbacks, effect });
      return true;
    case 'stopped':
      throw new UseCaseError('conflict', 'The run was stopped and goes on');
  }
}
