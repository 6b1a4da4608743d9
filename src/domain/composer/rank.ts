import type { Source } from '../../contract/output';
import type { Sentence } from './sentences';
import { figuresIn, shareIn, stemsOf } from './words';

/** A sentence with what its choice depends on. `order` is its place among all sentences. */
export interface Ranked {
  readonly sentence: Sentence;
  readonly stems: ReadonlySet<string>;
  readonly figures: string;
  readonly order: number;
  /** How much it says of what the issue is about; only ever compared with another one's. */
  readonly score: number;
}

/** A sentence with all that it says of itself, whatever stands beside it: read once, however often it is ranked. */
export interface ReadSentence extends Pick<Ranked, 'sentence' | 'stems' | 'figures'> {
  /** What its place adds to its score. */
  readonly placed: number;
  /** What its wording adds to its score, or takes from it. */
  readonly worded: number;
}

/** How often each word occurs: sentences that differ in figures alone (the notes of a monitor) count once. */
function countWords(parts: readonly ReadSentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const { stems } of parts) {
    const words = [...stems].filter((word) => !/^\p{Nd}/u.test(word));
    const key = words.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/**
 * Cosine of each sentence with the centroid of all (Radev et al. 2004), in words weighed by how rare they are: 0 to 1, linear in
 * the length of the text, where a graph of sentences would grow with the square of it.
 */
function centralityIn(parts: readonly ReadSentence[]): (part: Pick<ReadSentence, 'stems'>) => number {
  const counts = countWords(parts);
  const weigh = (word: string): readonly [own: number, central: number] => {
    const count = counts.get(word) ?? 0;
    const rarity = count === 0 ? 0 : Math.log(1 + parts.length / count);
    return [rarity, (rarity * count) / parts.length];
  };
  const all = [...counts.keys()].map(weigh);
  const length = Math.sqrt(all.reduce((sum, [, central]) => sum + central * central, 0));
  return ({ stems }) => {
    let product = 0;
    let square = 0;
    for (const word of stems) {
      const [own, central] = weigh(word);
      product += own * central;
      square += own * own;
    }
    return product === 0 ? 0 : product / (Math.sqrt(square) * length);
  };
}

const MEASURED =
  /\p{Nd} ?(?:%|percent|ms|s|seconds?|min(?:utes)?|h(?:ours)?|days?|weeks?|users?|[KMG]i?B)\b/iu;
const IDENTIFIER =
  /\b(?:[A-Z][A-Z0-9]{1,9}-\d{1,7}|v?\d{1,4}(?:\.\d{1,5}){1,3}|[a-z]{1,20}-\w{1,20}-\d{1,4})\b/u;
const CHATTER =
  /^(?:i (?:think|guess|believe|mean|agree|see|wonder)|imho|maybe|perhaps|just|yes|no|yeah|sure|ok(?:ay)?|cool|nice|great|wow|oh|hm{1,5}|btw|fyi|ping|agreed|good point|makes sense)\b/iu;
const BOT =
  /^(?:(?:success|failure|unstable): |integrated in|bulk close|github user|\[?jira\b|commit [0-9a-f]{6,40}|build #|committed (?:revision|to)|pull request|https?:|bulk (?:clos|progress|mov))|\/viewvc\/|git-svn-id/iu;
/** Who takes the work, and thanks for it: about the ticket, not about the matter. */
const HOUSEKEEPING =
  /\b(?:(?:may|can|could|shall) (?:i|we|you|u|someone|anyone|somebody) (?:take|work|pick|have|please|re-?assign|review|help|look)|re-?assign(?:ed)? (?:it|this|to)|assign (?:it|this) to|pick(?:ing)? this up|working on (?:this|it)|would like to (?:investigate|work|take|contribute|help)|please (?:review|take a look|have a look|feel free)|feel free|lgtm|looks good|out of (?:the )?office|on (?:vacation|annual leave)|looking into (?:this|it)|(?:will|would|can|could) take a look|will (?:hand|handle|take|work on|look (?:at|into)) (?:this|it|the (?:issue|ticket|task))|pull request)\b|(?:^|\s)\+1\b/iu;
const VAGUE = /^(?:it|this|that|these|those|they|he|she|so|and|but|also|then|same)\b/iu;
const MANY_WORDS = 45;
const FEW_WORDS = 5;

const LINK = /https?:\/\/\S{1,2000}/gu;

/** A link with at most a few words to announce it: `Here is the test: https://…`. */
const isPointer = (quote: string): boolean => {
  const rest = quote.replace(LINK, '');
  return rest !== quote && rest.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length <= FEW_WORDS;
};

/** Where a robot or a commit repeats the key of the issue before its title. */
const beginsWithKey = ({ quote, source }: Sentence): boolean => quote.startsWith(`${source.issueKey} `);

/** What the wording itself says of its use as a statement of fact. */
function wording(sentence: Sentence): number {
  const { quote } = sentence;
  const words = quote.split(/\s+/u).length;
  return (
    (MEASURED.test(quote) ? 0.25 : 0) +
    (IDENTIFIER.test(quote) ? 0.1 : 0) -
    (CHATTER.test(quote) ? 0.3 : 0) -
    (BOT.test(quote) ? 3 : 0) -
    (HOUSEKEEPING.test(quote) || isPointer(quote) || beginsWithKey(sentence) ? 3 : 0) -
    (VAGUE.test(quote) ? 0.12 : 0) -
    (quote.endsWith('?') ? 0.15 : 0) -
    (words > MANY_WORDS || words < FEW_WORDS ? 0.2 : 0)
  );
}

const OPENING = 8;

/** The description's beginning says what it is about; a comment's first sentence what it is about. */
const place = ({ source, position }: Sentence): number =>
  source.kind === 'description' ? 0.35 * Math.max(0, 1 - position / OPENING) : position === 0 ? 0.1 : 0;

const ROLES: ReadonlySet<string> = new Set(['Assignee', 'Reporter', 'Service owner']);

/** Reads a sentence for `rank`. */
export const read = (sentence: Sentence): ReadSentence => ({
  sentence,
  stems: stemsOf(sentence.quote),
  figures: figuresIn(sentence.quote),
  placed: place(sentence),
  worded: wording(sentence),
});

/**
 * Ranks the sentences of an issue: how central their words are, how near its summary, where they stand, who speaks (assignee,
 * reporter and service owner before others), and what the wording carries. The same input gives the same order.
 */
export function rank(parts: readonly ReadSentence[], sources: readonly Source[]): readonly Ranked[] {
  const fields = sources.filter(({ kind }) => kind === 'field');
  const title = stemsOf(fields.find(({ label }) => label === 'Summary')?.text ?? '');
  const speakers = new Set(fields.filter(({ label }) => ROLES.has(label)).map(({ text }) => text));
  const centrality = centralityIn(parts);
  return parts.map(({ placed, worded, ...part }, order) => ({
    ...part,
    order,
    score:
      centrality(part) +
      0.4 * shareIn(title, part.stems) +
      (speakers.has(part.sentence.source.author ?? '') ? 0.1 : 0) +
      placed +
      worded,
  }));
}
