import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Tier } from '../../../src/contract/policy';
import { ChoiceField } from '../forms/choice-field';
import { fraction, optionalNumber, wholeNumber } from '../forms/notations';
import { earlier, without } from '../forms/order';
import { Problems } from '../forms/problems';
import { TypedField } from '../forms/typed-field';
import { useEditing } from '../work/editing';
import { tierOf, withTier } from './tiers';

interface ModelsProps {
  readonly tier: Tier;
  readonly at: string;
  readonly onChange: (models: string[]) => void;
}

/** A tier's models, the preferred first. One that Forge does not offer any more stays listed, so that it can be taken out. */
function Models({ tier: { tier, models }, at, onChange }: ModelsProps): ReactElement {
  const { names } = useEditing().settings.models;
  const free = names.filter((name) => !models.includes(name));
  return (
    <div className="stack-small">
      {models.length === 0 ? (
        <p>No model: lower tiers answer for this one, else the composer.</p>
      ) : (
        <ol className="people" aria-label={`Models of tier ${tier}, the preferred first`}>
          {models.map((name, index) => (
            <li key={name}>
              <span className="person-name">
                {name}
                {!names.includes(name) && ' (not offered now)'}
              </span>
              {index > 0 && (
                <Button
                  spacing="compact"
                  appearance="subtle"
                  aria-label={`Prefer ${name} in tier ${tier}`}
                  onClick={() => onChange(earlier(models, index))}
                >
                  Up
                </Button>
              )}
              <Button
                spacing="compact"
                appearance="subtle"
                aria-label={`Remove ${name} from tier ${tier}`}
                onClick={() => onChange(without(models, index))}
              >
                Remove
              </Button>
            </li>
          ))}
        </ol>
      )}
      {free.length > 0 && (
        <ChoiceField
          label={`Add a model to tier ${tier}`}
          choices={[{ value: '', name: 'Choose a model' }, ...free.map((name) => ({ value: name, name }))]}
          value=""
          onChange={(name) => onChange([...models, name])}
        />
      )}
      {names.length === 0 && <p className="subtle">Forge offers no model that could be added.</p>}
      <Problems at={`${at}.models`} isDeep />
    </div>
  );
}

/** One tier: its models in order of preference, and how they are asked. */
export function TierCard({ number }: { readonly number: number }): ReactElement {
  const { document, set } = useEditing();
  const tier = tierOf(document.tiers, number);
  // A tier that the policy does not name has no place, and so no problems.
  const at = `tiers.${document.tiers.indexOf(tier)}`;
  const change = (part: Partial<Tier>): void =>
    set({ tiers: withTier(document.tiers, { ...tier, ...part }) });
  return (
    <fieldset className="card kind-card">
      <legend>Tier {number}</legend>
      <Models tier={tier} at={at} onChange={(models) => change({ models })} />
      <div className="field-row">
        <TypedField
          label={`Temperature of tier ${number}`}
          hint="From 0, the same answer each time, to 1. A model that takes none is asked without."
          notation={fraction}
          at={`${at}.temperature`}
          value={tier.temperature}
          onChange={(temperature) => change({ temperature })}
        />
        <TypedField
          label={`Most tokens of one answer in tier ${number}`}
          hint="An answer that is cut there is not used."
          notation={wholeNumber(256, 32_000)}
          at={`${at}.maxOutputTokens`}
          value={tier.maxOutputTokens}
          onChange={(maxOutputTokens) => change({ maxOutputTokens })}
        />
        <TypedField
          label={`Tokens a day in tier ${number}`}
          hint="In and out, for the whole site, by day of UTC. Empty: no limit."
          notation={optionalNumber(1_000, 1_000_000_000)}
          at={`${at}.tokensPerDay`}
          value={tier.tokensPerDay}
          onChange={(tokensPerDay) => change({ tokensPerDay })}
        />
      </div>
      <Problems at={at} />
    </fieldset>
  );
}
