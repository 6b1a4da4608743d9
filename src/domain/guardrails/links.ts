import { LinkifyIt } from 'linkify-it';
import type { Finding } from './finding';
import { toView, type TextView } from './text-view';

const MAX_LINK = 2_000;
/** Takes what Jira, a mail program or a chat makes a link of: with and without a scheme, with a user, in any alphabet. */
const linkify = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: false, urlAuth: true, maxLength: MAX_LINK });

interface Link {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
}

/** What no link is without, wherever it stands. */
const MAY_LINK = /[.:/]\S/u;

/**
 * What a link never goes over: a space, a control character, the stroke of `[label|target]`, and a sign before a scheme, after which
 * linkify-it sees none and a reader's program may.
 */
const BETWEEN = /[\p{Z}\p{Cc}|]|[=+`^$~](?=https?:\/\/)/iu;

/** The links of a text. Most of its pieces can be none, so linkify-it reads but a part; `isMeant` leaves out more of them. */
function linksIn(text: string, isMeant: (piece: string) => boolean = () => true): readonly Link[] {
  const links: Link[] = [];
  let from = 0;
  for (const piece of text.split(BETWEEN)) {
    if (MAY_LINK.test(piece) && isMeant(piece))
      for (const { index, lastIndex, raw } of linkify.match(piece) ?? [])
        links.push({ start: from + index, end: from + lastIndex, raw });
    from += piece.length + 1;
  }
  return links;
}

/**
 * Every link that a reader's program would make of a text, bare ones too; addresses of mail are none. Which of them sources hold
 * the caller knows.
 */
export function findLinks(text: string): readonly Finding[] {
  const view = toView(text);
  return linksIn(view.text).map(({ start, end }) => ({
    check: 'smuggling',
    ruleId: 'smuggling-link',
    ...view.toOriginal(start, end),
  }));
}

/** The host of a link without its first `www.`, in lower case. */
const hostOf = (link: string): string =>
  link
    .replace(/^[a-z]{2,10}:\/\//iu, '')
    .replace(/^www\./iu, '')
    .split(/[/?#:]/u, 1)
    .join('')
    .toLowerCase();

/** `[label](target)` of Markdown and `[label|target]` of Jira's wiki text. */
const LABELLED = /\[([^[\]|\n]{1,200})(?:\]\(|\|)(https?:\/\/[^\s)\]|]{1,500})/giu;

/** Whether a link's words are a link themselves, to another place. */
const isUnlike = (label: string, target: string): boolean =>
  linksIn(label).some(({ raw }) => hostOf(raw) !== hostOf(target));

const OTHER_ALPHABET = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;

/** Letters of two alphabets in one part of a host: one of them stands for letters that it only looks like. */
const isMixed = (host: string): boolean =>
  host.split('.').some((part) => /[a-z]/iu.test(part) && OTHER_ALPHABET.test(part));

/** Links that lead elsewhere than they say. */
export function deceptiveLinks(view: TextView): readonly Finding[] {
  const unlike = Array.from(view.text.matchAll(LABELLED))
    .filter(([, label, target]) => isUnlike(String(label), String(target)))
    .map(({ 0: link, index }) => ({
      ruleId: 'smuggling-link-unlike',
      start: index,
      end: index + link.length,
    }));
  const mixed = linksIn(view.text, (piece) => OTHER_ALPHABET.test(piece))
    .filter(({ raw }) => isMixed(hostOf(raw)))
    .map(({ start, end }) => ({ ruleId: 'smuggling-link-host', start, end }));
  return [...unlike, ...mixed].map(({ ruleId, start, end }) => ({
    check: 'smuggling',
    ruleId,
    ...view.toOriginal(start, end),
  }));
}
