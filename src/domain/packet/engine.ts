import type { Output } from '../../contract/output';
import type { PolicyDocument } from '../../contract/policy';
import type { SealedEngine } from '../../contract/scope';
import { COMPOSER } from '../composer/compose';
import { MANUAL } from '../composer/manual-template';
import { PROMPT_NAME, PROMPT_SET } from '../model/prompts';
import type { Change, Packet } from './packet';

/** One engine at least, in the order in which they are asked. */
export type EnginePlan = readonly [SealedEngine, ...SealedEngine[]];

/** The deterministic engines: they have neither model nor prompt and end every plan. */
const COMPOSED: SealedEngine = { ...COMPOSER, model: null, prompt: null };
const TEMPLATE: SealedEngine = { ...MANUAL, model: null, prompt: null };

/** Models of one tier that a plan holds: the preferred and one to stand in. A plan of three tiers fits into a run's time. */
const MODELS_A_TIER = 2;

const ofModel = (tier: number, model: string): SealedEngine => ({
  name: 'model',
  version: PROMPT_SET.version,
  tier,
  model,
  prompt: PROMPT_NAME,
});

/** Models that policy lets an engine of at most this tier use, highest tier first, the preferred of a tier first, each once. */
function modelsUpTo({ engineTier, tiers }: PolicyDocument, tierAtMost: number): readonly SealedEngine[] {
  const top = Math.min(engineTier, tierAtMost);
  const all = [...tiers]
    .filter(({ tier }) => tier > 0 && tier <= top)
    .sort((a, b) => b.tier - a.tier)
    .flatMap(({ tier, models }) => models.map((model) => ofModel(tier, model)));
  return all.filter(({ model }, at) => all.findIndex((other) => other.model === model) === at);
}

const preferredOfEachTier = (engines: readonly SealedEngine[]): readonly SealedEngine[] =>
  engines.filter(
    ({ tier }, at) => engines.slice(0, at).filter((one) => one.tier === tier).length < MODELS_A_TIER,
  );

/**
 * What may produce an output, in order (U15): the models of the tier asked for, models of lower tiers, the composer, the manual
 * template. `models` are the names that Forge offers now; null where that is not known, and every model of the policy is planned.
 * No tier is above `tierAtMost`, which the decision gives.
 */
export function planEngines(asked: {
  readonly document: PolicyDocument;
  readonly tierAtMost: number;
  readonly models: readonly string[] | null;
}): EnginePlan {
  const offered = modelsUpTo(asked.document, asked.tierAtMost).filter(
    ({ model }) => asked.models === null || asked.models.some((name) => name === model),
  );
  const [first, ...others] = preferredOfEachTier(offered);
  return first === undefined ? [COMPOSED, TEMPLATE] : [first, ...others, COMPOSED, TEMPLATE];
}

/** An engine in a few words: `model claude-haiku-4-5 (tier 1)`, `composer 2.0.0`. */
export const nameOfEngine = ({ name, version, tier, model }: SealedEngine): string =>
  model === null ? `${name} ${version}` : `${name} ${model} (tier ${tier})`;

const change = (sentence: string): Change => ({ subject: 'the engine', sentence });

const PARTS = ['name', 'version', 'tier', 'model', 'prompt'] as const;

const isSame = (a: SealedEngine, b: SealedEngine): boolean => PARTS.every((part) => a[part] === b[part]);

const sealedPlan = ({ engine, fallbacks }: Packet): readonly SealedEngine[] => [engine, ...fallbacks];

/** Where the engine stands in the sealed plan: 0 for the first choice, -1 for one that is not in it. */
export const placeInPlan = (packet: Packet, engine: SealedEngine): number =>
  sealedPlan(packet).findIndex((sealed) => isSame(sealed, engine));

/** Every engine that the policy and the prompts of now allow, whether or not Forge offers its model. */
const allowedNow = (packet: Packet, document: PolicyDocument): readonly SealedEngine[] => [
  ...modelsUpTo(document, packet.decision.obligations.tierAtMost),
  COMPOSED,
  TEMPLATE,
];

/**
 * What of the engines is other than sealed (U1). Before the run: a sealed engine that policy, prompts or this version of the app
 * would not ask any more, or not in this order; a model that Forge does not offer now changes nothing, the next of the plan
 * takes its place (U15). After it: an output that no engine of the plan made. Empty when the seal holds.
 */
export function engineChanges(
  packet: Packet,
  output: Output | null,
  document: PolicyDocument,
): readonly Change[] {
  if (output !== null)
    return placeInPlan(packet, output.engine) >= 0
      ? []
      : [change(`the output was made by ${nameOfEngine(output.engine)}, which was not confirmed`)];
  const allowed = allowedNow(packet, document);
  const places = sealedPlan(packet).map((engine) => ({
    engine,
    place: allowed.findIndex((now) => isSame(engine, now)),
  }));
  const gone = places.find(({ place }) => place < 0);
  if (gone !== undefined)
    return [change(`the policy, the prompts or the app would not ask ${nameOfEngine(gone.engine)} any more`)];
  const order = places.map(({ place }) => place);
  const isInOrder = order.join(' ') === [...order].sort((a, b) => a - b).join(' ');
  return isInOrder ? [] : [change('the policy asks the engines in another order now')];
}
