import type { StepId } from '../../contract/vocabulary';

/** What a reader wants from one step: the heading of its section, and what a model is told of it. */
export interface StepPrompt {
  readonly title: string;
  readonly text: string;
}

/** One prompt a step. They say what to look for, never a fact of an issue: issues travel as data (threats INJ-01). */
export const STEP_PROMPTS: Readonly<Record<StepId, StepPrompt>> = {
  diagnostics: {
    title: 'Evidence pack',
    text: 'Collect what was observed: symptoms, measurements with their units, times, error messages, what was tried and what came of it, what changed before it began. Gaps: no measurement, no log, nothing tried, no start time.',
  },
  baseline: {
    title: 'Comparison with known-good and earlier issues',
    text: 'Set what happens now beside what was normal before and beside earlier issues like this one and how they ended. Use a figure only as a source gives it, with the sample that it names. Gaps: no known-good figure, no earlier issue with a resolution.',
  },
  'vendor-escalation': {
    title: 'Vendor escalation draft',
    text: 'Write what an outside vendor needs to act: the service affected, the impact, the observations with times, what was tried, what is asked of the vendor as far as a source asks it. Leave out names of customers, internal discussion, blame, prices and promises.',
  },
  'status-note': {
    title: 'Status note draft',
    text: 'Write a short note for colleagues: what is known, who is affected, what is being done now, what comes next, each as a source says it. Say nothing is fixed, closed or restored unless a source says so in these words.',
  },
  'approval-reminder': {
    title: 'Approval reminder draft',
    text: 'Write a courteous reminder to whoever still has to decide: what was asked for, by whom, since when it waits, and what the person needs in order to decide. Never suggest which way to decide. Never say that anything was approved.',
  },
  'least-privilege': {
    title: 'Least-privilege checklist',
    text: 'Fill in the checklist of the sources of kind template for this access request: each item as a point to check, with what a source already says about it. What no source answers is a gap with whom to ask.',
  },
  'exception-history': {
    title: 'Exception history',
    text: 'List exceptions in order of time: what was excepted, for whom, since when, until when, who granted it, under which conditions, and which measures make up for it. Gaps: no end date, no owner, no compensating measure.',
  },
  'review-summary': {
    title: 'Review summary draft',
    text: 'Summarise for a reviewer: what is to be reviewed, what speaks for it and what against it in the words of the sources, what is open. Recommend nothing and decide nothing.',
  },
  'tradeoff-brief': {
    title: 'Sponsor trade-off brief',
    text: 'Set options side by side as the sources name them: cost, effort, delay, risk and benefit of each, with figures only as given. Name no winner.',
  },
  dependencies: {
    title: 'Dependency summary',
    text: 'List what this work waits for and what waits for it: links, teams, vendors, dates, and the state of each as a source gives it. Gaps: no date, no owner.',
  },
  validation: {
    title: 'Pre-check and rollback notes',
    text: 'Fill in the checklist of the sources of kind template: checks before, the change itself, checks after, how to take it back and by when that must be decided. What no source answers is a gap with whom to ask. A checklist never says that a check was passed unless a source does.',
  },
  'update-note': {
    title: 'Update note',
    text: 'Write a note for the issue: what happened since it was opened, in order of time, what comes next as a source says it, and which linked issues matter. Never say that the issue may be closed.',
  },
};
