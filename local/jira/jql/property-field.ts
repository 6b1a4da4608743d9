import type { IssueDoc } from '../issue-doc';
import { isList, isObject, type Json } from '../json';
import { EMPTINESS, EQUALITY, type JqlField } from './field';
import { setField } from './set-field';

/**
 * `issue.property[key].path`: every value of the site is searchable, as with `jira:entityProperty`. Values compare as
 * texts in any case, so `n = 3` finds the number 3 too; there is no comparing by size and no search for words.
 */
export function propertyField({ key, path }: { readonly key: string; readonly path: string }): JqlField {
  const read = (doc: IssueDoc): string[] => {
    let value: Json | undefined = doc.property(key);
    for (const step of path.split('.')) value = isObject(value) ? value[step] : undefined;
    return scalarTexts(value);
  };
  return setField({
    ids: read,
    resolve: ({ text }) => [text.toLowerCase()],
    operators: [...EQUALITY, ...EMPTINESS],
    order: { read: (doc) => read(doc)[0] ?? null },
  });
}

function scalarTexts(value: Json | undefined): string[] {
  if (isList(value)) return value.flatMap((item) => scalarTexts(item));
  return value === undefined || value === null || typeof value === 'object'
    ? []
    : [String(value).toLowerCase()];
}
