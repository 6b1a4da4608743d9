import type { Output } from '../../contract/output';
import { COMPOSER } from '../composer/compose';
import type { Change, Packet } from './packet';

/** What produces outputs now. The composer has neither model nor prompt. */
export const ENGINE: Packet['engine'] = { ...COMPOSER, model: null, prompt: null };

const shown = (value: string | number | null): string => (value === null ? 'none' : String(value));

/**
 * What of the engine is other than sealed (U1): before the run what would produce the output now, after it what produced it;
 * an output names no prompt. Empty when the seal holds.
 */
export function engineChanges(sealed: Packet['engine'], output: Output | null): readonly Change[] {
  const now: Packet['engine'] = output === null ? ENGINE : { ...output.engine, prompt: sealed.prompt };
  return (['name', 'version', 'tier', 'model', 'prompt'] as const)
    .filter((part) => sealed[part] !== now[part])
    .map((part) => ({
      subject: `engine ${part}`,
      sentence: `the engine’s ${part} went from ${shown(sealed[part])} to ${shown(now[part])}`,
    }));
}
