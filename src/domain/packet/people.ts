import type { Source } from '../../contract/output';
import { withoutUnseen } from '../guardrails/unicode-removal';
import type { IssueReading } from './issue-reading';

/** Fields that hold people, by their label. */
const PERSON_FIELDS: ReadonlySet<string> = new Set(['Assignee', 'Reporter', 'Service owner']);

const eachOnce = (names: readonly string[]): readonly string[] => [
  ...new Set(names.map((name) => withoutUnseen(name).trim()).filter((name) => name !== '')),
];

const inFields = (fields: readonly { readonly label: string; readonly text: string }[]): readonly string[] =>
  fields.flatMap(({ label, text }) => (PERSON_FIELDS.has(label) ? text.split(', ') : []));

/** Display names of everybody whom an issue shows: who wrote on it, holds or held it, or changed it. */
export const peopleOf = (reading: IssueReading): readonly string[] =>
  eachOnce([
    ...inFields(reading.fields),
    ...reading.comments.map(({ author }) => author),
    ...reading.history.flatMap(({ author, field, from, to }) =>
      field === 'assignee' ? [author, from, to] : [author],
    ),
    ...reading.attachments.map(({ author }) => author),
  ]);

/** Display names of people that the sources of a packet name as authors or in fields that hold people, each once. */
export const namesIn = (sources: readonly Source[]): readonly string[] =>
  eachOnce([
    ...inFields(sources.filter(({ kind }) => kind === 'field')),
    ...sources.map(({ author }) => author ?? ''),
  ]);
