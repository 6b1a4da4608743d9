import { listOf, pick, pickText } from '../site/json';
import type { Comment, HistoryEntry, Transition } from './model';
import { toPerson, toStatus } from './read';

/** Reads a comment; only `jsdPublic: false` is internal, a missing one is not. */
export function toComment(value: unknown): Comment {
  const created = pickText(value, 'created');
  return {
    id: pickText(value, 'id') ?? '',
    author: toPerson(pick(value, 'author')),
    created,
    isEdited: created !== undefined && pickText(value, 'updated') !== created,
    isInternal: pick(value, 'jsdPublic') === false,
    restrictedTo: pickText(value, 'visibility', 'value') ?? pickText(value, 'visibility', 'identifier'),
    body: pick(value, 'body'),
  };
}

/** Reads a changelog entry. */
export function toHistoryEntry(value: unknown): HistoryEntry {
  return {
    id: pickText(value, 'id') ?? '',
    author: toPerson(pick(value, 'author')),
    created: pickText(value, 'created'),
    items: listOf(pick(value, 'items')).map((item) => ({
      field: pickText(item, 'field') ?? 'field',
      from: pickText(item, 'fromString') ?? 'None',
      to: pickText(item, 'toString') ?? 'None',
    })),
  };
}

/** Reads a transition; undefined without an id. */
export function toTransition(value: unknown): readonly Transition[] {
  const id = pickText(value, 'id');
  if (id === undefined) return [];
  return [{ id, name: pickText(value, 'name') ?? id, to: toStatus(pick(value, 'to')) }];
}
