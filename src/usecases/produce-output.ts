import type { Fallback, Output } from '../contract/output';
import type { SealedEngine } from '../contract/scope';
import { brief } from '../domain/audit/happening';
import { compose, COMPOSER } from '../domain/composer/compose';
import { manualTemplate } from '../domain/composer/manual-template';
import { countOutput, isSupported } from '../domain/grounding/ground';
import { scrubStruck } from '../domain/model/scrub';
import { operationOf } from '../domain/operations/catalogue';
import { checkOutput, kindOf, type CheckedOutput } from '../domain/output/check-output';
import { nameOfEngine } from '../domain/packet/engine';
import type { Packet } from '../domain/packet/packet';
import { usableSources } from '../domain/packet/usable';
import { draftByModel, type Drafted, type Run, type Usage } from './ask-model';
import type { World } from './world';

/** A checked output, what guardrails found in it, and whether its sources hold enough to show it (R049, R284). */
export interface Made {
  readonly kind: 'made';
  readonly output: Output;
  readonly findings: CheckedOutput['findings'];
  readonly isEnough: boolean;
  /** The model that the answer named; null where it named none, and for engines without a model. */
  readonly answeredBy: string | null;
}

/** `stopped`: nobody wants it any more. `none`: every engine of the plan was refused. */
export type Produced =
  Made | { readonly kind: 'stopped' } | { readonly kind: 'none'; readonly fallbacks: readonly Fallback[] };

function modeOf(packet: Packet, { name, tier, model }: SealedEngine): Output['mode'] {
  if (model === null) return name === COMPOSER.name ? 'composer' : 'manual-template';
  return tier < packet.engine.tier ? 'lower-model' : 'model';
}

/** The engines without a model. A fault in one of them costs its answer, not the run. */
function draftWithout(world: World, { packet }: Run, { name }: SealedEngine): Drafted {
  const { operation, limits } = packet;
  const sources = usableSources(packet.sources);
  try {
    const draft =
      name === COMPOSER.name ? compose(operation, sources, limits) : manualTemplate(operation, sources);
    return { kind: 'draft', draft, answeredBy: null };
  } catch (error) {
    world.log.error('engine.failed', {
      engine: name,
      code: error instanceof Error ? error.name : 'unexpected',
    });
    return { kind: 'none', why: 'it failed unexpectedly' };
  }
}

interface Tally {
  readonly fallbacks: Fallback[];
  usage: Usage | null;
}

const add = (a: Usage | null, b: Usage): Usage => ({
  inputTokens: (a?.inputTokens ?? 0) + b.inputTokens,
  outputTokens: (a?.outputTokens ?? 0) + b.outputTokens,
});

function draftBy(
  world: World,
  run: Run,
  { engine, tally }: { engine: SealedEngine; tally: Tally },
): Promise<Drafted> {
  const { model } = engine;
  if (model === null) return Promise.resolve(draftWithout(world, run, engine));
  const onUsage = (usage: Usage): void => {
    tally.usage = add(tally.usage, usage);
  };
  return draftByModel(world, run, { engine: { ...engine, model }, onUsage });
}

/** Checks a draft; a sentence where guardrails refuse it as a whole. */
function check(
  { packet, context }: Run,
  engine: SealedEngine,
  { draft, answeredBy }: Extract<Drafted, { kind: 'draft' }>,
): Made | string {
  const { operation, sources, limits } = packet;
  const { sections, notDone, findings, refused } = checkOutput(draft, context);
  if (refused !== null) return refused;
  const isEnough = isSupported(sections, sources, {
    minPercent: limits.minCoveragePercent,
    mayRestOnFields: operationOf(operation).class === 'evidence-gathering',
  });
  const output: Output = {
    kind: kindOf(operation),
    sections: [...scrubStruck(sections)],
    notDone: [...notDone],
    engine,
    mode: modeOf(packet, engine),
    fallbacks: [],
    usage: null,
    counts: countOutput(sections, sources),
  };
  return { kind: 'made', output, findings, isEnough, answeredBy };
}

const tooLittle = ({ output: { counts } }: Made): string =>
  `only ${counts.grounded} of its ${counts.claims} claims stand on a quote, which is too little`;

const finished = (made: Made, { fallbacks, usage }: Tally, tried: number): Made => ({
  ...made,
  output: { ...made.output, fallbacks: fallbacks.slice(0, tried), usage },
});

/**
 * Walks the sealed plan (U15): each engine drafts, guardrails check, and the first output that stands on enough is taken. Where
 * none does, the one with the most grounded claims says what is missing. Why an engine was left is said without its words.
 */
export async function produceOutput(world: World, run: Run): Promise<Produced> {
  const { packet } = run;
  const tally: Tally = { fallbacks: [], usage: null };
  let best: { readonly made: Made; readonly tried: number } | null = null;
  for (const engine of [packet.engine, ...packet.fallbacks]) {
    const drafted = await draftBy(world, run, { engine, tally });
    if (drafted.kind === 'stopped') return drafted;
    const made = drafted.kind === 'none' ? drafted.why : check(run, engine, drafted);
    const tried = tally.fallbacks.length;
    if (typeof made !== 'string') {
      if (made.isEnough) return finished(made, tally, tried);
      if (best === null || made.output.counts.grounded > best.made.output.counts.grounded)
        best = { made, tried };
    }
    tally.fallbacks.push({
      engine: brief(nameOfEngine(engine), 160),
      why: brief(typeof made === 'string' ? made : tooLittle(made)),
    });
  }
  return best === null
    ? { kind: 'none', fallbacks: tally.fallbacks }
    : finished(best.made, tally, best.tried);
}
