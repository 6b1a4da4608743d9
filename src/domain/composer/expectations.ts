import type { Gap, Source } from '../../contract/output';
import { fieldsNamed } from './claims';
import { CUES, type Cue } from './cues';
import { about, isOpen, type Material } from './material';

/** Something that a reader of a step expects, and what is missing, and whom to ask, where no source speaks of it (R049). */
export interface Expectation {
  readonly gap: Gap;
  readonly isMet: (material: Material) => boolean;
}

interface Met {
  /** Where it is expected at all; everywhere without. */
  readonly when?: (material: Material) => boolean;
  readonly cue?: Cue;
  /** A quoted line of a log answers it. */
  readonly hasLogs?: boolean;
  /** Fields that answer it. */
  readonly fields?: readonly string[];
  /** Other sources that answer it when their text matches. */
  readonly sources?: readonly (readonly [Source['kind'], RegExp])[];
}

/**
 * Expects a sentence about the cue (none that says it is missing), or a field, or another source. A cue knows English words alone,
 * so nothing is expected by it of a text in another language.
 */
export const expectation = (
  text: string,
  ask: string,
  { when, cue, hasLogs = false, fields = [], sources = [] }: Met,
): Expectation => ({
  gap: { text, ask },
  isMet: (material) =>
    when?.(material) === false ||
    (cue !== undefined && !material.isEnglish) ||
    (hasLogs && material.logs.length > 0) ||
    (cue !== undefined && about(material, cue).length > 0) ||
    material.sources.some(
      ({ kind, label, text: value }) =>
        (kind === 'field' && fields.includes(label)) ||
        sources.some(([wanted, pattern]) => kind === wanted && pattern.test(value)),
    ),
});

const ANYTHING = /\S/u;

/** What an issue is about stands in its first sentences; a fault is named later in any of them. */
const FIRST = 2;
const isFault = (text: string): boolean => CUES.fault.says.test(text) && !CUES.fault.unless.test(text);

/** Figures, logs and tries belong to trouble; a plain task has none. Where nothing is said, it may be trouble. */
function isTrouble(material: Material): boolean {
  const { sources, said, logs } = material;
  const faults = about(material, CUES.fault);
  return (
    said.length === 0 ||
    logs.length > 0 ||
    faults.length > 1 ||
    said.slice(0, FIRST).some((one) => faults.includes(one)) ||
    fieldsNamed(sources, ['Summary']).some(({ text }) => isFault(text))
  );
}

/** On finished work nobody is asked for more. */
const isOpenTrouble = (material: Material): boolean => isOpen(material) && isTrouble(material);

/** Trouble that has a size: how slow, how often, how much. A wrong result has none. */
const MEASURABLE =
  /\b(?:slow|latency|delay(?:s|ed)?|time(?:s|d)? ?outs?|drop(?:s|ped)?|loss|load|memory|leaks?|disk|cpu|performance|throughput|queue|outage|down|unreachable|hangs?|stuck|often|intermittent(?:ly)?)\b/iu;

const isMeasurable = (material: Material): boolean =>
  isOpenTrouble(material) &&
  (material.said.length === 0 ||
    material.said.some(({ sentence }) => MEASURABLE.test(sentence.quote)) ||
    fieldsNamed(material.sources, ['Summary']).some(({ text }) => MEASURABLE.test(text)));

/** What several steps expect. */
export const EXPECTED = {
  measurement: expectation('No measurement with a figure and a unit', 'whoever observed it', {
    when: isMeasurable,
    cue: CUES.measured,
  }),
  logs: expectation('No log or trace is attached or quoted', 'the team that runs the system', {
    when: isOpenTrouble,
    hasLogs: true,
    cue: CUES.logs,
    sources: [['attachment', /\.(?:log|txt|csv|pcap|har|json|gz|zip|dmp|out)\b|\b(?:log|trace|dump)/iu]],
  }),
  tried: expectation('Nothing says what was tried so far', 'the assignee', {
    when: isOpenTrouble,
    cue: CUES.tried,
  }),
  next: expectation('Nothing says what happens next', 'the assignee', { when: isOpen, cue: CUES.next }),
  ended: expectation('No earlier issue like this one with a resolution', 'the service desk', {
    sources: [['similar-issue', /\bresolution\b/iu]],
  }),
  baseline: expectation('No known-good value to compare with', 'the service owner', {
    cue: CUES.baseline,
    sources: [['baseline', ANYTHING]],
  }),
  impact: expectation('Nothing says who is affected', 'the reporter', {
    when: isOpenTrouble,
    cue: CUES.impact,
    fields: ['Impact'],
  }),
  until: expectation('No end date', 'the reporter', {
    when: (material) => material.said.length === 0 || about(material, CUES.access).length > 0,
    cue: CUES.until,
  }),
  approval: expectation('Nothing says who has to approve', 'the reporter’s manager', { cue: CUES.approval }),
  back: expectation('No way back is described', 'whoever makes the change', { cue: CUES.rollback }),
} as const;
