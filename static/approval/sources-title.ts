import type { HandoffView } from '../../src/contract/handoff';

/** The name of the part that holds a packet's sources; before a run, AI has read nothing yet. */
export const sourcesTitle = ({ output }: Pick<HandoffView, 'output'>): string =>
  output === null ? 'What AI would read' : 'What AI read';
