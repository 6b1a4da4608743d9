import type { Removed, Source } from '../../contract/output';
import type { Limits, Template } from '../../contract/policy';
import type { DroppedSource } from '../../contract/scope';
import type { Finding } from '../guardrails/finding';
import { redactPersonalData, redactSecrets } from '../guardrails/redact';
import { takeUnseen } from '../guardrails/unicode-removal';
import { baselineDrafts, relatedDrafts, requestDrafts, similarDrafts, templateDrafts } from './around-drafts';
import { openTo, type OpenMaterial } from './audience';
import { cut, type SourceDraft } from './draft';
import { attachmentDrafts, commentDrafts, headDrafts, historyDrafts } from './issue-drafts';
import type { IssueReading } from './issue-reading';
import { peopleOf } from './people';
import { createVetting, type Vetting } from './vetting';
import { describeOmissions } from './omissions';
import type { Surroundings } from './surroundings';

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
  /** Counted by reason. */
  readonly leftOut: readonly string[];
  /** The same one by one, at most 100. */
  readonly dropped: readonly DroppedSource[];
  /** What was taken out of the sources, in order of source. */
  readonly secrets: readonly SecretFound[];
  /** How many sources did not fit. */
  readonly overLimit: number;
}

/** How sources are collected. `redacts`: whether personal data is taken out; `templates`: those of the operation's steps. */
export interface Collecting {
  readonly limits: Pick<Limits, 'maxSources' | 'maxSourceCharacters'>;
  readonly redacts: boolean;
  readonly templates: readonly Template[];
  readonly policyVersion: number;
}

/** Longest text of one source; a longer one is cut, marked, and said so in the scope review. */
const MAX_SOURCE_LENGTH = 6_000;
/** So many of a kind at most, so that no kind crowds the comments out (INJ-09). */
const MOST: Readonly<Partial<Record<Source['kind'], number>>> = {
  attachment: 30,
  link: 20,
  subtask: 20,
  sla: 10,
};
const MAX_SIMILAR = 6;
const MAX_DROPPED = 100;

interface Taken {
  readonly draft: SourceDraft;
  readonly text: string;
  readonly isTruncated: boolean;
  readonly removed: readonly Removed[];
  readonly findings: readonly Finding[];
}

interface Fitted {
  readonly taken: ReadonlyMap<SourceDraft, Taken>;
  /** Of which nothing was left without what nobody sees. */
  readonly unseen: ReadonlySet<SourceDraft>;
}

interface Fitting extends Pick<Collecting, 'limits'> {
  readonly clean: (text: string) => { readonly text: string; readonly findings: readonly Finding[] };
}

/**
 * Takes drafts in order of need while the limits allow it, each without what nobody sees and without its secrets: what does not
 * fit is not looked at, so that the work is bounded by the limits and not by the issue (INJ-09).
 */
function fit(drafts: readonly SourceDraft[], { limits, clean }: Fitting): Fitted {
  const taken = new Map<SourceDraft, Taken>();
  const unseen = new Set<SourceDraft>();
  let room = limits.maxSourceCharacters;
  for (const draft of drafts) {
    if (taken.size >= limits.maxSources || room <= 0) break;
    const seen = takeUnseen(draft.text, (words) => clean(words).text);
    const { text: whole, findings } = clean(seen.text);
    const text = cut(whole, Math.min(MAX_SOURCE_LENGTH, room));
    const isTruncated = text.length < whole.length;
    if (text.trim() !== '') taken.set(draft, { draft, text, isTruncated, removed: seen.removed, findings });
    else if (seen.text.trim() === '') unseen.add(draft);
    room -= Math.max(1, text.length);
  }
  return { taken, unseen };
}

/** Unseen characters are told of with their source (`removed`). */
const secretsIn = (kept: readonly Taken[]): readonly SecretFound[] =>
  kept.flatMap(({ findings }, index) =>
    findings.flatMap(({ check, ruleId, start, end }) =>
      check === 'secret' || check === 'pii'
        ? [{ source: index + 1, check, ruleId, start, length: end - start }]
        : [],
    ),
  );

function toSource({ draft, text, isTruncated, removed }: Taken, number: number, vetting: Vetting): Source {
  return {
    ...draft,
    number,
    ref: cut(draft.ref, 200),
    label: vetting.label(cut(draft.label, 300), draft.kind),
    author: draft.author ? vetting.author(cut(draft.author, 200)) : null,
    because: draft.because === null ? null : vetting.because(cut(draft.because, 300)),
    address: draft.address,
    issueKey: cut(draft.issueKey, 64),
    text,
    isTruncated,
    quarantine: vetting.quarantine(text, removed.length === 0 ? text : draft.text),
    removed: [...removed],
  };
}

interface Lists {
  readonly before: readonly SourceDraft[];
  readonly said: readonly SourceDraft[];
  readonly after: readonly SourceDraft[];
}

const isSomething = ({ text }: SourceDraft): boolean => text.trim() !== '';

/** Everything that may be a source, in the order of the packet. */
function listAll(
  { reading, around }: { readonly reading: IssueReading; readonly around: Surroundings },
  open: OpenMaterial,
  { templates, policyVersion }: Collecting,
): Lists {
  return {
    before: [...headDrafts(reading), ...requestDrafts(reading, around.request)].filter(isSomething),
    said: commentDrafts(reading, open).filter(isSomething),
    after: [
      ...historyDrafts(reading),
      ...relatedDrafts(reading, open),
      ...attachmentDrafts(reading),
      ...baselineDrafts(reading, open),
      ...similarDrafts(reading, open, MAX_SIMILAR),
      ...templateDrafts(reading, templates, policyVersion),
    ].filter(isSomething),
  };
}

/** The drafts without those that are too many of their kind: the first stay. */
function capped(drafts: readonly SourceDraft[]): readonly SourceDraft[] {
  const seen = new Map<Source['kind'], number>();
  return drafts.filter(({ kind }) => {
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= (MOST[kind] ?? Number.POSITIVE_INFINITY);
  });
}

/** What fits of all that may be a source, in the order of the packet, and what does not. */
function choose({ before, said, after }: Lists, fitting: Fitting) {
  const { taken, unseen } = fit([...capped(before), ...capped(after), ...[...said].reverse()], fitting);
  const all = [...before, ...said, ...after];
  return {
    kept: all.flatMap((draft) => taken.get(draft) ?? []),
    unfit: all.filter((draft) => !taken.has(draft) && !unseen.has(draft)),
    unseen: unseen.size,
  };
}

/**
 * Numbers the sources of a packet within the policy's limits: fields, description, request and goals, comments in order of time,
 * history, links, subtasks, attachments' names, baseline, earlier issues, templates. Where not all fits, the newest comments
 * stay. Left out and counted: what is more restricted than the issue (U4), texts that AI wrote (INJ-06), what does not fit
 * (INJ-09), and secrets, which are taken out of the texts before anything is sealed or stored (LOG-03), with personal data and
 * names where policy asks for it (`redacts`). A source whose words speak to an AI goes into quarantine (INJ-01, INJ-05).
 */
export function collectSources(
  reading: IssueReading,
  around: Surroundings,
  collecting: Collecting,
): SourceCollection {
  const { limits, redacts } = collecting;
  const open = openTo(reading, around);
  const people = peopleOf(reading);
  const clean = (text: string) => (redacts ? redactPersonalData(text, people) : redactSecrets(text));
  const { kept, unfit, unseen } = choose(listAll({ reading, around }, open, collecting), { limits, clean });
  const vetting = createVetting({ redacts });
  const sources = kept.map((taken, index) => toSource(taken, index + 1, vetting));
  const tooMany = unfit.map(({ kind, label, address }): DroppedSource => {
    return { what: vetting.label(cut(label, 120), kind), address, why: 'over-limit' };
  });
  const dropped = [...open.dropped, ...tooMany];
  const secrets = secretsIn(kept);
  const collected = { sources, dropped, secrets, withheldNames: vetting.withheldNames(), unseen };
  return {
    sources,
    leftOut: describeOmissions(reading, around, { open, collected }),
    dropped: dropped.slice(0, MAX_DROPPED),
    secrets,
    overLimit: unfit.length,
  };
}
