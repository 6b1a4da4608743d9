import type { Claim } from '../../contract/output';

/** A claim that stands on the first source. */
export const claimOf = (number: number, text: string, over: Partial<Claim> = {}): Claim => ({
  number,
  text,
  citations: [{ source: 1, quote: 'Latency' }],
  struck: null,
  struckBy: null,
  was: null,
  ...over,
});
