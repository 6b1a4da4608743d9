import type { Source } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { Finding } from '../guardrails/finding';
import { redactPersonalData, redactSecrets } from '../guardrails/redact';
import type { IssueReading, SimilarReading } from './issue-reading';

type Draft = Omit<Source, 'number' | 'isTruncated' | 'issueKey'> & {
  readonly issueKey?: string;
  readonly findings?: readonly Finding[];
};

/** Where a secret or personal data stood that was taken out of a source: never it, nor a hash of it (threats §1.7 no. 6). */
export interface SecretFound {
  readonly source: number;
  readonly check: 'secret' | 'pii';
  readonly ruleId: string;
  readonly start: number;
  readonly length: number;
}

/** The sources of a packet, and what was left out of it with the reason for each kind of omission. */
export interface SourceCollection {
  readonly sources: readonly Source[];
  readonly leftOut: readonly string[];
  /** What was taken out of the sources that are kept, in order of source. */
  readonly secrets: readonly SecretFound[];
}

const plain = { author: null, at: null, isPublic: false } as const;

/** Only a request of a service project has a customer; of its fields the portal surely shows the summary and the description. */
const isRequest = ({ projectType }: IssueReading): boolean => projectType === 'service_desk';

const head = (reading: IssueReading): readonly Draft[] => [
  ...reading.fields.map((field): Draft => ({
    ...plain,
    kind: 'field',
    ref: field.id,
    label: field.label,
    isPublic: isRequest(reading) && field.id === 'summary',
    text: field.text,
  })),
  {
    ...plain,
    kind: 'description',
    ref: 'description',
    label: 'Description',
    isPublic: isRequest(reading),
    text: reading.description,
  },
];

const comments = (reading: IssueReading): readonly Draft[] =>
  reading.comments
    .filter((comment) => !comment.isRestricted && !comment.isFromAi)
    .map((comment) => ({
      kind: 'comment',
      ref: comment.id,
      label: comment.isInternal ? 'Internal comment' : 'Comment',
      author: comment.author,
      at: comment.at,
      isPublic: isRequest(reading) && !comment.isInternal,
      text: comment.text,
    }));

const named = (value: string): string => (value === '' ? 'none' : value);

const surroundings = (reading: IssueReading): readonly Draft[] => [
  ...reading.history.map((item): Draft => ({
    ...plain,
    kind: 'history',
    ref: item.id,
    label: `History: ${item.field}`,
    author: item.author,
    at: item.at,
    text: `${item.field} went from ${named(item.from)} to ${named(item.to)}`,
  })),
  ...reading.links.map((link): Draft => ({
    ...plain,
    kind: 'link',
    ref: link.id,
    label: `Linked issue ${link.key}`,
    text: `${link.relation} ${link.key}: ${link.summary} (${link.status})`,
  })),
  ...reading.attachments.map((file): Draft => ({
    ...plain,
    kind: 'attachment',
    ref: file.id,
    label: 'Attachment name',
    author: file.author,
    at: file.at,
    text: file.name,
  })),
];

const fromSimilar = (issue: SimilarReading): Draft => ({
  ...plain,
  kind: 'similar-issue',
  ref: issue.key,
  label: `Earlier issue ${issue.key}`,
  at: issue.createdAt,
  issueKey: issue.key,
  text: [
    issue.summary,
    `Status ${issue.status}${issue.resolution === '' ? '' : `, resolution ${issue.resolution}`}`,
    issue.resolvedAt === '' ? '' : `Resolved at ${issue.resolvedAt}`,
    issue.text,
  ]
    .filter((part) => part !== '')
    .join('\n'),
});

/** Longest text of one source; a longer one is cut, marked, and said so in the scope review. */
const MAX_SOURCE_LENGTH = 6_000;

/** Cuts at a code point, so that no half of a surrogate pair is left (RFC 8785 refuses lone surrogates). */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/u.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

const countOf = (count: number, one: string, many: string): readonly string[] =>
  count < 1 ? [] : [`${count} ${count === 1 ? one : many}`];

/** Takes drafts in order of need while the limits allow it; gives back the texts that fit, by draft. */
function fit(drafts: readonly Draft[], limits: Limits): ReadonlyMap<Draft, string> {
  const texts = new Map<Draft, string>();
  let room = limits.maxSourceCharacters;
  for (const draft of drafts) {
    if (texts.size >= limits.maxSources || room <= 0) break;
    const text = cut(draft.text, Math.min(MAX_SOURCE_LENGTH, room));
    if (text.trim() !== '') texts.set(draft, text);
    room -= Math.max(1, text.length);
  }
  return texts;
}

/** Invisible characters are taken out as well, and are no loss that a reader has to know of. */
const kindOf = ({ check }: Finding): readonly SecretFound['check'][] =>
  check === 'secret' || check === 'pii' ? [check] : [];

const whereFound = (findings: readonly Finding[], source: number): readonly SecretFound[] =>
  findings.flatMap((finding) =>
    kindOf(finding).map((check) => ({
      source,
      check,
      ruleId: finding.ruleId,
      start: finding.start,
      length: finding.end - finding.start,
    })),
  );

function countTaken(taken: readonly SecretFound['check'][]): readonly string[] {
  const secrets = taken.filter((check) => check === 'secret').length;
  return [
    ...countOf(secrets, 'secret', 'secrets'),
    ...countOf(taken.length - secrets, 'piece of personal data', 'pieces of personal data'),
  ];
}

/**
 * Numbers the sources of a packet within the policy's limits: fields, description, comments in order of time, history,
 * links, attachments' names, earlier issues. Where not all fits, the newest comments stay. Left out and counted: comments
 * that only some readers of the issue may see (U4), texts that AI wrote (INJ-06), what does not fit (INJ-09),
 * and secrets, which are taken out of the texts before anything is sealed or stored (LOG-03), personal data with them where
 * policy asks for it (`redacts`).
 */
export function collectSources(
  reading: IssueReading,
  similar: readonly SimilarReading[],
  { redacts, ...limits }: Limits & { readonly redacts: boolean },
): SourceCollection {
  const taken: SecretFound['check'][] = [];
  const clean = redacts ? redactPersonalData : redactSecrets;
  const usable = (drafts: readonly Draft[]): readonly Draft[] =>
    drafts
      .map((draft) => {
        const { text, findings } = clean(draft.text);
        taken.push(...findings.flatMap(kindOf));
        return findings.length === 0 ? draft : { ...draft, text, findings };
      })
      .filter((draft) => draft.text.trim() !== '');
  const before = usable(head(reading));
  const said = usable(comments(reading));
  const after = usable([...surroundings(reading), ...similar.map(fromSimilar)]);
  const texts = fit([...before, ...after, ...[...said].reverse()], limits);
  const kept = [...before, ...said, ...after].flatMap((draft) => {
    const text = texts.get(draft);
    return text === undefined ? [] : [{ draft, text }];
  });
  const sources = kept.map(({ draft: { findings, ...draft }, text }, index): Source => ({
    ...draft,
    number: index + 1,
    issueKey: draft.issueKey ?? reading.key,
    label: cut(draft.label, 300),
    ref: cut(draft.ref, 200),
    text,
    isTruncated: text.length < draft.text.length,
  }));
  const wanted = before.length + said.length + after.length;
  return {
    sources,
    leftOut: [...omissions(reading, sources, wanted), ...countTaken(taken)],
    secrets: kept.flatMap(({ draft }, index) => whereFound(draft.findings ?? [], index + 1)),
  };
}

function omissions(reading: IssueReading, sources: readonly Source[], wanted: number): readonly string[] {
  const restricted = reading.comments.filter((comment) => comment.isRestricted).length;
  const fromAi = reading.comments.filter((comment) => comment.isFromAi && !comment.isRestricted).length;
  const truncated = sources.filter((source) => source.isTruncated).length;
  const unread = reading.commentsTotal - reading.comments.length;
  return [
    ...countOf(
      restricted,
      'comment that only some readers may see',
      'comments that only some readers may see',
    ),
    ...countOf(fromAi, 'comment that AI wrote', 'comments that AI wrote'),
    ...countOf(wanted - sources.length, 'source over the limit', 'sources over the limit'),
    ...countOf(truncated, 'source cut at the limit', 'sources cut at the limit'),
    ...countOf(unread, 'older comment that was not read', 'older comments that were not read'),
  ];
}
