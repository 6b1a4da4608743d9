import type { ReactElement } from 'react';

export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger' | 'discovery';

/** A state as a word on a tint. Own, because Atlaskit's brings run-time styles that the CSP forbids (forge-facts §2.8). */
export function Lozenge({ word, tone }: { readonly word: string; readonly tone: Tone }): ReactElement {
  return <span className={`lozenge tone-${tone}`}>{word}</span>;
}
