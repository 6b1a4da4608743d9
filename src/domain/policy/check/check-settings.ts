import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { folded } from '../field-values';
import { error, warning } from './problem';

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
  return [...checkFieldMap(document), ...checkTiers(document), ...feed];
}
