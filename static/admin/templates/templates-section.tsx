import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { Template } from '../../../src/contract/policy';
import { Lozenge } from '../../elements/lozenge';
import { STEPS } from '../../elements/output-words';
import { ShowMore } from '../../elements/show-more';
import { useFirst } from '../../elements/use-first';
import { count, kindName } from '../../elements/words';
import { without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { problemsWithin, useEditing } from '../work/editing';
import { TemplateFields } from './template-fields';

const AT_ONCE = 20;
const MOST = 60;

/** A free id: `template-3` where the ones before are taken. */
function freeId(templates: readonly Template[]): string {
  const taken = new Set(templates.map(({ id }) => id));
  let number = templates.length + 1;
  while (taken.has(`template-${number}`)) number += 1;
  return `template-${number}`;
}

const newTemplate = (templates: readonly Template[]): Template => ({
  id: freeId(templates),
  title: 'New template',
  step: 'diagnostics',
  kinds: [],
  items: [],
});

const coverage = ({ step, kinds, items }: Template): string =>
  [
    STEPS[step],
    kinds.length === 0 ? 'every kind of work' : kinds.map(kindName).join(', '),
    count(items.length, 'item'),
  ].join(' · ');

interface RowProps {
  readonly template: Template;
  readonly at: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

function Row({ template, at, isOpen, onOpen }: RowProps): ReactElement {
  const problems = problemsWithin(useEditing().checked.problems, at);
  const name = template.title || template.id;
  return (
    <div className="row spread">
      <div>
        <p className="row">
          <span className="strong">{name}</span> <code>{template.id}</code>
          {problems.length > 0 && <Lozenge word={count(problems.length, 'problem')} tone="danger" />}
        </p>
        <p className="subtle">{coverage(template)}</p>
      </div>
      <Button
        spacing="compact"
        aria-expanded={isOpen}
        aria-label={`${isOpen ? 'Close' : 'Edit'} template ${name}`}
        onClick={onOpen}
      >
        {isOpen ? 'Close' : 'Edit'}
      </Button>
    </div>
  );
}

/** The checklists and packets that steps fill in: the list, and the one that is edited in its place. */
export function TemplatesSection(): ReactElement {
  const { document, set } = useEditing();
  const { templates } = document;
  const [open, setOpen] = useState<number | null>(null);
  const { shown, hasMore, more } = useFirst(templates, AT_ONCE);
  const add = (): void => {
    // A new one comes first, where its form is seen.
    set({ templates: [newTemplate(templates), ...templates] });
    setOpen(0);
  };
  return (
    <section aria-labelledby="templates-title" className="card stack">
      <div className="stack-small">
        <h2 id="templates-title" className="card-title">
          Templates
        </h2>
        <p className="subtle">
          Checklists and packets that an operation’s step fills in. The items are given to the engine as a
          source, so an output can name where each line comes from.
        </p>
        <div>
          <Button isDisabled={templates.length >= MOST} onClick={add}>
            Add a template
          </Button>
        </div>
      </div>
      {templates.length === 0 && <p>There is no template: steps work from the issue’s own sources alone.</p>}
      <ul className="plain-list template-list" aria-label="Templates">
        {shown.map((template, index) => (
          // An id changes as it is typed, and the form must not lose the focus with it.
          <li key={index} className="stack-small">
            <Row
              template={template}
              at={`templates.${index}`}
              isOpen={open === index}
              onOpen={() => setOpen(open === index ? null : index)}
            />
            {open === index && (
              <TemplateFields
                template={template}
                at={`templates.${index}`}
                onChange={(changed) => set({ templates: withAt(templates, index, changed) })}
                onRemove={() => {
                  set({ templates: without(templates, index) });
                  setOpen(null);
                }}
              />
            )}
          </li>
        ))}
      </ul>
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
      <Problems at="templates" />
    </section>
  );
}
