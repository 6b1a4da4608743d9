import { z } from 'zod';
import { AuditEntrySchema } from '../../contract/audit';
import { memberPatterns, type JsonSchema } from './canonical-pattern';
import type { PlacedEntry } from './chain';
import { leafHash } from './merkle';

/** What a walk needs of a line, in canonical order: the order of the groups that capture it. */
const CAPTURED = ['at', 'chain', 'hash', 'id', 'index', 'prevEntryHash'];

const EVENT = /"event":"([a-z.-]{1,40})","hash":"/u;

/** Length of the member `"hash":"…",`. */
const HASH_MEMBER = '"hash":"",'.length + 64;

/** The pattern of an event's lines; what stands before the member `hash` is the first group, so that its place is known. */
function linePattern(schema: JsonSchema): RegExp {
  const members = memberPatterns(schema, CAPTURED);
  const at = members.findIndex((member) => member.startsWith('"hash":'));
  const [before, from] = [members.slice(0, at), members.slice(at)];
  return new RegExp(String.raw`^(\{${before.join(',')},)${from.join(',')}\}$`);
}

/** The contract as JSON Schema: an object schema an event. */
const { oneOf } = z.toJSONSchema(AuditEntrySchema) as { readonly oneOf: readonly JsonSchema[] };

const PATTERNS: ReadonlyMap<unknown, RegExp> = new Map(
  oneOf.map((schema) => [schema.properties?.['event']?.const, linePattern(schema)]),
);

const unquoted = (text = '""'): string => text.slice(1, -1);

/**
 * Reads a line that is the canonical text of an entry, without parsing it; null for any other line, which then needs
 * a parser. Sound because a line that matches its event's pattern is valid and canonical (`canonicalPattern`), so
 * that parsing and canonicalising it would give the same bytes. The member `hash` is taken out where the pattern found it,
 * not where its text occurs, so what is hashed is the canonical form of the entry without `hash`.
 */
export function readCanonicalEntry(line: string): PlacedEntry | null {
  const [, event = ''] = EVENT.exec(line) ?? [];
  const [, before = '', at, chain, hash, id, index, prevEntryHash] = PATTERNS.get(event)?.exec(line) ?? [];
  if (index === undefined) return null;
  return {
    id: unquoted(id),
    chain: unquoted(chain),
    index: Number(index),
    prevEntryHash: unquoted(prevEntryHash),
    at: unquoted(at),
    hash: unquoted(hash),
    ownHash: leafHash(before + line.slice(before.length + HASH_MEMBER)),
  };
}
