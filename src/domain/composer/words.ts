/** Words that carry no matter of their own: they neither rank a sentence nor make two sentences alike. */
const STOP: ReadonlySet<string> = new Set(
  `a about after again all also am an and any are as at be because been before being but by can could did do does doing don
  each even for from had has have having he her here him his how i if in into is it its just let like me more most my no nor
  not now of off on once only or other our out over own per please s she should since so some such t than that the their them
  then there these they this those through to too under until up us very was we were what when where which while who whom why
  will with would you your yours
  der die das den dem des ein eine einen einem und oder aber ist sind war wird mit auf für von zu im nicht auch es ich wir sie
  le la les un une des et ou est sont dans pour sur avec pas que qui ce il elle nous vous
  el los las una y es son en por con para del al se lo su como`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

const WORD = /[\p{L}\p{N}]+/gu;
const FIGURE = /\p{Nd}+(?:[.,:]\p{Nd}+){0,6}/gu;
const MIN_STEM = 4;

/** Folds plain English endings, so that `sessions` meets `session` and `failed` meets `fail`. It is rough and means to be. */
function stem(word: string): string {
  const cutOff = /(?:ations?|ings?|ies|ied|es|ed|s)$/u.exec(word);
  if (cutOff === null || cutOff.index < MIN_STEM - 1) return word;
  return word.slice(0, cutOff.index);
}

/** The distinct stems of a text's content words and its figures, in order of first use. */
export const stemsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).filter((word) => !STOP.has(word)).map(stem),
  );

/** The figures of a text in order, as one string: what tells two otherwise equal sentences apart. */
export const figuresIn = (text: string): string => (text.normalize('NFKC').match(FIGURE) ?? []).join(' ');

function countCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return common;
}

/** Share of `wanted` that `given` holds, 0 to 1; 0 where nothing is wanted. */
export const shareIn = (wanted: ReadonlySet<string>, given: ReadonlySet<string>): number =>
  wanted.size === 0 ? 0 : countCommon(wanted, given) / wanted.size;

/** Jaccard's measure of likeness, 0 to 1; two empty sets are not alike. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = countCommon(one, other);
  return common === 0 ? 0 : common / (one.size + other.size - common);
}
