import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { folded } from '../field-values';
import { error, repeats, warning } from './problem';

/** Two spellings of one name that become two values: which of them counted would be chance (R152). */
function checkFieldMap({ fieldMap }: PolicyDocument): readonly Problem[] {
  const inputs = ['severity', 'dataClass', 'impact', 'environment', 'customerFacing'] as const;
  return inputs.flatMap((input) =>
    fieldMap[input].flatMap(({ values }, at) => {
      const meanings = new Map<string, string>();
      return Object.entries(values).flatMap(([name, value]) => {
        const earlier = meanings.get(folded(name)) ?? value;
        meanings.set(folded(name), earlier);
        return earlier === value
          ? []
          : [
              error(
                `fieldMap.${input}.${at}.values.${name}`,
                `${name} already means ${earlier} in another spelling. Remove one of the two.`,
              ),
            ];
      });
    }),
  );
}

const SMALLEST_WITH_MODELS = 1;

/** A tier that may be used and from which a failing model falls to the composer at once (U15). */
function checkFallback({ tiers, engineTier }: PolicyDocument): readonly Problem[] {
  const used = tiers.map(({ tier, models }) => ({ tier, isServed: models.length > 0 && tier <= engineTier }));
  return used.flatMap(({ tier, isServed }, at) =>
    !isServed ||
    tier <= SMALLEST_WITH_MODELS ||
    used.some((lower) => lower.isServed && lower.tier < tier && lower.tier > 0)
      ? []
      : [
          warning(
            `tiers.${at}.models`,
            `No tier below ${tier} has a model, so the composer takes over as soon as these cannot answer. Name a model at a lower tier.`,
          ),
        ],
  );
}

const checkModels = ({ tiers }: PolicyDocument): readonly Problem[] =>
  tiers.flatMap(({ models }, tierAt) =>
    repeats(models).map(({ at }) =>
      error(`tiers.${tierAt}.models.${at}`, `${models[at]} is in this tier already. Remove one of the two.`),
    ),
  );

function checkTiers({ tiers, engineTier }: PolicyDocument): readonly Problem[] {
  const composer = tiers.flatMap(({ tier, models }, at) =>
    tier === 0 && models.length > 0
      ? [
          error(
            `tiers.${at}.models`,
            'Tier 0 is the composer and uses no model. Name models at a higher tier.',
          ),
        ]
      : [],
  );
  const isServed =
    engineTier === 0 || tiers.some(({ tier, models }) => tier === engineTier && models.length > 0);
  return isServed
    ? composer
    : [
        ...composer,
        warning(
          'engineTier',
          `Tier ${engineTier} has no model. Name one under Tiers, or ask for another tier.`,
        ),
      ];
}

/** Settings that contradict each other: the field map, tiers and the feed of the audit trail. */
export function checkSettings(document: PolicyDocument): readonly Problem[] {
  const { hasFeed, checkpointIssueKey } = document.audit;
  const feed =
    hasFeed && checkpointIssueKey === null
      ? [
          error(
            'audit.checkpointIssueKey',
            'The feed needs an issue to be written to. Name it, or stop the feed.',
          ),
        ]
      : [];
  return [
    ...checkFieldMap(document),
    ...checkTiers(document),
    ...checkModels(document),
    ...checkFallback(document),
    ...feed,
  ];
}
