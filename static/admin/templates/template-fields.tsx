import type { ReactElement } from 'react';
import type { Template } from '../../../src/contract/policy';
import { AskOnce } from '../../elements/ask-once';
import { STEPS } from '../../elements/output-words';
import { keysOf, kindName } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { LINES } from '../forms/notations';
import { Several } from '../forms/several';
import { TextField } from '../forms/text-field';
import { TypedField } from '../forms/typed-field';
import { useEditing } from '../work/editing';

const STEP_CHOICES = keysOf(STEPS).map((value) => ({ value, name: STEPS[value] }));

interface TemplateFieldsProps {
  readonly template: Template;
  readonly at: string;
  readonly onChange: (template: Template) => void;
  readonly onRemove: () => void;
}

/** The kinds of work that the policy has, and those that only the template still names. */
function kindChoices(template: Template, known: readonly string[]) {
  return [...known, ...template.kinds.filter((kind) => !known.includes(kind))].map((value) => ({
    value,
    name: known.includes(value) ? kindName(value) : `${kindName(value)} (no such kind)`,
  }));
}

/** Everything that makes a template. */
export function TemplateFields({ template, at, onChange, onRemove }: TemplateFieldsProps): ReactElement {
  const { document } = useEditing();
  const set = (part: Partial<Template>): void => onChange({ ...template, ...part });
  return (
    <div className="in-form stack-small">
      <div className="field-row">
        <TextField
          label="Title"
          at={`${at}.title`}
          value={template.title}
          maxLength={120}
          onChange={(title) => set({ title })}
        />
        <TextField
          label="Id"
          hint="Outputs and the inventory name it by this."
          at={`${at}.id`}
          value={template.id}
          maxLength={40}
          onChange={(id) => set({ id })}
        />
      </div>
      <ChoiceField
        label="Step that fills it in"
        choices={STEP_CHOICES}
        value={template.step}
        at={`${at}.step`}
        onChange={(step) => set({ step })}
      />
      <Several
        title="Kinds of work; none chosen: every kind"
        choices={kindChoices(
          template,
          document.kinds.map(({ kind }) => kind),
        )}
        value={template.kinds}
        at={`${at}.kinds`}
        onChange={(kinds) => set({ kinds })}
      />
      <TypedField
        label="Items, one a line"
        hint="At most 40, of 3 to 300 characters. Claims may cite them."
        isLong
        notation={LINES}
        at={`${at}.items`}
        hasParts
        value={template.items}
        onChange={(items) => set({ items })}
      />
      <AskOnce
        action={`Delete ${template.title || template.id}`}
        question="Delete this template from the draft? The policy in force keeps it until the draft is published."
        confirm="Delete"
        isBusy={false}
        isDangerous
        onConfirm={onRemove}
      />
    </div>
  );
}
