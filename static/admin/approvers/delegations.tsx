import Button from '@atlaskit/button/new';
import { useId, useState, type ReactElement } from 'react';
import type { Delegation } from '../../../src/contract/policy-people';
import { without, withAt } from '../forms/order';
import { PersonField } from '../forms/person-field';
import { Problems } from '../forms/problems';
import { useEditing } from '../work/editing';
import { DelegationCard } from './delegation-card';

const WEEK_MS = 7 * 86_400_000;

/** A week from now on, in every role; why is for the author to say. */
const newDelegation = (from: string, to: string): Delegation => ({
  from,
  to,
  role: null,
  since: new Date().toISOString(),
  until: new Date(Date.now() + WEEK_MS).toISOString(),
  because: '',
});

/** Stays the same while its card is edited: who gives away is fixed, and several of one person are counted. */
const keyOf = (delegations: readonly Delegation[], index: number): string => {
  const from = delegations[index]?.from ?? '';
  return `${from} ${delegations.slice(0, index).filter((one) => one.from === from).length}`;
};

function NewDelegation({ onAdd }: { readonly onAdd: (delegation: Delegation) => void }): ReactElement {
  const id = useId();
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const isSame = from !== null && from === to;
  const add = (): void => {
    if (from === null || to === null) return;
    onAdd(newDelegation(from, to));
    setFrom(null);
    setTo(null);
  };
  return (
    <div role="group" aria-labelledby={id} className="stack-small">
      <h3 id={id}>New delegation</h3>
      <PersonField label="Who is away" at="delegations.new.from" accountId={from} onChange={setFrom} />
      <PersonField label="Who decides meanwhile" at="delegations.new.to" accountId={to} onChange={setTo} />
      {isSame && <p className="field-fault">Nobody can delegate to themselves. Pick somebody else.</p>}
      <div>
        <Button isDisabled={from === null || to === null || isSame} onClick={add}>
          Add delegation
        </Button>
      </div>
    </div>
  );
}

/** Who decides for whom while somebody is away; both stay named (R007). */
export function Delegations(): ReactElement {
  const { document, set } = useEditing();
  const { delegations } = document;
  return (
    <section aria-labelledby="delegations-title" className="stack-small">
      <h2 id="delegations-title">Delegations</h2>
      <p className="subtle">
        While one runs, the delegate is asked in place of the person who is away, who does not decide
        meanwhile. What a delegate has delegated in turn is not followed. Backups are never replaced.
      </p>
      {delegations.length === 0 && <p>There is none.</p>}
      {delegations.map((delegation, index) => (
        <DelegationCard
          key={keyOf(delegations, index)}
          delegation={delegation}
          at={`delegations.${index}`}
          onChange={(next) => set({ delegations: withAt(delegations, index, next) })}
          onRemove={() => set({ delegations: without(delegations, index) })}
        />
      ))}
      <Problems at="delegations" />
      <NewDelegation onAdd={(delegation) => set({ delegations: [...delegations, delegation] })} />
    </section>
  );
}
