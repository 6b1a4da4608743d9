import type { Template } from '../../contract/policy';
import type { OpenMaterial } from './audience';
import { baselineOf, BASELINE } from './baseline';
import { cut, isRequest, NONE, pathOf, type SourceDraft } from './draft';
import type { IssueReading } from './issue-reading';
import { rankSimilar, type RankedIssue } from './rank-similar';
import { spanOf } from './span';
import type { RequestReading, SlaReading } from './surroundings';

/** Linked issues and subtasks. */
export const relatedDrafts = (
  reading: IssueReading,
  { links, subtasks }: Pick<OpenMaterial, 'links' | 'subtasks'>,
): readonly SourceDraft[] => [
  ...links.map((link): SourceDraft => ({
    ...NONE,
    issueKey: reading.key,
    address: pathOf(link.key),
    kind: 'link',
    ref: link.id,
    label: `Linked issue ${link.key}`,
    text: `${link.relation} ${link.key}: ${link.summary} (${link.status})`,
  })),
  ...subtasks.map((issue): SourceDraft => ({
    ...NONE,
    issueKey: reading.key,
    address: pathOf(issue.key),
    kind: 'subtask',
    ref: issue.key,
    label: `Subtask ${issue.key}`,
    text: `${issue.key}: ${issue.summary} (${issue.status})`,
  })),
];

function endOf({ endedAt, breachAt, isBreached, isPaused }: SlaReading): string {
  if (endedAt !== null) return isBreached ? `missed, ended at ${endedAt}` : `met, ended at ${endedAt}`;
  if (isBreached) return breachAt === '' ? 'missed, still running' : `missed at ${breachAt}, still running`;
  // While a clock stands still the moment of the breach moves on, so it is not said.
  if (isPaused) return 'paused, not missed';
  return breachAt === '' ? 'running, not missed' : `running, to be met by ${breachAt}`;
}

const describeSla = (sla: SlaReading): string =>
  [
    `${sla.name}: goal ${spanOf(sla.goalMinutes)}`,
    ...(sla.startedAt === '' ? [] : [`started at ${sla.startedAt}`]),
    endOf(sla),
  ].join(', ');

/**
 * Request type, what the customer filled in, and goals with how they stand. Of a form's fields those that are sources already are
 * left out. No remaining time is said: it would change between the review of the scope and the hand-off.
 */
export function requestDrafts(reading: IssueReading, request: RequestReading | null): readonly SourceDraft[] {
  if (request === null) return [];
  const here = { ...NONE, issueKey: reading.key, address: pathOf(reading.key) };
  const known = new Set(['summary', 'description', ...reading.fields.map(({ id }) => id)]);
  const filled = request.fields.filter(({ id, text }) => !known.has(id) && text.trim() !== '');
  const { typeName, typeDescription } = request;
  const isPublic = isRequest(reading);
  return [
    {
      ...here,
      kind: 'request',
      ref: 'request-type',
      label: 'Request type',
      isPublic,
      text: typeDescription === '' ? typeName : `${typeName}: ${typeDescription}`,
    },
    {
      ...here,
      kind: 'request',
      ref: 'request-fields',
      label: 'Request form',
      isPublic,
      text: filled.map(({ label, text }) => `${label}: ${text}`).join('\n'),
    },
    ...request.slas.map((sla): SourceDraft => ({
      ...here,
      kind: 'sla',
      ref: sla.id,
      label: `SLA: ${sla.name}`,
      text: describeSla(sla),
    })),
  ];
}

/** Longest text of an earlier issue's last comment that is quoted. */
const MAX_ENDING = 600;

const fromSimilar = ({ issue, because }: RankedIssue): SourceDraft => ({
  ...NONE,
  address: pathOf(issue.key),
  because,
  kind: 'similar-issue',
  ref: issue.key,
  label: `Earlier issue ${issue.key}`,
  at: issue.createdAt,
  issueKey: issue.key,
  text: [
    issue.summary,
    `Status ${issue.status}${issue.resolution === '' ? '' : `, resolution ${issue.resolution}`}`,
    issue.resolvedAt === '' ? '' : `Resolved at ${issue.resolvedAt}`,
    cut(issue.lastComment, MAX_ENDING),
  ]
    .filter((part) => part !== '')
    .join('\n'),
});

/** Earlier issues like this one, the best first, each with how it ended and why it was chosen. */
export const similarDrafts = (
  reading: IssueReading,
  { similar }: Pick<OpenMaterial, 'similar'>,
  most: number,
): readonly SourceDraft[] => rankSimilar(reading, similar, most).map(fromSimilar);

/** The known-good baseline as one source; none where too few issues are comparable. */
export function baselineDrafts(
  reading: IssueReading,
  { comparable }: Pick<OpenMaterial, 'comparable'>,
): readonly SourceDraft[] {
  const baseline = baselineOf(reading, comparable);
  if (baseline === null) return [];
  return [
    {
      ...NONE,
      issueKey: reading.key,
      because: `${baseline.count} finished issues of the same project and type, resolved in the last ${BASELINE.days} days`,
      kind: 'baseline',
      ref: 'baseline',
      label: 'Comparable issues',
      text: baseline.text,
    },
  ];
}

/** Templates of the policy, an item a line: words of the organisation and not of the issue. */
export const templateDrafts = (
  reading: IssueReading,
  templates: readonly Template[],
  policyVersion: number,
): readonly SourceDraft[] =>
  templates.map(({ id, step, title, items }) => ({
    ...NONE,
    issueKey: reading.key,
    because: 'The policy’s template for this step',
    kind: 'template',
    ref: `${step}/${id}`,
    label: `${title}, policy version ${policyVersion}`,
    text: items.join('\n'),
  }));
