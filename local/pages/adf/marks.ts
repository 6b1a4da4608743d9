import { listOf, pick, pickText } from '../site/json';
import { safeHref } from './safe-href';

/** How a run of text is set; a link's address has been checked. */
export type TextMark =
  | { readonly type: 'strong' | 'em' | 'code' | 's' | 'u' | 'sub' | 'sup' }
  | { readonly type: 'link'; readonly href: string };

const TAGS = new Map([
  ['strong', 'strong'],
  ['em', 'em'],
  ['code', 'code'],
  ['strike', 's'],
  ['underline', 'u'],
] as const);

function toMark(mark: unknown): readonly TextMark[] {
  const name = pickText(mark, 'type');
  if (name === 'link') {
    const href = safeHref(pickText(mark, 'attrs', 'href'));
    return href === undefined ? [] : [{ type: 'link', href }];
  }
  if (name === 'subsup') return [{ type: pick(mark, 'attrs', 'type') === 'sup' ? 'sup' : 'sub' }];
  const known = [...TAGS].find(([type]) => type === name);
  return known === undefined ? [] : [{ type: known[1] }];
}

/** Reads the marks of a text node; colours and unknown marks are left out, the text stays. */
export function toMarks(marks: unknown): readonly TextMark[] {
  return listOf(marks).flatMap(toMark);
}
