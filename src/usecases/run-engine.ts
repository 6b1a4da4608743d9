import type { Output } from '../contract/output';
import { brief, briefList } from '../domain/audit/happening';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { compose } from '../domain/composer/compose';
import { countOutput, groundSections, isSupported } from '../domain/grounding/ground';
import type { Effect } from '../domain/handoff/effect';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { operationOf } from '../domain/operations/catalogue';
import { ENGINE } from '../domain/packet/engine';
import { sealOf } from '../domain/packet/packet';
import type { WholeHandoff } from '../ports/handoff-store';
import { bodiesOf } from './bodies';
import { commitStep, theApp, type Step } from './commit-step';
import { changesBesideIssue, inWords, readChanges, subjectsOf } from './read-changes';
import type { World } from './world';

const app = theApp('run');

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
      1_000,
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

function produce({ packet }: WholeHandoff): Output {
  const sections = groundSections(compose(packet.operation, packet.sources, packet.limits), packet.sources);
  return {
    sections: [...sections],
    engine: { name: ENGINE.name, version: ENGINE.version, tier: ENGINE.tier, model: ENGINE.model },
    counts: countOutput(sections, packet.sources),
  };
}

/** Which claims were struck and by which rule; never their words. */
const struckOf = ({ sections }: Output): string[] =>
  briefList(
    sections.flatMap(({ claims }) =>
      claims.filter(({ struck }) => struck !== null).map(({ number }) => `claim ${number}: grounding-1`),
    ),
  );

async function finish(
  world: World,
  { started, whole, effect }: { started: Handoff; whole: WholeHandoff; effect: Effect },
): Promise<void> {
  const output = produce(whole);
  const { counts } = output;
  const isEnough = isSupported(output.sections, whole.packet.sources, {
    minPercent: whole.packet.limits.minCoveragePercent,
    mayRestOnFields: operationOf(whole.packet.operation).class === 'evidence-gathering',
  });
  const explanation = isEnough
    ? 'The output waits for its owner’s review.'
    : 'The sources do not hold enough to go on; nothing was inferred.';
  await commitStep(world, {
    before: started,
    after: advance(started, isEnough ? 'produce' : 'find-too-little', { at: world.clock.now(), explanation }),
    actor: app,
    happenings: [
      {
        event: 'guardrail.decided',
        details: { stage: 'output', findings: struckOf(output) },
        checks: [
          {
            check: 'grounding',
            ruleId: 'grounding-1',
            verdict: !isEnough ? 'blocked' : counts.struck > 0 ? 'modified' : 'allowed',
            observed: `${counts.grounded} of ${counts.claims} claims stand on a quote, ${counts.struck} struck`,
            threshold: `${whole.packet.limits.minCoveragePercent} % of the claims`,
          },
        ],
      },
      {
        event: 'run.finished',
        // An engine has no tools: it gets text and returns claims (design, first law).
        details: { ...counts, isEnough, toolCalls: 0 },
        bodies: bodiesOf(started, [{ name: 'output', text: toCanonicalJson(output) }]),
      },
    ],
    effects: ['sync-property'],
    settles: effect,
    output,
  });
}

/**
 * Runs the engine on a queued, sealed packet: re-reads the issue as the app only to compare digests, composes, checks every
 * quote, and hands the output to its owner. A run that was cut off is taken up again from `running`.
 */
export async function runEngine(world: World, whole: WholeHandoff, effect: Effect): Promise<boolean> {
  const { handoff } = whole;
  if (handoff.state !== 'queued' && handoff.state !== 'running') return false;
  if ((await stopIfNeeded(world, whole, effect)) !== null) return true;
  const started =
    handoff.state === 'running'
      ? handoff
      : await commitStep(world, {
          before: handoff,
          after: advance(handoff, 'start', {
            at: world.clock.now(),
            explanation: `Reading ${whole.packet.sources.length} sources and checking quotes.`,
          }),
          actor: app,
          happenings: [
            { event: 'run.started', details: { sources: whole.packet.sources.length, tier: ENGINE.tier } },
          ],
          effects: [],
        });
  await finish(world, { started, whole, effect });
  return true;
}
