import { JiraError } from '../jira-error';
import { notServed } from './refusals';

/** The words of a text, lower case, with a space before and after each; ` ` for a text without words. */
export type Words = string;

type Match = (words: Words) => boolean;

/** Splits a text into words of letters and digits. There is no stemming: `reviews` and `review` are two words. */
export function toWords(text: string): Words {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.map((word) => `${word} `).join('')}`;
}

/** Whether a text has words at all. */
export function hasWords(words: Words): boolean {
  return words !== ' ';
}

interface Term {
  readonly match: Match;
  readonly isExcluded: boolean;
}

/** Quoted phrases, and runs of anything else; a backslash takes the next character literally. */
const ITEM = /[+-]?"(?:[^"\\]|\\.)*"|(?:[^\s"\\]|\\.)+/gsy;

/**
 * Compiles what stands right of `~`. All terms have to be there; `a OR b` takes any; `"a b"` is a phrase, and so is
 * `a-b`; `a*` and `a?c` are wildcards; `-a` must not be there. Fuzzy, boosted, ranged and grouped terms are not served.
 */
export function compileText(query: string, field: string): Match {
  if (query.trim() === '')
    throw JiraError.invalid(`The field '${field}' does not support searching for an empty string.`);
  const items = splitItems(query, field);
  if (!isBalanced(query)) throw unparsable({ query, field });
  const operators = items.filter((item) => /^(AND|OR|NOT)$/.test(item));
  if (operators.includes('NOT') || new Set(operators).size > 1)
    throw notServed(`the text search '${query}' (NOT, or AND together with OR)`);
  const isAny = operators.includes('OR');
  const groups = isAny || operators.length > 0 ? joinedItems(items, { query, field }) : items;
  const terms = groups.map((item) => toTerm(item, { query, field }));
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  if (isAny) return (words) => wanted.some(({ match }) => match(words));
  return (words) => wanted.length > 0 && terms.every(({ match, isExcluded }) => match(words) !== isExcluded);
}

interface Query {
  readonly query: string;
  readonly field: string;
}

function splitItems(query: string, field: string): string[] {
  const items: string[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(query.slice(at))?.[0].length ?? 0;
    if (at >= query.length) return items;
    ITEM.lastIndex = at;
    const item = ITEM.exec(query)?.[0];
    if (item === undefined) throw unparsable({ query, field });
    items.push(item);
    at += item.length;
  }
}

/** The terms between single operators: `a OR b`, never `a b OR c`. */
function joinedItems(items: readonly string[], query: Query): string[] {
  const isOperator = (item: string | undefined) => item === 'AND' || item === 'OR';
  if (isOperator(items[0]) || isOperator(items.at(-1))) throw unparsable(query);
  const terms = items.filter((_item, index) => index % 2 === 0);
  if (terms.some(isOperator) || !items.every((item, index) => index % 2 === 0 || isOperator(item)))
    throw notServed(`the text search '${query.query}' (operators between some of its terms only)`);
  return terms;
}

function toTerm(item: string, query: Query): Term {
  const isExcluded = item.startsWith('-');
  const text = item.replace(/^[+-]/, '');
  if (text.startsWith('"')) return { match: phrase(unescape(text.slice(1, -1))), isExcluded };
  const bare = text.replace(/\\./gs, '');
  if (/^[*?]/.test(bare))
    throw JiraError.invalid(`The '*' and '?' are not allowed as first character in wildcard query.`);
  if (/[()[\]{}^~!|]|&&/.test(bare))
    throw notServed(`the text search '${query.query}' (it has one of ( ) [ ] { } ^ ~ ! | &&)`);
  if (/[*?]/.test(bare)) return { match: wildcard(text), isExcluded };
  return { match: phrase(unescape(text)), isExcluded };
}

function phrase(text: string): Match {
  const words = toWords(text);
  // A term of signs alone is no term.
  return (found) => !hasWords(words) || found.includes(words);
}

function wildcard(text: string): Match {
  const pattern = text
    .toLowerCase()
    .replace(/\\(.)/gs, '$1')
    .replace(/[^\p{L}\p{N}*?]+/gu, ' ')
    .replace(/\*/g, '[^ ]*')
    .replace(/\?/g, '[^ ]');
  const regex = new RegExp(` ${pattern.trim()} `, 'u');
  return (found) => regex.test(found);
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** Whether what groups terms and ranges, outside phrases, is closed again. */
function isBalanced(query: string): boolean {
  const bare = query.replace(/"(?:[^"\\]|\\.)*"|\\./gs, '');
  const count = (sign: string) => bare.split(sign).length;
  return count('(') === count(')') && count('[') === count(']') && count('{') === count('}');
}

function unparsable({ query, field }: Query): JiraError {
  return JiraError.invalid(`Unable to parse the text '${query}' for field '${field}'.`);
}
