import type { CallOutput } from '../../src/contract/calls';
import type { Correction } from '../../src/contract/quality';
import { HANDOFF_ID } from './fixtures';

type Page = CallOutput<'oversight.corrections'>;

/** A claim that a guardrail struck; `extra` makes it another correction. */
export const correction = (extra: Partial<Correction> = {}): Correction => ({
  handoffId: HANDOFF_ID,
  issueKey: 'INC-2041',
  at: '2026-11-18T09:30:00.000Z',
  operation: 'prepare-incident-packet',
  operationTitle: 'Gather diagnostics, compare baseline, draft vendor packet',
  class: 'drafting-and-summaries',
  step: 'vendor-escalation',
  engine: 'composer 2.0.0',
  model: null,
  prompt: null,
  mode: 'composer',
  by: 'guardrail',
  what: 'struck',
  reason: 'grounding-quote',
  claim: 3,
  text: 'The vendor confirmed a fix.',
  corrected: null,
  quotes: ['resolved to me'],
  ...extra,
});

export const EDITED = correction({
  issueKey: 'INC-2044',
  model: 'claude-haiku',
  engine: 'model 1.0.0',
  prompt: 'claims 1',
  mode: 'model',
  by: 'reviewer',
  what: 'edited',
  reason: 'unclear',
  claim: 1,
  text: 'Latency began.',
  corrected: 'Latency rose at 09:12.',
  quotes: ['since 09:12'],
});

export const REJECTED = correction({
  step: null,
  by: 'approver',
  what: 'rejected',
  reason: 'wrong-scope',
  claim: null,
  text: '',
  quotes: [],
});

/** One page of corrections over two reviewed hand-offs with twenty claims. */
export const pageOf = (corrections: readonly Correction[], cursor: string | null, hiddenCount = 0): Page => ({
  corrections: [...corrections],
  reviewed: [{ operation: 'prepare-incident-packet', count: 2, claims: 20 }],
  hiddenCount,
  cursor,
});
