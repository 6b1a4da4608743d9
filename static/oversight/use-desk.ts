import { useState } from 'react';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { EMPTY_FORM, toFilter, type FilterForm } from './search-filter';
import type { SearchFilter } from '../../src/contract/calls';
import { useExport, type Export } from './use-export';
import { useVerifyAll, type VerifyAll } from './use-verify-all';

/** The views of the Audit tab, in their order. */
export const VIEWS = ['Hand-offs', 'Who changed what', 'Checkpoints', 'Whole trail'] as const;
export type View = (typeof VIEWS)[number];

/** Where the auditor is among the hand-offs. */
export type Place =
  { readonly at: 'list' } | { readonly at: 'story' | 'reconstruct'; readonly handoffId: string };

/** What the auditor has on the desk. It outlives a switch of views and tabs, and so does work that takes long. */
export interface Desk {
  readonly view: View;
  readonly show: (view: View) => void;
  readonly place: Place;
  readonly go: (place: Place) => void;
  /** Whether the person just went to this place: only then may its heading take the focus. */
  readonly hasMoved: boolean;
  readonly form: FilterForm;
  readonly setForm: (form: FilterForm) => void;
  readonly filter: SearchFilter;
  readonly search: (form: FilterForm) => void;
  readonly verifyAll: VerifyAll;
  readonly exporting: Export;
}

export function useDesk(): Desk {
  const [view, setView] = useState<View>('Hand-offs');
  const [place, setPlace] = useState<Place>({ at: 'list' });
  const [hasMoved, setMoved] = useState(false);
  const [form, setForm] = useState<FilterForm>(EMPTY_FORM);
  const [filter, setFilter] = useState<SearchFilter>(EVERY_TRAIL);
  const verifyAll = useVerifyAll();
  const exporting = useExport();
  return {
    view,
    show: (next) => {
      setMoved(false);
      setView(next);
    },
    place,
    go: (next) => {
      setMoved(true);
      setView('Hand-offs');
      setPlace(next);
    },
    hasMoved,
    form,
    setForm,
    filter,
    search: (asked) => {
      setForm(asked);
      setFilter(toFilter(asked));
    },
    verifyAll,
    exporting,
  };
}
