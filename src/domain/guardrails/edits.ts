/** A span of a text that is replaced; UTF-16 offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** An edit as it lies in the edited text: from `at`, with what the text has grown by when it is over. */
export interface Mark extends Edit {
  readonly at: number;
  readonly growth: number;
}

/** The text with the edits made; they stand in order and do not overlap. */
export function apply(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, put } of edits) {
    parts.push(text.slice(done, start), put);
    done = end;
  }
  return [...parts, text.slice(done)].join('');
}

/** Where edits, in order and without overlap, lie in the edited text. */
export function toMarks(edits: readonly Edit[]): readonly Mark[] {
  let growth = 0;
  return edits.map((edit) => {
    const at = edit.start + growth;
    growth += edit.put.length - (edit.end - edit.start);
    return { ...edit, at, growth };
  });
}

/** How many marks are over before an offset; the marks lie in order, so half of them fall away at each look. */
function countBefore(offset: number, marks: readonly Mark[]): number {
  let [from, to] = [0, marks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const isOver = marks.slice(middle, middle + 1).every(({ at, put }) => at + put.length <= offset);
    if (isOver) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Where an offset of the edited text stood before: inside a mark it is the edge of what the mark replaced. */
export function toEarlier(offset: number, marks: readonly Mark[], edge: 'start' | 'end'): number {
  // An end is exclusive: it belongs to the character before it.
  const own = edge === 'end' ? offset - 1 : offset;
  const over = countBefore(own, marks);
  const next = marks[over];
  if (next !== undefined && next.at <= own) return next[edge];
  return offset - (marks[over - 1]?.growth ?? 0);
}
