import type { ReactElement } from 'react';
import type { Tier } from '../../../src/contract/policy';
import { Lozenge } from '../../elements/lozenge';
import { ChoiceField } from '../forms/choice-field';
import { Problems } from '../forms/problems';
import { Several } from '../forms/several';
import { useEditing } from '../work/editing';

const TIERS = [0, 1, 2, 3] as const;
const MODEL_TIERS = [1, 2, 3] as const;

const TIER_CHOICES = TIERS.map((tier) => ({
  value: String(tier),
  name: tier === 0 ? 'Tier 0, the composer' : `Tier ${tier}`,
}));

/** The same tiers with these models in one of them; a tier without models is left out. */
function withModels(tiers: readonly Tier[], tier: number, models: string[]): Tier[] {
  const others = tiers.filter((one) => one.tier !== tier);
  return (models.length === 0 ? others : [...others, { tier, models }]).sort(
    (one, other) => one.tier - other.tier,
  );
}

/** Which models a tier may use; one that Forge does not offer any more stays listed, so that it can be taken out. */
function TierModels({ tier }: { readonly tier: number }): ReactElement {
  const { settings, document, set } = useEditing();
  const index = document.tiers.findIndex((one) => one.tier === tier);
  const chosen = document.tiers[index]?.models ?? [];
  const { names } = settings.models;
  const known = [...names, ...chosen.filter((name) => !names.includes(name))];
  if (known.length === 0) {
    return <p className="subtle">Tier {tier}: Forge offers no model that could be chosen.</p>;
  }
  return (
    <Several
      title={`Models of tier ${tier}`}
      choices={known.map((name) => ({
        value: name,
        name: names.includes(name) ? name : `${name} (not offered now)`,
      }))}
      value={chosen}
      at={`tiers.${index}.models`}
      onChange={(models) => set({ tiers: withModels(document.tiers, tier, models) })}
    />
  );
}

/** What can produce output here: the composer always, models where Forge offers one, and which tier is asked for. */
export function EnginesTab(): ReactElement {
  const { settings, document, set } = useEditing();
  const { models } = settings;
  return (
    <div className="stack tab-body">
      <section aria-labelledby="tier-title" className="card stack-small">
        <h2 id="tier-title" className="card-title">
          Tier in use
        </h2>
        <ChoiceField
          label="AI tier that is asked for"
          choices={TIER_CHOICES}
          value={String(document.engineTier)}
          at="engineTier"
          onChange={(tier) => set({ engineTier: Number(tier) })}
        />
        <p className="subtle">
          Rules judge this tier. A rule that caps it lowers what is used afterwards and never makes anything
          allowed.
        </p>
      </section>
      <section aria-labelledby="composer-title" className="card stack-small">
        <div className="row spread">
          <h2 id="composer-title" className="card-title">
            Composer
          </h2>
          <Lozenge word="Available" tone="success" />
        </div>
        <p>Tier 0, no model: it arranges quotes from the issue’s own sources and adds no words of its own.</p>
      </section>
      <section aria-labelledby="models-title" className="card stack-small">
        <div className="row spread">
          <h2 id="models-title" className="card-title">
            Models
          </h2>
          {models.isAvailable ? (
            <Lozenge word="Available" tone="success" />
          ) : (
            <Lozenge word="Not available" tone="neutral" />
          )}
        </div>
        <p>{models.note}</p>
        {MODEL_TIERS.map((tier) => (
          <TierModels key={tier} tier={tier} />
        ))}
        <Problems at="tiers" />
      </section>
    </div>
  );
}
