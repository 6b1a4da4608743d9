/** Files below this size are done before anybody wonders. */
const BIG = 32 * 1024 * 1024;
const EVERY = 500;

/** Where progress is shown: standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Shows how far a big file is read, to a person at a terminal only; `now` gives milliseconds. */
export function createProgress(stream: ProgressStream, total: number, now: () => number) {
  const isShown = stream.isTTY === true && total >= BIG;
  let last = now();
  return {
    /** `done` of the file's bytes, `line` lines. */
    show(done: number, line: number): void {
      if (!isShown || now() - last < EVERY) return;
      last = now();
      stream.write(`\r${Math.floor((done / total) * 100)} % · ${line} lines`);
    },
    clear(): void {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}
