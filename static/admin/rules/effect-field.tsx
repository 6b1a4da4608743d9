import type { ReactElement } from 'react';
import type { Effect } from '../../../src/contract/rule';
import { keysOf } from '../../elements/words';
import { ChoiceField, type Choice } from '../forms/choice-field';
import { wholeNumber } from '../forms/notations';
import { TypedField } from '../forms/typed-field';

type Name = Exclude<Effect['type'], 'require-approval'> | 'require-run-approval' | 'require-use-approval';

const EFFECTS: Readonly<Record<Name, { readonly name: string; readonly effect: Effect }>> = {
  block: { name: 'Block', effect: { type: 'block' } },
  allow: { name: 'Allow', effect: { type: 'allow' } },
  'require-run-approval': {
    name: 'Ask for approval before the AI runs',
    effect: { type: 'require-approval', gate: 'run' },
  },
  'require-use-approval': {
    name: 'Ask for approval before use',
    effect: { type: 'require-approval', gate: 'use' },
  },
  'require-second-reviewer': {
    name: 'Ask for a second reviewer before use',
    effect: { type: 'require-second-reviewer' },
  },
  'cap-tier': { name: 'Cap the AI tier', effect: { type: 'cap-tier', tier: 0 } },
  redact: { name: 'Take personal data out before the AI reads', effect: { type: 'redact' } },
  'internal-only': { name: 'Keep the comment internal', effect: { type: 'internal-only' } },
  sample: { name: 'Ask for approval of some, drawn', effect: { type: 'sample', percent: 10 } },
};

const CHOICES: readonly Choice<Name>[] = keysOf(EFFECTS).map((value) => ({
  value,
  name: EFFECTS[value].name,
}));

function nameOf(effect: Effect): Name {
  if (effect.type !== 'require-approval') return effect.type;
  return effect.gate === 'run' ? 'require-run-approval' : 'require-use-approval';
}

interface EffectFieldProps {
  readonly effect: Effect;
  readonly at: string;
  readonly onChange: (effect: Effect) => void;
}

/** What the rule does, and how much where that is a number. */
export function EffectField({ effect, at, onChange }: EffectFieldProps): ReactElement {
  return (
    <section aria-label="Then" className="stack-small">
      <h3>Then</h3>
      <ChoiceField
        label="Effect"
        choices={CHOICES}
        value={nameOf(effect)}
        at={at}
        onChange={(name) => onChange(EFFECTS[name].effect)}
      />
      {effect.type === 'cap-tier' && (
        <TypedField
          label="Highest AI tier"
          notation={wholeNumber(0, 3)}
          at={`${at}.tier`}
          value={effect.tier}
          onChange={(tier) => onChange({ type: 'cap-tier', tier })}
        />
      )}
      {effect.type === 'sample' && (
        <TypedField
          label="How many in 100"
          notation={wholeNumber(1, 100)}
          at={`${at}.percent`}
          value={effect.percent}
          onChange={(percent) => onChange({ type: 'sample', percent })}
        />
      )}
    </section>
  );
}
