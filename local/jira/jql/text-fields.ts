import { adfText } from '../adf';
import type { IssueDoc } from '../issue-doc';
import { CONTAINS, type JqlField, type QueryScope } from './field';
import { customWords } from './custom-field';
import { textField } from './text-field';
import { hasWords, type Words } from './text-match';

const some = (words: Words) => (hasWords(words) ? [words] : []);
const summary = (doc: IssueDoc) => some(doc.words('summary', (issue) => issue.summary));
const description = (doc: IssueDoc) => some(doc.words('description', (issue) => adfText(issue.description)));
const environment = (doc: IssueDoc) => some(doc.words('environment', (issue) => adfText(issue.environment)));

/** Only comments that the caller may read. */
function comments(doc: IssueDoc, { access, state }: QueryScope): readonly Words[] {
  if (doc.comments.length === 0) return [];
  const project = state.projects.get(doc.issue.projectId);
  return doc.comments.flatMap(({ comment, words }) =>
    project && access.seesComment(comment, project) ? some(words) : [],
  );
}

/** Each text of an issue for itself: all words of a query have to stand in one of them. */
function allTexts(doc: IssueDoc, scope: QueryScope): readonly Words[] {
  const custom = Object.keys(doc.issue.custom).filter(
    (id) => scope.state.fields.get(id)?.schema.type === 'string',
  );
  return [
    ...summary(doc),
    ...description(doc),
    ...environment(doc),
    ...comments(doc, scope),
    ...custom.flatMap((id) => customWords(doc, id)),
  ];
}

/** Fields of text, by name. */
export const TEXT_FIELDS: Readonly<Record<string, JqlField>> = {
  summary: textField({
    texts: summary,
    order: { read: ({ issue }) => issue.summary.toLowerCase() },
  }),
  description: textField({ texts: description }),
  environment: textField({ texts: environment }),
  comment: textField({ texts: comments, operators: CONTAINS }),
  text: textField({ texts: allTexts, operators: ['~'] }),
};
