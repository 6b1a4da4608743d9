import { z } from 'zod';
import { checkEntry, type BrokenEntry, type Walk } from '../../src/domain/audit/chain';
import { DomainError } from '../../src/domain/domain-error';
import { readLines, type Line } from '../cli/json-lines';
import { findRepeatedKey } from './repeated-key';

/** What reading an export found; counts cover what stands before the first broken entry. */
export interface ExportReport {
  readonly entries: number;
  readonly chains: number;
  readonly checkpoints: number;
  readonly firstBroken: (BrokenEntry & { readonly line: number }) | null;
}

const NamedSchema = z.looseObject({ id: z.string() });
const nameOf = (raw: unknown): string => NamedSchema.safeParse(raw).data?.id ?? 'unknown';

function check(walk: Walk, { text }: Line): BrokenEntry | null {
  if (text === null) return { id: 'unknown', why: 'the line is too long for an entry' };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { id: 'unknown', why: 'the line is not JSON' };
  }
  const repeated = findRepeatedKey(text);
  if (repeated !== null)
    return { id: nameOf(raw), why: `it names ${JSON.stringify(repeated)} in a way that hides a value` };
  try {
    const broken = checkEntry(walk, raw);
    return broken?.id === 'unknown' ? { ...broken, id: nameOf(raw) } : broken;
  } catch (error) {
    if (error instanceof DomainError) return { id: nameOf(raw), why: error.message };
    throw error;
  }
}

/** Walks an export line by line up to the first broken entry. Memory grows with the number of chains only. */
export async function verifyExport(chunks: AsyncIterable<unknown>): Promise<ExportReport> {
  const walk: Walk = new Map();
  let entries = 0;
  for await (const line of readLines(chunks)) {
    const broken = check(walk, line);
    if (broken !== null) {
      return { entries, chains: walk.size, checkpoints: 0, firstBroken: { ...broken, line: line.number } };
    }
    entries += 1;
  }
  return { entries, chains: walk.size, checkpoints: 0, firstBroken: null };
}
