import type { Quarantine, Source } from '../../src/contract/output';

export interface TextPart {
  readonly text: string;
  readonly isFlagged: boolean;
}

/**
 * Splits a text (hostile input) at the spans that a guardrail found. Spans may overlap, come in any order or reach past the end:
 * every character of the text is in exactly one part, in its order.
 */
export function flaggedParts(text: string, spans: Quarantine['spans']): readonly TextPart[] {
  const parts: TextPart[] = [];
  const add = (from: number, to: number, isFlagged: boolean): void => {
    if (from < to) parts.push({ text: text.slice(from, to), isFlagged });
  };
  let at = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    const from = Math.min(Math.max(start, at), text.length);
    const to = Math.min(Math.max(end, from), text.length);
    add(at, from, false);
    add(from, to, true);
    at = to;
  }
  add(at, text.length, false);
  return parts;
}

/**
 * Whether no words that are left in a source are to blame for its quarantine: something was taken out of it, and the guardrail could
 * name no place but the whole text (INJ-03).
 */
export const isBlameless = ({
  text,
  removed,
  quarantine,
}: Pick<Source, 'text' | 'removed' | 'quarantine'>): boolean => {
  const [only, ...others] = quarantine?.spans ?? [];
  return removed.length > 0 && others.length === 0 && only?.start === 0 && only.end >= text.length;
};
