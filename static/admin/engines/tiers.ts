import type { Tier } from '../../../src/contract/policy';

/** The tiers that may use models; tier 0 is the composer alone. */
export const MODEL_TIERS = [1, 2, 3] as const;

/** How a tier begins that the policy does not name yet: no model, the same answer each time, a bounded one. */
const newTier = (tier: number): Tier => ({
  tier,
  models: [],
  temperature: 0,
  maxOutputTokens: 8_000,
  tokensPerDay: 2_000_000,
});

/** A tier of the policy, or how it would begin. */
export const tierOf = (tiers: readonly Tier[], tier: number): Tier =>
  tiers.find((one) => one.tier === tier) ?? newTier(tier);

/** The same tiers with this one in its place, by number. */
export const withTier = (tiers: readonly Tier[], changed: Tier): Tier[] =>
  [...tiers.filter(({ tier }) => tier !== changed.tier), changed].sort((one, other) => one.tier - other.tier);
