import { fromJiraDate } from './dates';
import { isList, isObject, type Json } from './json';
import type { AttachmentRecord } from './records';

/** The `name` of an imported thing; undefined when it has none. */
export function readNamedThing(value: Json | undefined): string | undefined {
  return isObject(value) && typeof value['name'] === 'string' && value['name'] !== ''
    ? value['name']
    : undefined;
}

/** Attachments' metadata; their contents are not imported. */
export function readAttachments(
  value: Json | undefined,
  now: number,
  person: (value: Json | undefined) => string | null,
): AttachmentRecord[] {
  if (!isList(value)) return [];
  return value.filter(isObject).flatMap((item, index) => {
    const { id, filename, mimeType, size, created } = item;
    if (typeof filename !== 'string') return [];
    return {
      id: typeof id === 'string' ? id : String(index),
      filename,
      mimeType: typeof mimeType === 'string' ? mimeType : 'application/octet-stream',
      size: typeof size === 'number' ? size : 0,
      authorId: person(item['author']) ?? 'unknown',
      createdAt: (typeof created === 'string' ? fromJiraDate(created) : undefined) ?? now,
    };
  });
}
