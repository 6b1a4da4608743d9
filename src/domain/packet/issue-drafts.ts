import type { OpenMaterial } from './audience';
import { commentPath, isRequest, NONE, pathOf, type SourceDraft } from './draft';
import type { AttachmentReading, IssueReading } from './issue-reading';

/** Fields and description. Of a request's fields the portal surely shows the summary and the description. */
export const headDrafts = (reading: IssueReading): readonly SourceDraft[] => {
  const here = { ...NONE, issueKey: reading.key, address: pathOf(reading.key) };
  return [
    ...reading.fields.map((field): SourceDraft => ({
      ...here,
      kind: 'field',
      ref: field.id,
      label: field.label,
      isPublic: isRequest(reading) && field.id === 'summary',
      text: field.text,
    })),
    {
      ...here,
      kind: 'description',
      ref: 'description',
      label: 'Description',
      isPublic: isRequest(reading),
      text: reading.description,
    },
  ];
};

/** Comments in order of time. */
export const commentDrafts = (
  reading: IssueReading,
  { comments }: Pick<OpenMaterial, 'comments'>,
): readonly SourceDraft[] =>
  comments.map((comment) => ({
    ...NONE,
    issueKey: reading.key,
    address: commentPath(reading.key, comment.id),
    kind: 'comment',
    ref: comment.id,
    label: comment.isInternal ? 'Internal comment' : 'Comment',
    author: comment.author,
    at: comment.at,
    isPublic: isRequest(reading) && !comment.isInternal,
    text: comment.text,
  }));

const named = (value: string): string => (value === '' ? 'none' : value);

/** Changes of the issue's fields in order of time. */
export const historyDrafts = (reading: IssueReading): readonly SourceDraft[] =>
  reading.history.map((item) => ({
    ...NONE,
    issueKey: reading.key,
    address: `${pathOf(reading.key)}?page=com.atlassian.jira.plugin.system.issuetabpanels%3Achangehistory-tabpanel`,
    kind: 'history',
    ref: item.id,
    label: `History: ${item.field}`,
    author: item.author,
    at: item.at,
    text: `${item.field} went from ${named(item.from)} to ${named(item.to)}`,
  }));

const KILOBYTE = 1_024;

function sizeOf(bytes: number): string {
  if (bytes < KILOBYTE) return `${bytes} bytes`;
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE ? `${Math.round(kilobytes)} KB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}

const describeFile = ({ name, size, mediaType }: AttachmentReading): string =>
  [name, ...(size === null ? [] : [sizeOf(size)]), ...(mediaType === '' ? [] : [mediaType])].join(', ');

/** Attachments by name, size and type, the newest first; nobody opens them. A file without a name is none. */
export const attachmentDrafts = (reading: IssueReading): readonly SourceDraft[] =>
  reading.attachments
    .filter(({ name }) => name.trim() !== '')
    .sort((a, b) => b.at.localeCompare(a.at))
    .map((file) => ({
      ...NONE,
      issueKey: reading.key,
      address: pathOf(reading.key),
      kind: 'attachment',
      ref: file.id,
      label: 'Attachment name',
      author: file.author,
      at: file.at,
      text: describeFile(file),
    }));
