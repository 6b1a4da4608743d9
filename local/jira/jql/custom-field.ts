import type { IssueDoc } from '../issue-doc';
import { JiraError } from '../jira-error';
import type { FieldRecord } from '../records';
import { nameOfUser } from '../views/user-view';
import type { JqlField } from './field';
import { notServed } from './refusals';
import { setField } from './set-field';
import { hasWords, type Words } from './text-match';
import { textField } from './text-field';
import { resolveUser } from './values';

/** A custom field by its type: options and people by value, texts by their words. Raises 501 for other types. */
export function customField(field: FieldRecord): JqlField {
  const stored = ({ issue }: IssueDoc): string[] => {
    const value = issue.custom[field.id];
    return value === undefined ? [] : [value];
  };
  const { type } = field.schema;
  if (type === 'user') {
    return setField({
      ids: stored,
      resolve: resolveUser,
      takes: 'user',
      order: { read: (doc, { state }) => nameOfUser(state, stored(doc)[0] ?? null) },
    });
  }
  if (type === 'option') return optionField(field, stored);
  if (type !== 'string') throw notServed(`the field '${field.name}' of the type ${type}`);
  return textField({
    texts: (doc) => customWords(doc, field.id),
    order: { read: (doc) => stored(doc)[0]?.toLowerCase() ?? null },
  });
}

/** The words of a custom text; none where the field is empty. */
export function customWords(doc: IssueDoc, fieldId: string): Words[] {
  const words = doc.words(fieldId, ({ custom }) => custom[fieldId] ?? '');
  return hasWords(words) ? [words] : [];
}

function optionField({ options = [] }: FieldRecord, stored: (doc: IssueDoc) => string[]): JqlField {
  return setField({
    ids: stored,
    resolve: ({ text }, _scope, field) => {
      const found = options.filter(
        ({ id, value }) => id === text || value.toLowerCase() === text.toLowerCase(),
      );
      if (found.length === 0)
        throw JiraError.invalid(`The option '${text}' for field '${field}' does not exist.`);
      return found.map(({ id }) => id);
    },
    order: {
      read: (doc) => {
        const rank = options.findIndex(({ id }) => id === stored(doc)[0]);
        return rank === -1 ? null : rank;
      },
    },
  });
}
