import { isOpposable, signOf } from './opposites';
import { isContent, type Clause, type Word } from './statements';

/** Words between two things that say which is which; `flips` where the later of the two is told first. */
const LINKS: ReadonlyMap<string, { readonly id: string; readonly flips: boolean }> = new Map([
  ['to', { id: 'to', flips: false }],
  ['before', { id: 'before', flips: false }],
  ['after', { id: 'before', flips: true }],
  ['than', { id: 'than', flips: false }],
  ['instead_of', { id: 'instead', flips: false }],
  ['rather_than', { id: 'instead', flips: false }],
  ['of', { id: 'of', flips: false }],
  ['because', { id: 'because', flips: false }],
  ['due', { id: 'because', flips: false }],
  ['so', { id: 'because', flips: true }],
]);
const WINDOW = 4;
/** Grammar words in between count here only. */
const LONGEST_SIDE = 8;

/** Two sides of a link, each by what its words are compared by. */
interface Pair {
  readonly id: string;
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
}

const FIGURE = /^\p{N}/u;

/** `to` and `of` tell an order between figures or behind a `from` only: elsewhere they join anything. */
const isOrdering = ({ words }: Clause, at: number, id: string): boolean => {
  if (id === 'of')
    return (
      FIGURE.test(String(words[at - 1]?.text)) &&
      words.slice(at, at + 3).some(({ text }) => FIGURE.test(text))
    );
  if (words[at]?.text === 'due') return words[at + 1]?.text === 'to';
  return id !== 'to' || words.slice(Math.max(0, at - WINDOW), at).some(({ text }) => text === 'from');
};

const tellingOf = (words: readonly Word[]): readonly Word[] =>
  words.filter((word) => isContent(word) || FIGURE.test(word.text));

const lemmasOf = (words: readonly Word[]): ReadonlySet<string> => new Set(words.map(({ lemma }) => lemma));

/** `fewer … than` tells the two in the other order than `more … than`. */
const isLess = (words: readonly Word[]): boolean =>
  words
    .map(({ text }) => signOf(text))
    .filter((sign) => sign !== null && isOpposable(sign.lemma))
    .at(-1)?.holds === false;

function pairsOf(clause: Clause): readonly Pair[] {
  return clause.words.flatMap(({ text }, at) => {
    const link = LINKS.get(text);
    if (link === undefined || !isOrdering(clause, at, link.id)) return [];
    const near = clause.words.slice(Math.max(0, at - LONGEST_SIDE), at);
    const before = lemmasOf(tellingOf(near).slice(-WINDOW));
    const behind = lemmasOf(tellingOf(clause.words.slice(at + 1, at + 1 + LONGEST_SIDE)).slice(0, WINDOW));
    const flips = link.flips || (link.id === 'than' && isLess(near));
    return [{ id: link.id, left: flips ? behind : before, right: flips ? before : behind }];
  });
}

const hasOnly = (
  some: ReadonlySet<string>,
  these: ReadonlySet<string>,
  others: ReadonlySet<string>,
): boolean => [...some].some((one) => these.has(one) && !others.has(one));

const isSame = (one: Pair, other: Pair): boolean =>
  hasOnly(one.left, other.left, other.right) && hasOnly(one.right, other.right, other.left);
const isSwapped = (one: Pair, other: Pair): boolean =>
  hasOnly(one.left, other.right, other.left) && hasOnly(one.right, other.left, other.right);

const figuresIn = (side: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...side].filter((one) => FIGURE.test(one)));
/** By its figures alone where both sides have some; the pair itself where one has none. */
const byFigures = ({ id, left, right }: Pair): Pair => {
  const [mine, others] = [figuresIn(left), figuresIn(right)];
  return mine.size > 0 && others.size > 0 ? { id, left: mine, right: others } : { id, left, right };
};

/** Whether a claim tells two things the other way round than what it cites: from and to, before and after, this instead of that. */
export function isOtherWayRound(own: readonly Clause[], told: readonly Clause[]): boolean {
  const claimed = own.flatMap(pairsOf).map(byFigures);
  if (claimed.length === 0) return false;
  const pairs = told.flatMap(pairsOf).map(byFigures);
  return claimed.some((pair) => {
    const alike = pairs.filter(({ id }) => id === pair.id);
    return alike.some((one) => isSwapped(pair, one)) && !alike.some((one) => isSame(pair, one));
  });
}
