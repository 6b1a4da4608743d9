import type { Gap, Source } from '../../contract/output';
import { CUES, isAbout, type Cue } from './cues';
import type { Material } from './material';

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

/** Expects a sentence about the cue (none that says it is missing), or a field, or another source. */
export const expectation = (
  text: string,
  ask: string,
  { when, cue, hasLogs = false, fields = [], sources = [] }: Met,
): Expectation => ({
  gap: { text, ask },
  isMet: (material) =>
    when?.(material) === false ||
    (hasLogs && material.logs.length > 0) ||
    (cue !== undefined && material.said.some(({ sentence }) => isAbout(cue, sentence))) ||
    material.sources.some(
      ({ kind, label, text: value }) =>
        (kind === 'field' && fields.includes(label)) ||
        sources.some(([wanted, pattern]) => kind === wanted && pattern.test(value)),
    ),
});

const ANYTHING = /\S/u;
const DONE = /^(?:done|resolved|closed|completed|fixed|declined|cancell?ed)$/iu;

/** Figures, logs and tries belong to trouble; a plain task has none. Where nothing is said, it may be trouble. */
const isTrouble = ({ sources, said, logs }: Material): boolean =>
  said.length === 0 ||
  logs.length > 0 ||
  said.some(({ sentence }) => isAbout(CUES.fault, sentence)) ||
  sources.some(
    ({ kind, label, text }) => kind === 'field' && label === 'Summary' && CUES.fault.says.test(text),
  );

const isOpen = ({ sources }: Material): boolean =>
  !sources.some(({ kind, label, text }) => kind === 'field' && label === 'Status' && DONE.test(text.trim()));

/** What several steps expect. */
export const EXPECTED = {
  measurement: expectation('No measurement with a figure and a unit', 'whoever observed it', {
    when: isTrouble,
    cue: CUES.measured,
  }),
  logs: expectation('No log or trace is attached or quoted', 'the team that runs the system', {
    when: isTrouble,
    hasLogs: true,
    cue: CUES.logs,
    sources: [['attachment', /\.(?:log|txt|csv|pcap|har|json|gz|zip|dmp|out)\b|\b(?:log|trace|dump)/iu]],
  }),
  tried: expectation('Nothing says what was tried so far', 'the assignee', {
    when: isTrouble,
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
    cue: CUES.impact,
    fields: ['Impact'],
  }),
  until: expectation('No end date', 'the reporter', { cue: CUES.until }),
  approval: expectation('Nothing says who has to approve', 'the reporter’s manager', { cue: CUES.approval }),
  back: expectation('No way back is described', 'whoever makes the change', { cue: CUES.rollback }),
} as const;
