import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import type { SealedEngine } from '../../contract/scope';
import { COMPOSER } from '../composer/compose';
import { MANUAL } from '../composer/manual-template';
import { PROMPT_NAME, PROMPT_SET } from '../model/prompts';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { outputOf, packetOf } from '../testing';
import { engineChanges, nameOfEngine, placeInPlan, planEngines } from './engine';
import type { Packet } from './packet';

const composer: SealedEngine = { ...COMPOSER, model: null, prompt: null };
const template: SealedEngine = { ...MANUAL, model: null, prompt: null };
const model = (name: string, tier: number): SealedEngine => ({
  name: 'model',
  version: PROMPT_SET.version,
  tier,
  model: name,
  prompt: PROMPT_NAME,
});

/** A policy whose tiers name these models, tier 0 first. */
const policyOf = (names: readonly (readonly string[])[], engineTier = 3): PolicyDocument => ({
  ...DEFAULT_POLICY,
  engineTier,
  tiers: DEFAULT_POLICY.tiers.map((tier) => ({ ...tier, models: [...(names[tier.tier] ?? [])] })),
});
const WIDE = policyOf([[], ['small'], ['mid', 'mid-2', 'mid-3'], ['large', 'small']]);

const plan = (
  document: PolicyDocument,
  over: { tierAtMost?: number; models?: readonly string[] | null } = {},
) => planEngines({ document, tierAtMost: 3, models: null, ...over });

describe('planEngines', () => {
  it('is the composer, then the manual template, for the policy that ships', () => {
    expect(plan(DEFAULT_POLICY)).toEqual([composer, template]);
  });

  it('puts models before them: the highest tier first, the preferred of a tier first, at most two a tier, each once', () => {
    expect(plan(WIDE)).toEqual([
      model('large', 3),
      model('small', 3),
      model('mid', 2),
      model('mid-2', 2),
      composer,
      template,
    ]);
  });

  it('goes no higher than the policy asks and the decision allows', () => {
    expect(plan(WIDE, { tierAtMost: 1 })).toEqual([model('small', 1), composer, template]);
    expect(plan(WIDE, { tierAtMost: 0 })).toEqual([composer, template]);
    expect(plan({ ...WIDE, engineTier: 1 })).toEqual([model('small', 1), composer, template]);
  });

  it('leaves out what Forge does not offer now, and takes the next of the tier instead', () => {
    expect(plan(WIDE, { models: ['mid-2', 'mid-3', 'other'] })).toEqual([
      model('mid-2', 2),
      model('mid-3', 2),
      composer,
      template,
    ]);
    expect(plan(WIDE, { models: [] })).toEqual([composer, template]);
  });

  it('takes no model from tier 0, whatever a document says', () => {
    expect(plan(policyOf([['small']]))).toEqual([composer, template]);
  });

  it('has room in an output for a reason a tried engine (at most ten)', () => {
    const full = policyOf([[], ['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']]);
    expect(plan(full)).toHaveLength(8);
  });
});

describe('nameOfEngine', () => {
  it('says name and version, or model and tier', () => {
    expect([composer, model('small', 1)].map(nameOfEngine)).toEqual([
      `composer ${COMPOSER.version}`,
      'model small (tier 1)',
    ]);
  });
});

/** A packet that was sealed with the plan of a policy. */
function sealed(document: PolicyDocument, models: readonly string[] | null = null): Packet {
  const [engine, ...fallbacks] = plan(document, { models });
  return packetOf({ engine, fallbacks });
}

describe('placeInPlan', () => {
  it('counts from the first choice, and knows nothing that was not sealed', () => {
    const packet = sealed(WIDE);
    expect(
      [model('large', 3), composer, template, model('small', 1)].map((engine) => placeInPlan(packet, engine)),
    ).toEqual([0, 4, 5, -1]);
  });
});

describe('engineChanges before the run', () => {
  const before = (packet: Packet, document: PolicyDocument) =>
    engineChanges(packet, null, document).map(({ subject, sentence }) => `${subject}: ${sentence}`);

  it('are none while the policy would plan the same', () => {
    expect(before(sealed(WIDE), WIDE)).toEqual([]);
    expect(before(sealed(DEFAULT_POLICY), DEFAULT_POLICY)).toEqual([]);
  });

  it('are none for models that came or went at Forge since (U15)', () => {
    expect(before(sealed(WIDE, ['mid-3', 'small']), WIDE)).toEqual([]);
  });

  it('are none when the policy allows more than was sealed', () => {
    expect(before(sealed(policyOf([[], ['small']])), WIDE)).not.toEqual([]);
    const more = policyOf([[], ['first', 'small']]);
    expect(before(sealed(policyOf([[], ['small']])), more)).toEqual([]);
  });

  it('name a sealed model that the policy does not allow any more', () => {
    expect(before(sealed(WIDE), policyOf([[], ['small'], ['mid', 'mid-2'], ['small']]))).toEqual([
      'the engine: the policy, the prompts or the app would not ask model large (tier 3) any more',
    ]);
    expect(before(sealed(WIDE), { ...WIDE, engineTier: 2 })).toHaveLength(1);
  });

  it('name a model above the tier that the decision allows', () => {
    const packet = sealed(WIDE);
    const { obligations } = packet.decision;
    const capped = {
      ...packet,
      decision: { ...packet.decision, obligations: { ...obligations, tierAtMost: 2 } },
    };
    expect(before(capped, WIDE)).toHaveLength(1);
  });

  it('name another order of the same models', () => {
    const turned = policyOf([[], ['small'], ['mid-2', 'mid'], ['large', 'small']]);
    expect(before(sealed(WIDE), turned)).toEqual([
      'the engine: the policy asks the engines in another order now',
    ]);
  });

  it.each<[string, Partial<SealedEngine>]>([
    ['version', { version: '0.9.0' }],
    ['tier', { tier: 2 }],
    ['prompt', { prompt: 'claims@0.9.0 000000000000' }],
    ['name', { name: 'writer' }],
  ])('name an engine that was sealed with another %s', (_part, over) => {
    expect(
      before(
        packetOf({ engine: { ...model('small', 1), ...over }, fallbacks: [composer, template] }),
        policyOf([[], ['small']]),
      ),
    ).toHaveLength(1);
    expect(
      before(packetOf({ engine: { ...composer, ...over }, fallbacks: [template] }), DEFAULT_POLICY),
    ).toHaveLength(1);
  });
});

describe('engineChanges after the run', () => {
  const packet = sealed(policyOf([[], ['small']]));

  it('are none for an output of any engine of the plan', () => {
    for (const engine of [model('small', 1), composer, template])
      expect(engineChanges(packet, outputOf({ engine }), DEFAULT_POLICY)).toEqual([]);
  });

  it.each<[string, SealedEngine]>([
    ['another model', model('large', 1)],
    ['another version', { ...composer, version: '0.1.0' }],
    ['another prompt', { ...model('small', 1), prompt: null }],
  ])('name an output of %s', (_name, engine) => {
    expect(engineChanges(packet, outputOf({ engine }), DEFAULT_POLICY)).toEqual([
      {
        subject: 'the engine',
        sentence: `the output was made by ${nameOfEngine(engine)}, which was not confirmed`,
      },
    ]);
  });
});
