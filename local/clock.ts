/** The site's clock: real time plus an offset that `POST /_local/clock` moves. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}
