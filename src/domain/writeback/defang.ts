import { findLinks } from '../guardrails/links';

/** A second look finds what only stands apart once the first link beside it was taken apart. */
const MAX_PASSES = 4;

const apart = (link: string): string => link.replaceAll('.', '[.]');

function once(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of findLinks(text)) {
    parts.push(text.slice(done, start), apart(text.slice(start, end)));
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}

/**
 * Jira turns an address into a link when it shows a comment, a bare one as well. So every address loses its scheme's colon and its
 * dots, visibly: `https[:]//example[.]org/x` (OUT-02). It is done where lines are made, so that the preview shows what is posted.
 * Issue keys stay: Jira links them to issues of the same site.
 */
export function defang(text: string): string {
  let safe = text.replaceAll('://', '[:]//');
  for (let pass = 0; pass < MAX_PASSES; pass += 1) safe = once(safe);
  return safe;
}
