import type { HandoffView } from '../../src/contract/handoff';

/** The lines that are posted for the audience which the reviewer chose; none where there is no such comment any more. */
export const postedLines = ({ audience, comment, customerComment }: HandoffView): HandoffView['comment'] =>
  audience === 'customer' ? (customerComment ?? []) : comment;
