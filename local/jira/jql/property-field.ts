import type { IndexedValue } from '../app-modules';
import type { IssueDoc } from '../issue-doc';
import { isList, isObject, type Json } from '../json';
import { EMPTINESS, EQUALITY, type JqlField } from './field';
import { setField } from './set-field';
import { resolveUser } from './values';

type Path = Pick<IndexedValue, 'propertyKey' | 'path'>;

/**
 * `issue.property[key].path`, or its search alias; every value of the site is searchable, as with `jira:entityProperty`, and
 * of a list any item. Values compare as texts in any case, so `n = 3` finds the number 3 too; those that the app declares as
 * people compare by account id and take functions of people. There is no comparing by size and no search for words.
 */
export function propertyField(value: Path & Partial<Pick<IndexedValue, 'type'>>): JqlField {
  const isUser = value.type === 'user';
  const read = (doc: IssueDoc): string[] => {
    const texts = scalarTexts(valueAt(doc, value));
    return isUser ? texts : texts.map((text) => text.toLowerCase());
  };
  return setField({
    ids: read,
    ...(isUser ? { resolve: resolveUser, takes: 'user' } : { resolve: ({ text }) => [text.toLowerCase()] }),
    operators: [...EQUALITY, ...EMPTINESS],
    order: { read: (doc) => read(doc)[0] ?? null },
  });
}

function valueAt(doc: IssueDoc, { propertyKey, path }: Path): Json | undefined {
  let value: Json | undefined = doc.property(propertyKey);
  for (const step of path.split('.')) value = isObject(value) ? value[step] : undefined;
  return value;
}

function scalarTexts(value: Json | undefined): string[] {
  if (isList(value)) return value.flatMap((item) => scalarTexts(item));
  return value === undefined || value === null || typeof value === 'object' ? [] : [String(value)];
}
