const fc = require('fast-check');

const FIXED = 20_261_121;

/**
 * One commit gets one verdict: every property test starts from the same seed. `SEED=any` draws another each time, to look for
 * what no run has met yet; `SEED=<whole number>` repeats one.
 */
const asked = process.env.SEED ?? String(FIXED);
if (asked !== 'any') {
  if (!/^-?\d{1,10}$/u.test(asked)) throw new Error(`SEED is "${asked}": give a whole number, or "any"`);
  fc.configureGlobal({ seed: Number(asked) });
}
