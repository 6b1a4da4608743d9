import type { ReactElement } from 'react';
import { Inventory } from '../../elements/inventory';
import { Lozenge } from '../../elements/lozenge';
import { ChoiceField } from '../forms/choice-field';
import { Problems } from '../forms/problems';
import { useEditing } from '../work/editing';
import { TierCard } from './tier-card';
import { MODEL_TIERS } from './tiers';

const TIER_CHOICES = [0, ...MODEL_TIERS].map((tier) => ({
  value: String(tier),
  name: tier === 0 ? 'Tier 0, the composer' : `Tier ${tier}`,
}));

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
        <p>
          Tier 0, no model: it arranges quotes from the issue’s own sources. It answers where no model may or
          can; where it fails too, a template is left to fill in by hand.
        </p>
      </section>
      <section aria-labelledby="models-title" className="stack-small">
        <div className="row spread">
          <h2 id="models-title" className="card-title">
            Models by tier
          </h2>
          {models.isAvailable ? (
            <Lozenge word="Available" tone="success" />
          ) : (
            <Lozenge word="Not available" tone="neutral" />
          )}
        </div>
        <p>{models.note}</p>
        <p className="subtle">
          The first model of a tier is asked first. Where it cannot answer, the second one is, then the first
          two of each lower tier, then the composer.
        </p>
        {MODEL_TIERS.map((tier) => (
          <TierCard key={tier} number={tier} />
        ))}
        <Problems at="tiers" />
      </section>
      <Inventory call="admin.inventory" />
    </div>
  );
}
