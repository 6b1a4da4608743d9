import type { HandoffView } from '../../contract/handoff';
import type { Claim, Output, Section, Source } from '../../contract/output';
import { attribution } from '../composer/claims';
import type { Handoff, ReviewRecord } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';
import { guardClaim, type OutputGuards } from '../output/guard-claim';
import { headOf } from './comment-head';
import { defang } from './defang';
import { hideNames } from './hide-names';

/** One line of the comment that would be posted; the preview and the posted comment are built from the same lines. */
export type CommentLine = HandoffView['comment'][number];

const line = (kind: CommentLine['kind'], text: string): CommentLine => ({ kind, text: defang(text) });

const sourceWords = (numbers: readonly number[], sources: readonly Source[]): string =>
  numbers
    .map((number) => sources.find((source) => source.number === number))
    .map((source) => (source === undefined ? 'unknown source' : sourceName(source)))
    .join('; ');

function sourceName(source: Source): string {
  const when = source.at === null ? '' : ` of ${source.at.slice(0, 10)}`;
  return `${source.label}${source.author === null ? '' : ` by ${source.author}`}${when}`;
}

function sectionLines(section: Section, sources: readonly Source[]): readonly CommentLine[] {
  const claims = section.claims
    .filter((claim) => claim.struck === null)
    .map((claim) => {
      const numbers = [...new Set(claim.citations.map((citation) => citation.source))];
      return line('item', `${claim.text} [${sourceWords(numbers, sources)}]`);
    });
  const contradictions = section.contradictions.flatMap((contradiction) => [
    line('text', `Contradiction: ${contradiction.text}`),
    ...contradiction.citations.map((citation) => line('quote', citation.quote)),
  ]);
  const gaps = section.gaps.map((gap) => line('item', `Missing: ${gap.text}. Ask: ${gap.ask}.`));
  return [line('heading', section.title), ...claims, ...contradictions, ...gaps];
}

type ReviewedClaims = Pick<ReviewRecord, 'struck' | 'edits'>;

function reviewedClaim(claim: Claim, { struck, edits }: ReviewedClaims): Claim {
  const edit = edits.find(({ number }) => number === claim.number);
  const edited =
    edit === undefined
      ? claim
      : { ...claim, text: edit.text, struck: null, struckBy: null, was: claim.was ?? claim.text };
  const strike = struck.find(({ number }) => number === claim.number);
  if (strike === undefined || edited.struck !== null) return edited;
  return {
    ...edited,
    struck: `Struck by the reviewer: ${strike.reason.replaceAll('-', ' ')}`,
    struckBy: 'reviewer',
  };
}

/**
 * The output as a review leaves it: claims in the reviewer's words, which were checked and so may revive one that a guardrail
 * struck, then strikes; a claim that was struck before keeps its reason.
 */
export const withReview = (output: Output, review: ReviewedClaims): Output => ({
  ...output,
  sections: output.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => reviewedClaim(claim, review)),
  })),
});

/** The output as it stands after its review: the engine's output is stored once and never changed, so this is computed. */
export const asReviewed = ({ review }: Pick<Handoff, 'review'>, output: Output): Output =>
  review === null ? output : withReview(output, review);

/**
 * The lines of the attributed comment (R065-R073, OUT-11). The head is written here, by code: what it is, which operation, what
 * made it and in whose place, who asked, who accepted, whose words claims are in, who approved, under which policy and which
 * hand-off. Text of sources comes after it, and what was not done at the end.
 */
export const commentLines = (handoff: Handoff, output: Output, sources: readonly Source[]): CommentLine[] => [
  line('heading', `AI output: ${operationOf(handoff.operation).title}`),
  ...headOf(handoff, output).map((words) => line('text', words)),
  ...output.sections.flatMap((section) => sectionLines(section, sources)),
  ...(output.notDone.length === 0
    ? []
    : [line('heading', 'Not done'), ...output.notDone.map((words) => line('item', words))]),
];

const CUSTOMER_HEAD: readonly CommentLine[] = [
  line('heading', 'An update on your request'),
  line(
    'text',
    'Prepared with AI from this request and its public comments, and checked by people of the team before it was posted.',
  ),
  line('text', 'It repeats what was written here. It decides nothing and promises nothing.'),
];

/** The policy's denylist was held against every claim before its review, and against the words of every edit. */
const FOR_CUSTOMER: OutputGuards = { denials: [], leavesTeam: true };

/** Every source of the claim, or null where one is unknown or not for the customer. */
function publicSourcesOf({ citations }: Claim, sources: readonly Source[]): readonly Source[] | null {
  const open = citations.flatMap(({ source }) =>
    sources.filter(({ number, isPublic }) => number === source && isPublic),
  );
  return open.length === citations.length ? open : null;
}

/** What a comment is called where its author goes unnamed: `Comment of 2026-11-02`. */
const unnamed = (source: Source): string =>
  source.at === null ? source.label : `${source.label} of ${source.at.slice(0, 10)}`;

function customerText(handoff: Handoff, claim: Claim, sources: readonly Source[]): readonly string[] {
  const cited = claim.struck === null ? publicSourcesOf(claim, sources) : null;
  if (cited === null) return [];
  const said = cited.reduce((text, one) => text.replaceAll(attribution(one), () => unnamed(one)), claim.text);
  const text = hideNames(said, handoff, sources);
  return guardClaim({ ...claim, text }, cited, FOR_CUSTOMER) === null ? [text] : [];
}

/**
 * The comment as the customer of a request reads it: claims that rest on public sources alone, each wording once, and nothing
 * of contradictions, gaps, internal sources or who approved. A claim with personal data, a commitment or anything else that a
 * guardrail finds is left out (R233-R235). No lines at all when no claim is left.
 */
export function customerLines(handoff: Handoff, output: Output, sources: readonly Source[]): CommentLine[] {
  const texts = output.sections
    .flatMap(({ claims }) => claims)
    .flatMap((claim) => customerText(handoff, claim, sources));
  if (texts.length === 0) return [];
  return [...CUSTOMER_HEAD, ...[...new Set(texts)].map((text) => line('item', text))];
}

/** The lines that are posted, for the audience that the reviewer chose; `output` as it was reviewed. */
export const postedLines = (handoff: Handoff, output: Output, sources: readonly Source[]): CommentLine[] =>
  handoff.review?.audience === 'customer'
    ? customerLines(handoff, output, sources)
    : commentLines(handoff, output, sources);
