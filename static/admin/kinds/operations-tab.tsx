import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import type { KindRule } from '../../../src/contract/policy';
import { Disclosure } from '../../elements/disclosure';
import { earlier, without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { TemplatesSection } from '../templates/templates-section';
import { useEditing } from '../work/editing';
import { FieldMapForm } from './field-map';
import { KindCard } from './kind-card';
import { emptyKind, toSlug } from './new-kind';
import { TryIssue } from './try-issue';

interface NewKindProps {
  readonly taken: readonly string[];
  readonly onAdd: (kind: KindRule) => void;
}

function NewKind({ taken, onAdd }: NewKindProps): ReactElement {
  const id = useId();
  const [name, setName] = useState('');
  const kind = toSlug(name);
  const isTaken = taken.includes(kind);
  const add = (): void => {
    onAdd(emptyKind(kind));
    setName('');
  };
  return (
    <div className="stack-small">
      <div className="field-row">
        <div className="form-field">
          <label htmlFor={id}>New kind of work</label>
          <Textfield
            id={id}
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <Button isDisabled={kind === '' || isTaken} onClick={add}>
          Add kind of work
        </Button>
      </div>
      {isTaken && <p className="field-fault">A kind of work has this name already.</p>}
    </div>
  );
}

/** Which operations are offered on which kind of work, what their steps fill in, which fields carry what, and what becomes of one issue by it. */
export function OperationsTab(): ReactElement {
  const { document, set } = useEditing();
  const { kinds } = document;
  return (
    <div className="stack tab-body">
      {kinds.map((rule, index) => (
        <KindCard
          key={rule.kind}
          rule={rule}
          at={`kinds.${index}`}
          isFirst={index === 0}
          set={(part) => set({ kinds: withAt(kinds, index, { ...rule, ...part }) })}
          onEarlier={() => set({ kinds: earlier(kinds, index) })}
          onRemove={() => set({ kinds: without(kinds, index) })}
        />
      ))}
      <Problems at="kinds" />
      <NewKind taken={kinds.map(({ kind }) => kind)} onAdd={(kind) => set({ kinds: [...kinds, kind] })} />
      <TemplatesSection />
      <Disclosure title="Field map: which fields of this site carry what policy decides on">
        <FieldMapForm />
      </Disclosure>
      <TryIssue />
    </div>
  );
}
