import { afterEach } from '@jest/globals';

interface Started {
  readonly host: { close(): void };
}

/** The same starter; what it started is closed after each test. Called once, outside the tests of a file. */
export function closedAfterEach<A extends readonly unknown[], T extends Started>(
  start: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  const open: T[] = [];
  afterEach(() => {
    for (const { host } of open.splice(0)) host.close();
  });
  return async (...args) => {
    const started = await start(...args);
    open.push(started);
    return started;
  };
}
