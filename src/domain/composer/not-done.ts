import type { Source } from '../../contract/output';
import type { ExecutionClass, OperationId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';

const BY_CLASS: Readonly<Record<ExecutionClass, readonly string[]>> = {
  'evidence-gathering': ['No cause was inferred and nothing was concluded.'],
  'drafting-and-summaries': ['Nothing was sent, and nobody was asked or told.'],
  'checklist-and-validation': ['No check was carried out and no validation was decided.'],
  'ticket-write-back': ['Status, assignee and approvals of the issue were left as they are.'],
};

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${many}`];

/** `internal`: comments that were kept from a text that leaves the team; `leftOut`: claims that there was no room for. */
interface LeftOut {
  readonly sources: readonly Source[];
  readonly internal: number;
  readonly leftOut: number;
  readonly isEnglish: boolean;
}

/**
 * What a reader could take for done and was not: by the class of the operation, and by what was there and not read (R049, R056,
 * R064, R071-R073). Whole sentences.
 */
export function notDone(
  operation: OperationId,
  { sources, internal, leftOut, isEnglish }: LeftOut,
): readonly string[] {
  const count = (is: (source: Source) => boolean): number => sources.filter(is).length;
  return [
    ...BY_CLASS[operationOf(operation).class],
    ...(isEnglish
      ? []
      : ['Most of the text is not in English: gaps and most contradictions in it were not looked for.']),
    ...(count(({ kind }) => kind === 'attachment') === 0
      ? []
      : ['Contents of attachments were not read, only their names.']),
    ...(count(({ kind }) => kind === 'link' || kind === 'subtask') === 0
      ? []
      : ['Linked issues and subtasks were not read beyond title and status.']),
    ...counted(
      count(({ quarantine }) => quarantine !== null),
      'source in quarantine was not read.',
      'sources in quarantine were not read.',
    ),
    ...counted(
      count(({ quarantine, isTruncated }) => quarantine === null && isTruncated),
      'source was read up to the limit only.',
      'sources were read up to the limit only.',
    ),
    ...counted(
      internal,
      'internal comment was kept out of text that leaves the team.',
      'internal comments were kept out of text that leaves the team.',
    ),
    ...counted(
      leftOut,
      'point more fits and is left out: the output has no room for it.',
      'points more fit and are left out: the output has no room for them.',
    ),
  ];
}
