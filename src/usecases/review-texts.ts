import type { Body } from '../contract/audit';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { ReviewRecord } from '../domain/handoff/handoff';

/** The texts of a review as the chain names them: the note, and the reviewer's own words for claims as one text. */
export const reviewTexts = ({
  note,
  edits,
}: ReviewRecord): readonly { readonly name: Body['name']; readonly text: string }[] => [
  { name: 'note', text: note },
  { name: 'note', text: edits.length === 0 ? '' : toCanonicalJson(edits) },
];
