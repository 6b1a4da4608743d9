import type { Source } from '../../contract/output';
import { namesMoment } from './dates';
import { fold, isStopWord, languageOf, stemOf, wordsOf } from './words';

const NAMED = /\p{Lu}[\p{L}\p{M}\p{N}'’-]{1,40}/gu;
const ACRONYM = /^\p{Lu}{2,}s?$/u;
const SHORTEST_PART = 3;

/** Capitalised words that name nobody and no product: the desk's own, languages and common short forms. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'ai it ok utc gmt cet am pm id fyi eta sla tbd url pdf i jira service desk issue ticket status summary priority severity ' +
    'impact cause root next step steps known good evidence pack description comment comments history field check confirm source ' +
    'english german french spanish portuguese dutch deutsch update note action actions request reporter assignee approver owner'
  ).split(' '),
);

/** A name's parts that identify a person alone: `Ben`, `Fischer`, never `J.` or `of`. Folded. */
const partsOf = (name: string): readonly string[] =>
  wordsOf(name).filter((part) => part.length >= SHORTEST_PART && !isStopWord(part));

/** The people whom a text names, of those who are known: by the whole name, or by a part that stands capitalised. */
function peopleIn(text: string, known: readonly string[]): readonly string[] {
  const capitalised = new Set([...text.matchAll(NAMED)].flatMap(([word]) => wordsOf(word)));
  return known.filter((name) => partsOf(name).some((part) => capitalised.has(part)));
}

/** Whether a text names a person by any part that `claim` uses. */
const isNamedIn = (name: string, claim: string, told: ReadonlySet<string>): boolean => {
  const used = new Set(wordsOf(claim));
  return partsOf(name)
    .filter((part) => used.has(part))
    .every((part) => told.has(part));
};

interface Word {
  readonly word: string;
  readonly isFirst: boolean;
  /** Stands right behind another capitalised word. */
  readonly isJoined: boolean;
}

const STARTS = /(?:^|[.!?:;“”"„«»‘(\n•]|- )\s{0,3}$/u;

function capitalisedIn(text: string): readonly Word[] {
  const words: Word[] = [];
  let end = -1;
  for (const match of text.matchAll(NAMED)) {
    const gap = end < 0 ? null : text.slice(end, match.index);
    words.push({
      word: match[0].replace(/['’]s?$/u, ''),
      isFirst: STARTS.test(text.slice(Math.max(0, match.index - 4), match.index)),
      isJoined: gap === ' ',
    });
    end = match.index + match[0].length;
  }
  return words;
}

/** Whether a capitalised word has to be a name: German writes every noun so, and a sentence begins so. */
function isName({ word, isFirst, isJoined }: Word, next: Word | undefined, isGerman: boolean): boolean {
  if (ACRONYM.test(word)) return true;
  const isPair = isJoined || next?.isJoined === true;
  return isPair || (!isGerman && !isFirst);
}

/** Whether a capitalised word is the desk’s own or grammar, and names nobody. */
export const isKnownWord = (word: string): boolean => {
  const parts = wordsOf(word);
  return parts.every((part) => COMMON.has(part) || isStopWord(part) || namesMoment(part));
};

/** The first person whom a text names and whom `told` does not. */
export function untoldPerson(text: string, told: string, known: readonly string[]): string | null {
  const words = new Set(wordsOf(told));
  return peopleIn(text, known).find((name) => !isNamedIn(name, text, words)) ?? null;
}

/** What a claim may name: people of the issue by what is quoted (`told`), anything else by the sentences around it too. */
export interface NamesTold {
  readonly told: string;
  readonly around: string;
  readonly known: readonly string[];
}

/** What of a claim's own words has to stand in what it cites: people who are known, products, companies, acronyms. */
export function untoldName(own: string, { told, around, known }: NamesTold): string | null {
  const words = new Set(wordsOf(`${told} ${around}`));
  const stems = new Set([...words].map(stemOf));
  const person = untoldPerson(own, told, known);
  if (person !== null) return person;
  const isGerman = languageOf(`${own} ${told}`) === 'de';
  const all = capitalisedIn(own);
  const stranger = all.find((one, index) => {
    if (!isName(one, all[index + 1], isGerman) || isKnownWord(one.word)) return false;
    return !wordsOf(one.word).every((part) => words.has(part) || stems.has(stemOf(part)) || isStopWord(part));
  });
  return stranger?.word ?? null;
}

/** Everybody whom the packet knows by name, each once: the people and the authors of its sources. */
export const knownPeople = (names: readonly string[], sources: readonly Source[]): readonly string[] => [
  ...new Map(
    [...names, ...sources.flatMap(({ author }) => author ?? [])].map((name) => [fold(name), name]),
  ).values(),
];
