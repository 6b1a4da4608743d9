import type { ReactElement } from 'react';
import type { OperationId } from '../../../src/contract/vocabulary';
import { NamedList } from '../forms/named-list';
import { ChoiceField } from '../forms/choice-field';
import { Several } from '../forms/several';
import { useEditing } from '../work/editing';
import type { KindPartProps } from './kind-covers';

/** What is offered on issues of the kind. Taking an operation away takes it out of what is recommended and approved, too. */
export function KindOffers({ rule, at, set }: KindPartProps): ReactElement {
  const { settings } = useEditing();
  const offer = (offers: OperationId[]): void =>
    set({
      offers,
      recommended: rule.recommended !== null && offers.includes(rule.recommended) ? rule.recommended : null,
      approverRoles: rule.approverRoles.filter(({ operation }) => offers.includes(operation)),
    });
  return (
    <Several
      title="Offers"
      choices={settings.operations.map(({ operation, title }) => ({ value: operation, name: title }))}
      value={rule.offers}
      at={`${at}.offers`}
      onChange={offer}
    />
  );
}

/** Which of the offers is recommended, and what AI may never do there. */
export function KindAdvice({ rule, at, set }: KindPartProps): ReactElement {
  const { settings } = useEditing();
  const offered = settings.operations
    .filter(({ operation }) => rule.offers.includes(operation))
    .map(({ operation, title }) => ({ value: operation, name: title }));
  return (
    <>
      <ChoiceField
        label="Recommended"
        choices={[{ value: 'none', name: 'None' }, ...offered]}
        value={rule.recommended ?? 'none'}
        at={`${at}.recommended`}
        onChange={(recommended) => set({ recommended: recommended === 'none' ? null : recommended })}
      />
      <NamedList
        label="Blocked actions"
        hint="Named to the requester as what AI may not do. Nothing here unblocks anything."
        at={`${at}.blockedActions`}
        value={rule.blockedActions}
        onChange={(blockedActions) => set({ blockedActions })}
      />
    </>
  );
}
