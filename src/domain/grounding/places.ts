import { termsIn, type Statement, type Term } from './terms';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

type Part = readonly Term[];

const keysOf = (part: Part): ReadonlySet<string> => new Set(part.map(({ key }) => key));
const lemmasOf = (part: Part): ReadonlySet<string> => new Set(part.map(({ lemma }) => lemma));

/** A value or name tells a thing from others; what only follows a preposition does so beside one. */
const isValue = ({ key, kind, lemma }: Term): boolean =>
  kind !== null && (key === lemma || !key.includes(' '));

/** Behind these a time or value bounds what is said: `after 16:05` is no `at 16:05`. */
const BOUNDS = setOf('after since until till before by than from to between over under above below within');

/** What is told in parts that can be held against each other: each part with its place. */
interface Told {
  readonly parts: readonly Part[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

function toldIn(statements: readonly Statement[]): Told {
  const parts = statements.flatMap((statement) => statement.parts);
  const places = new Map<string, number[]>();
  for (const [at, part] of parts.entries())
    for (const key of keysOf(part)) places.set(key, [...(places.get(key) ?? []), at]);
  return { parts, places };
}

/** The only part that tells a term; undefined where several do or none. */
function partOf(term: Term, { parts, places }: Told): Part | undefined {
  const [at, ...more] = places.get(term.key) ?? [];
  return at === undefined || more.length > 0 ? undefined : parts[at];
}

/** So many parts before and behind one are held against it. */
const REACH = 12;

const nearTo = (home: Part, { parts }: Told): readonly Part[] => {
  const at = parts.indexOf(home);
  return parts.slice(Math.max(0, at - REACH), at + REACH + 1);
};

const behind = (home: Part, { parts }: Told): readonly Part[] => {
  const at = parts.indexOf(home);
  return parts.slice(at + 1, at + 1 + REACH);
};

/** A claim's part, and what it holds. */
interface Mine {
  readonly part: Part;
  readonly keys: ReadonlySet<string>;
  readonly lemmas: ReadonlySet<string>;
}

/** Terms of a part that could stand in the place of `term` and that the claim leaves out. */
const leftOut = (part: Part, term: Term, { keys, lemmas }: Mine): readonly Term[] =>
  part.filter((other) => other.kind === term.kind && !keys.has(other.key) && !lemmas.has(other.lemma));

/** Whether `moved` stands where the told part of `kept` has another of its kind: `480 ms in Berlin`, told of Madrid. */
function isMoved(kept: Term, moved: Term, { mine, told }: { mine: Mine; told: Told }): boolean {
  const home = partOf(kept, told);
  const other = partOf(moved, told);
  if (home === undefined || other === undefined || home === other || moved.kind === null) return false;
  const there = other.find(({ key }) => key === moved.key);
  if (BOUNDS.has(moved.lead) && there?.lead !== moved.lead) return false;
  const replaced = leftOut(home, moved, mine);
  if (replaced.length === 0) return false;
  const hasRival = other.some(({ kind, key }) => kind === kept.kind && key !== moved.key);
  return hasRival
    ? leftOut(other, kept, mine).length > 0
    : replaced.some(({ lead }) => lead === moved.lead && lead !== '');
}

const isMixed = (mine: Mine, told: Told): boolean => {
  const terms = mine.part.filter(({ kind }) => kind !== null);
  return terms
    .filter(isValue)
    .some((kept) => terms.some((moved) => moved !== kept && isMoved(kept, moved, { mine, told })));
};

/** Of whom a part speaks: its first word that says something, where it stands before a value. */
const subjectOf = (part: Part): Term | undefined =>
  part
    .slice(
      0,
      part.findIndex((term) => isValue(term)),
    )
    .find(({ isContent }) => isContent);

/** Whether a value is told of another subject than the claim's, which has a value of its own: `the fetch after 5 min`. */
function isAnothers(value: Term, mine: Mine, told: Told): boolean {
  const home = partOf(value, told);
  const subject = subjectOf(mine.part);
  if (home === undefined || subject === undefined) return false;
  const owner = subjectOf(home);
  const here = home.find(({ key }) => key === value.key);
  if (owner === undefined || mine.lemmas.has(owner.lemma) || lemmasOf(home).has(subject.lemma)) return false;
  return nearTo(home, told).some(
    (part) =>
      subjectOf(part)?.lemma === subject.lemma &&
      leftOut(part, value, mine).some(({ lead }) => lead === here?.lead),
  );
}

/** The word right before a value that says what it is the value of: `delivered on 4 May`; undefined where none does. */
function headOf(part: Part, key: string): Term | undefined {
  const at = part.findIndex((term) => term.key === key);
  return part
    .slice(Math.max(0, at - 2), Math.max(0, at))
    .filter(({ isContent }) => isContent)
    .at(-1);
}

/** Whether a value is told behind another word, and the claim's word is told of another value. */
function isOfAnother(value: Term, mine: Mine, told: Told): boolean {
  const home = partOf(value, told);
  const head = headOf(mine.part, value.key);
  if (home === undefined || head === undefined) return false;
  const owner = headOf(home, value.key);
  if (owner === undefined || mine.lemmas.has(owner.lemma) || lemmasOf(home).has(head.lemma)) return false;
  return nearTo(home, told).some((part) =>
    leftOut(part, value, mine).some(({ key }) => headOf(part, key)?.lemma === head.lemma),
  );
}

/** What is said behind a value, by words that nothing could stand in the place of. */
const saidBehind = (part: Part, key: string): readonly Term[] =>
  part
    .slice(part.findIndex((term) => term.key === key) + 1)
    .filter(({ isContent, kind }) => isContent && kind === null);

/**
 * Whether all that is said of a value is told of a later one, and something else of it: `app-4 is failing`, told `app-4 is healthy,
 * app-5 is failing`. Only of a later one: what is told once holds for what follows.
 */
function isOfLater(value: Term, mine: Mine, told: Told): boolean {
  const home = partOf(value, told);
  const said = mine.part.filter(({ isContent, kind }) => isContent && kind === null);
  if (home === undefined || said.length === 0) return false;
  const here = lemmasOf(home);
  const hasOwn = saidBehind(home, value.key).some(({ lemma }) => !mine.lemmas.has(lemma));
  if (!hasOwn || said.every(({ lemma }) => here.has(lemma))) return false;
  return behind(home, told).some((part) => {
    const there = lemmasOf(part);
    return leftOut(part, value, mine).length > 0 && said.every(({ lemma }) => there.has(lemma));
  });
}

/** Two values of one kind in an order that a word tells: which came from, before, instead of or did something to which. */
interface Order {
  readonly id: string;
  readonly first: string;
  readonly second: string;
}

/** Where one of these stands between two values, neither is first. */
const EQUALS = setOf(
  'and or but while as with like versus vs equals is same both connected linked paired matches',
);
const LINKED = setOf('before than instead rather');
const NEAR = 7;

function orderOf(words: Part, lead: string, [one, other]: readonly [Term, Term]): readonly Order[] {
  const keys = words.map(({ key }) => key);
  const has = (word: string): boolean => keys.includes(word);
  const forth = { first: one.key, second: other.key };
  const back = { first: other.key, second: one.key };
  if (keys.some((key) => EQUALS.has(key) && !(key === 'is' && has('by')))) return [];
  if (lead === 'to' && has('from')) return [{ id: 'to', ...back }];
  if (has('to') && (lead === 'from' || one.kind?.startsWith('figure') === true))
    return [{ id: 'to', ...forth }];
  if (has('after')) return [{ id: 'before', ...back }];
  const link = keys.find((key) => LINKED.has(key));
  if (link !== undefined) return [{ id: link === 'rather' ? 'instead' : link, ...forth }];
  return words
    .filter(({ isContent }) => isContent)
    .map(({ lemma }) => ({ id: lemma, ...(has('by') ? back : forth) }));
}

function ordersOf({ terms }: Statement): readonly Order[] {
  return terms.flatMap((one, at) => {
    if (!isValue(one)) return [];
    const near = terms.slice(at + 1, at + 1 + NEAR);
    const distance = near.findIndex((term) => isValue(term) && term.kind === one.kind);
    const other = near[distance];
    if (other === undefined || other.key === one.key) return [];
    return orderOf(near.slice(0, distance), one.lead, [one, other]);
  });
}

/** Whether two values are told in the other order: `vpn-1 was replaced by vpn-2`, said the other way round. */
function isReordered(own: readonly Statement[], told: readonly Statement[]): boolean {
  const name = ({ id, first, second }: Order): string => `${id}|${first}|${second}`;
  const orders = new Set(told.flatMap(ordersOf).map(name));
  return own
    .flatMap(ordersOf)
    .some(
      (order) =>
        orders.has(name({ ...order, first: order.second, second: order.first })) && !orders.has(name(order)),
    );
}

const JUDGES = [isAnothers, isOfAnother, isOfLater] as const;

/**
 * Whether values of one cited sentence change places in a claim's own words: a figure, time, identifier or name that is told of
 * another thing, or two of them in the other order. `told` are the sentences, each judged by itself; a claim's part that one
 * of them tells as it is, is right.
 */
export function changesPlaces(own: string, told: readonly string[]): boolean {
  const claimed = termsIn(own);
  if (!claimed.some(({ terms }) => terms.some(isValue))) return false;
  return told.map(termsIn).some((statements) => {
    const read = toldIn(statements);
    const isMisplaced = (part: Part): boolean => {
      const mine = { part, keys: keysOf(part), lemmas: lemmasOf(part) };
      return (
        isMixed(mine, read) ||
        part.filter(isValue).some((value) => JUDGES.some((judge) => judge(value, mine, read)))
      );
    };
    return isReordered(claimed, statements) || claimed.some(({ parts }) => parts.some(isMisplaced));
  });
}
