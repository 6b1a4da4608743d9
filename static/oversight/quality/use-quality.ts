import { useState } from 'react';
import type { CallInput } from '../../../src/contract/calls';
import type { Correction } from '../../../src/contract/quality';
import { usePort } from '../../app-port';
import { ALL_DAYS, periodOf, type Days } from '../period';
import { useWalk, type Walk } from '../use-walk';
import { addReviewed, type Reviewed } from './group-corrections';

/** What was read so far. Corrections stay in their pages until the last one came. */
export interface QualityPlace {
  readonly days: Days;
  readonly input: CallInput<'oversight.corrections'>;
  readonly pages: readonly (readonly Correction[])[];
  readonly found: number;
  readonly reviewed: Reviewed;
  readonly hiddenCount: number;
  readonly isWhole: boolean;
}

export interface Quality extends Omit<Walk<QualityPlace>, 'walk'> {
  readonly days: Days;
  readonly setDays: (days: Days) => void;
  readonly begin: () => void;
  readonly goOn: () => void;
}

const placeOf = (days: Days): QualityPlace => ({
  days,
  input: { ...periodOf(days), cursor: null },
  pages: [],
  found: 0,
  reviewed: [],
  hiddenCount: 0,
  isWhole: false,
});

/** Reads the corrections of a period page by page. Stopped or failed, it goes on where it stood. */
export function useQuality(): Quality {
  const port = usePort();
  const [days, setDays] = useState<Days>(ALL_DAYS);
  const step = async (from: QualityPlace): Promise<QualityPlace> => {
    const page = await port.call('oversight.corrections', from.input);
    return {
      ...from,
      input: { ...from.input, cursor: page.cursor },
      pages: [...from.pages, page.corrections],
      found: from.found + page.corrections.length,
      reviewed: addReviewed(from.reviewed, page.reviewed),
      hiddenCount: from.hiddenCount + page.hiddenCount,
      isWhole: page.cursor === null,
    };
  };
  const { walk, ...standing } = useWalk<QualityPlace>({ step, isDone: ({ isWhole }) => isWhole });
  return {
    ...standing,
    days,
    setDays,
    begin: () => walk(placeOf(days)),
    goOn: () => walk(standing.place ?? placeOf(days)),
  };
}
