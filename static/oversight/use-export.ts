import { useState } from 'react';
import type { CallInput, ExportFormat } from '../../src/contract/calls';
import { usePort } from '../app-port';
import { fileOf } from './export-formats';
import { ALL_DAYS, periodOf, type Days } from './period';
import { useWalk, type Walk } from './use-walk';

/** What was read so far. Lines stay in their pages, so that a long export is not copied for every page. */
export interface ExportPlace {
  readonly input: CallInput<'oversight.export'>;
  readonly pages: readonly (readonly string[])[];
  readonly lines: number;
  readonly chains: number;
  readonly hiddenCount: number;
  readonly isWhole: boolean;
  /** Name of the file once it was saved; its lines are let go then. */
  readonly savedAs: string | null;
}

export interface ExportWish {
  readonly format: ExportFormat;
  readonly days: Days;
}

export interface Export extends Omit<Walk<ExportPlace>, 'walk'> {
  readonly wish: ExportWish;
  readonly setWish: (wish: ExportWish) => void;
  readonly begin: () => void;
  readonly goOn: () => void;
}

const placeOf = ({ format, days }: ExportWish): ExportPlace => ({
  input: { format, ...periodOf(days), cursor: null },
  pages: [],
  lines: 0,
  chains: 0,
  hiddenCount: 0,
  isWhole: false,
  savedAs: null,
});

/** Reads an export page by page and saves it as one file at the end. Stopped or failed, it goes on where it stood. */
export function useExport(): Export {
  const port = usePort();
  const [wish, setWish] = useState<ExportWish>({ format: 'jsonl', days: ALL_DAYS });
  const step = async (from: ExportPlace): Promise<ExportPlace> => {
    const page = await port.call('oversight.export', from.input);
    return {
      input: { ...from.input, cursor: page.cursor },
      pages: [...from.pages, page.lines],
      lines: from.lines + page.lines.length,
      chains: from.chains + page.chains,
      hiddenCount: from.hiddenCount + page.hiddenCount,
      isWhole: page.cursor === null,
      savedAs: null,
    };
  };
  const save = (whole: ExportPlace): ExportPlace => {
    const file = fileOf(whole.input.format, whole.pages.flat());
    port.saveFile(file);
    return { ...whole, pages: [], savedAs: file.name };
  };
  const { walk, ...standing } = useWalk<ExportPlace>({
    step,
    isDone: ({ isWhole }) => isWhole,
    finish: save,
  });
  return {
    ...standing,
    wish,
    setWish,
    begin: () => walk(placeOf(wish)),
    goOn: () => walk(standing.place ?? placeOf(wish)),
  };
}
