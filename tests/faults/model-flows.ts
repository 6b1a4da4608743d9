import type { PolicyDocument, Tier } from '../../src/contract/policy';
import { publishPolicy, setSwitch } from './admin-steps';
import type { Flow } from './flow';
import {
  cutOffOnce,
  FIRST,
  firstIsDown,
  honest,
  late,
  limited,
  lying,
  malformed,
  retired,
  SECOND,
  slow,
} from './model-behaviours';
import { anew, handOff, review, withdraw, type Cast } from './steps';

/** A history that a model compiles: no gate before it runs, one person who reviews. */
const ASKING: Cast = {
  issueKey: 'SEC-2236',
  requester: 'agent-ana',
  owner: 'agent-ben',
  approver: 'secowner-sam',
  operation: 'compile-exception-history',
};

/** Tier 1 may ask both models, and a run has a minute. */
const asking =
  (over: Partial<Tier>) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    tests: [],
    engineTier: 1,
    limits: { ...document.limits, runMinutes: 1, minCoveragePercent: 50 },
    tiers: document.tiers.map((tier) =>
      tier.tier === 1 ? { ...tier, models: [FIRST, SECOND], ...over } : tier,
    ),
  });

const WITH_MODELS = publishPolicy('models are asked', asking({}));
/** Room for one question and what it may answer, not for two. */
const WITH_LITTLE = publishPolicy('models are asked a little', asking({ tokensPerDay: 14_000 }));

const accept = review(ASKING, 'accept');

export const MODEL_FLOWS: readonly Flow[] = [
  {
    name: 'a model drafts, and its output is accepted',
    before: WITH_MODELS,
    steps: [handOff(ASKING), accept],
    model: honest,
    end: 'completed',
  },
  {
    name: 'a model lies, and its output is accepted without care',
    before: WITH_MODELS,
    steps: [handOff(ASKING), accept],
    model: lying,
    end: 'completed',
  },
  {
    name: 'both models answer in no form',
    before: WITH_MODELS,
    steps: [handOff(ASKING)],
    model: malformed,
    end: 'awaiting-review',
  },
  {
    name: 'an answer is cut off, and the repaired one is accepted',
    before: WITH_MODELS,
    steps: [handOff(ASKING), accept],
    model: cutOffOnce,
    end: 'completed',
  },
  {
    name: 'the rate is limited, then a model answers',
    before: WITH_MODELS,
    steps: [handOff(ASKING)],
    model: limited,
    end: 'awaiting-review',
  },
  {
    name: 'one model is down, and its circuit is open for the next run',
    before: WITH_MODELS,
    steps: [handOff(ASKING), review(ASKING, 'reject'), anew, handOff(ASKING)],
    model: firstIsDown,
    end: 'awaiting-review',
  },
  {
    name: 'both models are retired after they were sealed',
    before: WITH_MODELS,
    steps: [handOff(ASKING), accept],
    model: retired,
    end: 'completed',
  },
  {
    name: 'both models answer when the run is over',
    before: WITH_MODELS,
    steps: [handOff(ASKING)],
    model: late,
    end: 'awaiting-review',
  },
  {
    name: 'the tokens of the day are used up by the first of two runs',
    before: WITH_LITTLE,
    steps: [handOff(ASKING), review(ASKING, 'reject'), anew, handOff(ASKING)],
    model: honest,
    end: 'awaiting-review',
  },
  {
    name: 'withdrawn while a model is asked',
    before: WITH_MODELS,
    steps: [handOff(ASKING), withdraw(ASKING)],
    model: slow,
    meanwhile: withdraw(ASKING),
    end: 'withdrawn',
  },
  {
    name: 'halted while a model is asked',
    before: WITH_MODELS,
    steps: [handOff(ASKING), setSwitch(true)],
    model: slow,
    meanwhile: setSwitch(true),
    end: 'halted',
    missed: 'awaiting-review',
  },
];
