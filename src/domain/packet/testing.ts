import { DEFAULT_POLICY } from '../policy/default-policy';
import { readingOf } from '../testing';
import { collectSources, type Collecting, type SourceCollection } from './collect-sources';
import type { AttachmentReading, CommentReading, IssueReading } from './issue-reading';
import {
  NOTHING_AROUND,
  type CourseReading,
  type RelatedReading,
  type RequestReading,
  type SimilarReading,
  type SlaReading,
  type Surroundings,
} from './surroundings';

/** A comment of Ben's, as many minutes past nine as its id says. */
export const commentOf = (id: string, over: Partial<CommentReading> = {}): CommentReading => ({
  id,
  author: 'Ben Fischer',
  at: `2026-11-02T09:${id.padStart(2, '0')}:00.000Z`,
  text: `Comment number ${id}.`,
  isInternal: false,
  isRestricted: false,
  isFromAi: false,
  ...over,
});

/** INC-1990, which shares words with `ISSUE`. */
export const similarOf = (over: Partial<SimilarReading> = {}): SimilarReading => ({
  key: 'INC-1990',
  summary: 'Remote latency',
  status: 'Done',
  resolution: 'Fixed',
  createdAt: '2026-09-01T08:00:00.000Z',
  resolvedAt: '2026-09-02T08:00:00.000Z',
  securityLevel: null,
  description: '',
  lastComment: 'Firmware was rolled back.',
  ...over,
});

/** INC-7, linked to `ISSUE`. */
export const relatedOf = (over: Partial<RelatedReading> = {}): RelatedReading => ({
  key: 'INC-7',
  summary: 'Router',
  status: 'Open',
  securityLevel: null,
  isSubtask: false,
  isFromAi: false,
  ...over,
});

export const attachmentOf = (over: Partial<AttachmentReading> = {}): AttachmentReading => ({
  id: 'a1',
  name: 'trace.log',
  author: 'Ana',
  at: '2026-11-02T11:00:00.000Z',
  size: 2_048,
  mediaType: 'text/plain',
  ...over,
});

/** An issue that Cy reported at eight, Ben answered ten minutes later and resolved at ten. */
export const courseReadingOf = (over: Partial<CourseReading> = {}): CourseReading => ({
  key: 'INC-1',
  securityLevel: null,
  createdAt: '2026-10-01T08:00:00.000Z',
  resolvedAt: '2026-10-01T10:00:00.000Z',
  reporter: 'customer-cy',
  status: 'Closed',
  comments: [{ by: 'agent-ben', at: '2026-10-01T08:10:00.000Z', isInternal: false }],
  hasAllComments: true,
  changes: [],
  hasAllChanges: true,
  ...over,
});

export const slaOf = (over: Partial<SlaReading> = {}): SlaReading => ({
  id: '1',
  name: 'Time to resolution',
  goalMinutes: 480,
  startedAt: '2026-11-02T08:00:00.000Z',
  breachAt: '2026-11-02T16:00:00.000Z',
  endedAt: null,
  isBreached: false,
  isPaused: false,
  ...over,
});

export const requestOf = (over: Partial<RequestReading> = {}): RequestReading => ({
  typeName: 'Report an outage',
  typeDescription: 'Something does not work.',
  fields: [{ id: 'needed', label: 'Needed by', text: 'Friday' }],
  slas: [slaOf()],
  ...over,
});

/** INC-2041 with one of everything that stands on an issue. */
export const ISSUE: IssueReading = readingOf({
  fields: [{ id: 'summary', label: 'Summary', text: 'Remote access latency' }],
  description: 'It is slow.',
  comments: [commentOf('1'), commentOf('2', { isInternal: true })],
  commentsTotal: 2,
  history: [
    { id: 'h1', author: 'Ana', at: '2026-11-02T10:00:00.000Z', field: 'status', from: '', to: 'Open' },
  ],
  links: [{ id: 'l1', relation: 'blocks', key: 'INC-7', summary: 'Router', status: 'Open' }],
  attachments: [attachmentOf()],
});

/** One of everything that stands around `ISSUE`. */
export const AROUND: Surroundings = {
  related: [relatedOf(), relatedOf({ key: 'INC-8', summary: 'Ask the vendor', isSubtask: true })],
  similar: [similarOf()],
  comparable: Array.from({ length: 4 }, (_none, at) => courseReadingOf({ key: `INC-${at + 1}` })),
  request: requestOf(),
  unread: [],
};

type Over = Partial<Omit<Collecting, 'limits'>> & { readonly limits?: Partial<Collecting['limits']> };

/** Collects under the default policy's limits, without personal data taken out, unless `over` says otherwise. */
export const collected = (
  reading: IssueReading,
  around: Partial<Surroundings> = {},
  { limits, ...over }: Over = {},
): SourceCollection =>
  collectSources(
    reading,
    { ...NOTHING_AROUND, ...around },
    {
      limits: { ...DEFAULT_POLICY.limits, ...limits },
      redacts: false,
      templates: [],
      policyVersion: 7,
      ...over,
    },
  );
