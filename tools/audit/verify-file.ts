import { rmSync } from 'node:fs';
import type { ExportReport } from '../../src/domain/audit/verify-export';
import { readFileLines } from './file-lines';
import { loadPlace, savePlace, type Place, type Subject } from './place-file';

/** How a file is walked. */
export interface VerifyOptions extends Subject {
  /** Where the place is saved and taken up again; null to do without. */
  readonly placeFile: string | null;
  /** Lines between two savings of the place. */
  readonly saveEvery: number;
  /** Asked after each batch of lines: whether to save the place and stop. */
  readonly isStopped: () => boolean;
  /** Told once, when the saved place is taken up: behind how many lines the walk begins. */
  readonly onBegin: (line: number) => void;
  readonly onProgress: (offset: number, line: number) => void;
}

/** What the walk found, at which line it ended; `report` is null when it was stopped before. */
export interface FileReport {
  readonly report: ExportReport | null;
  readonly line: number;
}

/**
 * Walks an export up to its first broken line. Memory grows with the number of chains only. The saved place is removed when
 * the walk comes to an end. Raises `UsageError` for a saved place that belongs to something else.
 */
export async function verifyFile(options: VerifyOptions): Promise<FileReport> {
  const { file, placeFile } = options;
  const { verifier, ...from } = loadPlace(placeFile, options);
  let { offset, line } = from;
  let saved = line;
  options.onBegin(line);
  const save = (place: Place): void => {
    if (placeFile !== null) savePlace(placeFile, options, place);
    saved = line;
  };
  const finish = (): FileReport => {
    if (placeFile !== null) rmSync(placeFile, { force: true });
    return { report: verifier.end(), line };
  };
  for await (const batch of readFileLines(file, offset)) {
    for (const { text, end } of batch) {
      line += 1;
      offset = end;
      if (verifier.line(text) !== null) return finish();
    }
    options.onProgress(offset, line);
    const isStopped = options.isStopped();
    if (isStopped || line - saved >= options.saveEvery) save({ verifier, offset, line });
    if (isStopped) return { report: null, line };
  }
  return finish();
}
