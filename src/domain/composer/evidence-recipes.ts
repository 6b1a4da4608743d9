import type { StepId } from '../../contract/vocabulary';
import { checklist } from './checklist';
import { CUES } from './cues';
import { EXPECTED, expectation } from './expectations';
import {
  attachments,
  goals,
  latest,
  led,
  links,
  logs,
  missing,
  opening,
  otherLinks,
  similar,
  state,
  subtasks,
  timeline,
  form,
  figures,
  lastQuestion,
} from './groups';
import { onOneMatter, recipe, type Recipe } from './recipe';

/** Steps that gather: what is known, measured, earlier and linked (R043-R050). */
export const EVIDENCE_RECIPES = {
  diagnostics: recipe(
    'Evidence pack',
    [
      state('Summary', 'Status', 'Severity', 'Priority', 'Impact', 'Environment', 'Components'),
      form(6),
      opening(2),
      led('Impact. ', CUES.impact, 3),
      led('Measured. ', CUES.measured, 6),
      led('Change. ', CUES.changed, 2),
      led('Fault. ', CUES.fault, 4),
      logs(3),
      led('Tried. ', CUES.tried, 4),
      led('Cause. ', CUES.cause, 2),
      lastQuestion('Last question. '),
      missing(3),
      timeline(6, 3),
      goals(3),
      attachments(4),
      subtasks(4),
      checklist('diagnostics'),
    ],
    [EXPECTED.measurement, EXPECTED.logs, EXPECTED.tried],
  ),
  baseline: onOneMatter(
    recipe(
      'Comparison with known-good and earlier issues',
      [
        figures(8),
        led('Known-good. ', CUES.baseline, 4),
        latest('Measured last. ', CUES.measured, 4),
        led('Comparable. ', CUES.alike, 2),
        similar(6),
        checklist('baseline'),
      ],
      [EXPECTED.baseline, EXPECTED.ended],
    ),
  ),
  'exception-history': onOneMatter(
    recipe(
      'Exception history',
      [
        state('Summary', 'Status', 'Due date'),
        led('', CUES.exception, 8),
        led('Control. ', CUES.control, 5),
        missing(3),
        timeline(5, 2),
        similar(5),
        otherLinks(8),
        checklist('exception-history'),
      ],
      [
        expectation('No expiry of an exception is named', 'the security owner', { cue: CUES.until }),
        expectation('No compensating control is named', 'the reporter', { cue: CUES.control }),
      ],
    ),
  ),
  dependencies: onOneMatter(
    recipe(
      'Dependency summary',
      [links(12), subtasks(8), led('Dependency. ', CUES.depends, 6), missing(2), checklist('dependencies')],
      [
        expectation('No dependency is named', 'the delivery lead', {
          cue: CUES.depends,
          sources: [['link', /\S/u]],
        }),
      ],
    ),
  ),
} as const satisfies Readonly<Partial<Record<StepId, Recipe>>>;
