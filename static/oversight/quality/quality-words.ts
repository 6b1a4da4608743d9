import type { Correction } from '../../../src/contract/quality';
import { CLAIM_REASONS, OUTPUT_MODES, STEPS } from '../../elements/output-words';
import { count, REASONS } from '../../elements/words';
import type { Days } from '../period';
import type { EngineGroup, Group, Reviewed } from './group-corrections';

/** Who took it out or changed it. */
export const BY: Readonly<Record<Correction['by'], string>> = {
  guardrail: 'a guardrail',
  reviewer: 'the reviewer',
  approver: 'an approver',
};

const WHAT: Readonly<Record<Correction['what'], string>> = {
  struck: 'Struck',
  edited: 'Put in other words',
  rejected: 'Rejected',
  escalated: 'Escalated',
};

const SENTENCES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(REASONS),
  ...Object.entries(CLAIM_REASONS),
]);

/** A reason in words; a guardrail's rule as what it is. */
export const reasonInWords = (reason: string): string => SENTENCES.get(reason) ?? `rule ${reason}`;

/** “Struck: It states something wrong”. */
export const whatAndWhy = ({ what, reason }: Pick<Correction, 'what' | 'reason'>): string =>
  `${WHAT[what]}: ${reasonInWords(reason)}`;

/** “Gather diagnostics, Diagnostics”: the operation and its part. */
export const whereIn = ({ operationTitle, step }: Pick<Correction, 'operationTitle' | 'step'>): string =>
  step === null ? operationTitle : `${operationTitle}, ${STEPS[step]}`;

const percent = (part: number, whole: number): string =>
  `${((100 * part) / whole).toLocaleString('en-GB', { maximumFractionDigits: 1 })}\u00A0%`;

/** “3 of 40 claims (7.5 %)”; where the whole is not known, the number alone. */
export function shareOf({ first, corrections, outOf }: Group): string {
  const unit = first.claim === null ? 'output' : 'claim';
  const part = corrections.length;
  return outOf < part ? count(part, unit) : `${part} of ${count(outOf, unit)} (${percent(part, outOf)})`;
}

/** “claude-haiku, claims 1, a model”. */
export const engineInWords = ({ first: { engine, model } }: EngineGroup): string => model ?? engine;
export const modeInWords = ({ first: { mode } }: EngineGroup): string => OUTPUT_MODES[mode];

const tally = (corrections: readonly Correction[], what: Correction['what']): number =>
  corrections.filter((one) => one.what === what).length;

/** What was done how often, in a sentence's part; what never happened is not named. */
export function actsInWords(corrections: readonly Correction[]): string {
  const parts = (['struck', 'edited', 'rejected', 'escalated'] as const).flatMap((what) => {
    const number = tally(corrections, what);
    return number === 0 ? [] : [`${number} ${WHAT[what].toLowerCase()}`];
  });
  return parts.length === 0 ? 'nothing was struck, changed or refused' : parts.join(', ');
}

/** What the report is over. */
export function reviewedInWords(reviewed: Reviewed): string {
  const sum = (part: 'count' | 'claims'): number => reviewed.reduce((total, one) => total + one[part], 0);
  return `${count(sum('count'), 'reviewed hand-off')} with ${count(sum('claims'), 'claim')}`;
}

/** The period of a report. */
export function periodInWords({ from, to }: Days): string {
  if (from === '' && to === '') return 'of all times';
  if (from === '') return `up to ${to}`;
  return to === '' ? `from ${from} on` : `from ${from} to ${to}`;
}
