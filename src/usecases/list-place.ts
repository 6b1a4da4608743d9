import type { z } from 'zod';
import { UseCaseError } from './use-case-error';

/**
 * The place in a list that a cursor stands for, `first` for none. A cursor is hostile input; at worst its owner reads another
 * page. Raises `invalid-input` for one that this list did not give.
 */
export function placeOf<T>(cursor: string | null, schema: z.ZodType<T>, first: T): T {
  if (cursor === null) return first;
  try {
    return schema.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new UseCaseError('invalid-input', 'This page does not exist. Open the list again.', cause);
  }
}
