import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Rule } from '../../../src/contract/rule';
import { AskOnce } from '../../elements/ask-once';
import { StepHeading } from '../../elements/step-heading';
import { CATEGORIES, keysOf } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { wholeNumber } from '../forms/notations';
import { Problems } from '../forms/problems';
import { TextField } from '../forms/text-field';
import { TypedField } from '../forms/typed-field';
import { ConditionFields } from './condition-fields';
import { EffectField } from './effect-field';
import { ruleSentence } from './rule-sentence';

const CATEGORY_CHOICES = keysOf(CATEGORIES).map((value) => ({ value, name: CATEGORIES[value] }));

interface RuleEditorProps {
  readonly rule: Rule;
  readonly index: number;
  readonly onChange: (rule: Rule) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
}

/** One rule as a sentence that is kept up to date, and the fields that make it. */
export function RuleEditor({ rule, index, onChange, onDuplicate, onRemove }: RuleEditorProps): ReactElement {
  const at = `rules.${index}`;
  const set = (part: Partial<Rule>): void => onChange({ ...rule, ...part });
  return (
    <section aria-labelledby="rule-title" className="card stack">
      <div className="stack-small">
        <StepHeading id="rule-title" text={`Rule ${rule.id}`} takesFocus />
        <p className="rule-sentence" aria-live="polite">
          {ruleSentence(rule)}
        </p>
        <Problems at={at} />
      </div>
      <ConditionFields when={rule.when} at={`${at}.when`} onChange={(when) => set({ when })} />
      <EffectField effect={rule.effect} at={`${at}.effect`} onChange={(effect) => set({ effect })} />
      <TextField
        label="Because"
        hint="Everybody whom the rule stops reads this."
        at={`${at}.because`}
        value={rule.because}
        maxLength={240}
        onChange={(because) => set({ because })}
      />
      <TextField
        label="Limit, in a few words"
        hint="Stands beside what was observed: “Up to High”."
        at={`${at}.threshold`}
        value={rule.threshold}
        maxLength={120}
        onChange={(threshold) => set({ threshold })}
      />
      <div className="field-row">
        <ChoiceField
          label="Category"
          choices={CATEGORY_CHOICES}
          value={rule.category}
          at={`${at}.category`}
          onChange={(category) => set({ category })}
        />
        <TypedField
          label="Priority"
          hint="The lowest is listed first; a block wins whatever it is."
          notation={wholeNumber(0, 999)}
          at={`${at}.priority`}
          value={rule.priority}
          onChange={(priority) => set({ priority })}
        />
        <TextField
          label="Id"
          hint="Words and a number: sev-1."
          at={`${at}.id`}
          value={rule.id}
          maxLength={40}
          onChange={(id) => set({ id })}
        />
      </div>
      <div className="row">
        <Button onClick={onDuplicate}>Duplicate rule</Button>
        <AskOnce
          action="Remove rule"
          question={`Remove ${rule.id} from the draft? The policy in force keeps it until the draft is published.`}
          confirm="Remove"
          isBusy={false}
          isDangerous
          onConfirm={onRemove}
        />
      </div>
    </section>
  );
}
