import { JiraError } from '../jira-error';

/** One token of a JQL text. A quoted word is never an operator or keyword. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const PATTERN =
  /\s+|(?<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<sign>!=|!~|>=|<=|[=~<>(),])|(?<word>[^\s"'=!~<>(),]+)/gy;

/** Splits a JQL text. Raises 400 at the first character that no token begins with. */
export function tokenize(jql: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < jql.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(jql)?.groups;
    if (!groups) {
      throw JiraError.invalid(
        `Error in the JQL Query: The character '${jql.charAt(at)}' at position ${at} is not expected here.`,
      );
    }
    const { quoted, sign, word } = groups;
    if (quoted !== undefined)
      tokens.push({ kind: 'quoted', text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), at });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, at });
  }
  return [...tokens, { kind: 'end', text: '', at: jql.length }];
}
