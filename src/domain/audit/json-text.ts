import { z } from 'zod';
import { findRepeatedKey } from './repeated-key';

/** Longest line of an export, in UTF-16 units: far above any record, far below what memory holds. */
export const MAX_LINE_LENGTH = 16 * 1024 * 1024;

const NamedSchema = z.looseObject({ id: z.string() });
/** What a hostile value calls itself, to name it in a report. */
export const idOf = (value: unknown): string => NamedSchema.safeParse(value).data?.id ?? 'unknown';

/** The value of a text that says one thing only, or why it does not. */
export type ReadJson = { readonly value: unknown } | { readonly id: string; readonly why: string };

/**
 * Reads one JSON text, hostile. Refuses what is too long, what is not JSON, and a key that hides a value. A text that
 * JSON.stringify gives back as it was hides none: the second value of a key would be missing from it.
 */
export function readJson(text: string): ReadJson {
  if (text.length > MAX_LINE_LENGTH) return { id: 'unknown', why: 'the line is too long' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { id: 'unknown', why: 'the line is not JSON' };
  }
  const isAsWritten = !text.includes('__proto__') && JSON.stringify(value) === text;
  const repeated = isAsWritten ? null : findRepeatedKey(text);
  if (repeated === null) return { value };
  return { id: idOf(value), why: `it names ${JSON.stringify(repeated)} in a way that hides a value` };
}
