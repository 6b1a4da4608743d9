import { COMMITMENT_RULES } from './commitment-rules';
import type { Finding } from './finding';
import { deceptiveLinks, findLinks } from './links';
import { findAll } from './pattern-rule';
import { SMUGGLING_RULES } from './smuggling-rules';
import { toView, type TextView } from './text-view';

/** Issue keys that Jira would each make a link and a look-up of. */
const MOST_KEYS_IN_A_ROW = 20;

/** Rows of issue keys with hardly anything between them: no statement needs so many. */
function floodOfKeys(view: TextView): readonly Finding[] {
  const findings: Finding[] = [];
  let row = { start: 0, end: -1, count: 0 };
  const close = (): void => {
    if (row.count <= MOST_KEYS_IN_A_ROW) return;
    findings.push({
      check: 'smuggling',
      ruleId: 'smuggling-key-flood',
      ...view.toOriginal(row.start, row.end),
    });
  };
  for (const { 0: key, index } of view.text.matchAll(/(?<![\w-])[A-Z][A-Z0-9_]{1,9}-\d{1,7}(?![\w-])/gu)) {
    const end = index + key.length;
    const isNext = row.count > 0 && index - row.end <= 6;
    if (!isNext) close();
    row = isNext ? { start: row.start, end, count: row.count + 1 } : { start: index, end, count: 1 };
  }
  close();
  return findings;
}

/** The address of an issue on a site of Atlassian, without a query: the only links that an output may hold (OUT-02). */
const ISSUE_ADDRESS = /^https:\/\/[a-z0-9-]{1,63}\.atlassian\.net\/browse\/[A-Z][A-Z0-9_]{1,9}-\d{1,7}$/u;

/**
 * Every way by which a text would be more than a text where it is shown, posted or exported, links included. Addresses of issues pass:
 * which site is one's own only a run knows, and it asks for all links (`findLinks`). Hostile input, linear time.
 */
export function findSmuggling(text: string): readonly Finding[] {
  const view = toView(text);
  return [
    ...findAll('smuggling', SMUGGLING_RULES, view),
    ...floodOfKeys(view),
    ...deceptiveLinks(view),
    ...findLinks(text).filter(({ start, end }) => !ISSUE_ADDRESS.test(text.slice(start, end))),
  ];
}

/**
 * Every promise of money, time, liability or contract, and every detail of a person that no draft may tell (R233-R235), in
 * English, German, French, Spanish and Portuguese. What a customer asks for, a denial or a condition is no promise.
 */
export const findCommitments = (text: string): readonly Finding[] =>
  findAll('commitment', COMMITMENT_RULES, toView(text));
