import { isContent, type Clause } from './statements';

/** Words between two things that say which is which; `flips` where the later of the two is told first. */
const LINKS: ReadonlyMap<string, { readonly id: string; readonly flips: boolean }> = new Map([
  ['to', { id: 'to', flips: false }],
  ['before', { id: 'before', flips: false }],
  ['after', { id: 'before', flips: true }],
  ['than', { id: 'than', flips: false }],
  ['instead_of', { id: 'instead', flips: false }],
  ['rather_than', { id: 'instead', flips: false }],
  ['of', { id: 'of', flips: false }],
]);
const WINDOW = 4;

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
  return id !== 'to' || words.slice(Math.max(0, at - WINDOW), at).some(({ text }) => text === 'from');
};

const sideOf = ({ words }: Clause, start: number, end: number): ReadonlySet<string> =>
  new Set(
    words
      .slice(Math.max(0, start), end)
      .filter((word) => isContent(word) || FIGURE.test(word.text))
      .map(({ lemma }) => lemma),
  );

function pairsOf(clause: Clause): readonly Pair[] {
  return clause.words.flatMap(({ text }, at) => {
    const link = LINKS.get(text);
    if (link === undefined || !isOrdering(clause, at, link.id)) return [];
    const before = sideOf(clause, at - WINDOW, at);
    const behind = sideOf(clause, at + 1, at + 1 + WINDOW);
    return [{ id: link.id, left: link.flips ? behind : before, right: link.flips ? before : behind }];
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

/** Whether a claim tells two things the other way round than what it cites: from and to, before and after, this instead of that. */
export function isOtherWayRound(own: readonly Clause[], told: readonly Clause[]): boolean {
  const claimed = own.flatMap(pairsOf);
  if (claimed.length === 0) return false;
  const pairs = told.flatMap(pairsOf);
  return claimed.some((pair) => {
    const alike = pairs.filter(({ id }) => id === pair.id);
    return alike.some((one) => isSwapped(pair, one)) && !alike.some((one) => isSame(pair, one));
  });
}
