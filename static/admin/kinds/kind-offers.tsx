import type { ReactElement } from 'react';
import type { OperationId } from '../../../src/contract/vocabulary';
import { NamedList } from '../forms/named-list';
import { ChoiceField } from '../forms/choice-field';
import { Several } from '../forms/several';
import { useEditing } from '../work/editing';
import type { KindPartProps } from './kind-covers';

/** What is offered on issues of the kind, which of it is recommended, and what AI may never do there. */
export function KindOffers({ rule, at, set }: KindPartProps): ReactElement {
  const { settings } = useEditing();
  const titles = settings.operations.map(({ operation, title }) => ({ value: operation, name: title }));
  const offered = titles.filter(({ value }) => rule.offers.includes(value));
  const offer = (offers: OperationId[]): void =>
    set({
      offers,
      recommended: rule.recommended !== null && offers.includes(rule.recommended) ? rule.recommended : null,
      approverRoles: rule.approverRoles.filter(({ operation }) => offers.includes(operation)),
    });
  return (
    <>
      <Several
        title="Offers"
        choices={titles}
        value={rule.offers}
        at={`${at}.offers`}
        onChange={offer}
      />
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
