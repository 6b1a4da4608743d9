import type { StepId } from '../../contract/vocabulary';
import { checklist } from './checklist';
import { CUES } from './cues';
import { EXPECTED, expectation } from './expectations';
import {
  attachments,
  latest,
  led,
  links,
  missing,
  newest,
  similar,
  state,
  subtasks,
  timeline,
  whileOpen,
  form,
  lastQuestion,
} from './groups';
import { onOneMatter, recipe, type Recipe } from './recipe';

/** Steps that support a person’s own check or note (R058-R068). */
export const SUPPORT_RECIPES = {
  'least-privilege': onOneMatter(
    recipe(
      'Least-privilege checklist',
      [
        state('Summary'),
        form(6),
        led('For whom. ', CUES.person, 6),
        led('Check need and extent. ', CUES.access, 8),
        led('Check the end date. ', CUES.until, 3),
        led('Check this condition. ', CUES.condition, 3),
        latest('Check the decision itself, a person’s. ', CUES.approval, 3),
        missing(2),
        similar(3),
        checklist('least-privilege'),
      ],
      [
        expectation('Nothing says which access is asked for', 'the reporter', { cue: CUES.access }),
        expectation('Nothing says which is the least access that would do', 'the system’s owner', {
          cue: { says: /\b(?:read.only|read access|least|minimum|only (?:one|for|from))\b/iu },
        }),
        EXPECTED.until,
      ],
    ),
  ),
  validation: onOneMatter(
    recipe(
      'Pre-check, validation and rollback notes',
      [
        state('Summary', 'Status', 'Environment', 'Runbook'),
        led('Check before. ', CUES.before, 4),
        led('Rollback. ', CUES.rollback, 3),
        led('Known-good. ', CUES.baseline, 2),
        led('To compare after. ', CUES.measured, 4),
        led('Expected. ', CUES.success, 3),
        missing(2),
        checklist('validation'),
      ],
      [
        EXPECTED.back,
        expectation('Nothing says how success is checked', 'the service owner', { cue: CUES.success }),
        EXPECTED.baseline,
      ],
    ),
  ),
  'update-note': recipe(
    'Update note',
    [
      state('Summary', 'Status', 'Assignee'),
      timeline(8, 0),
      newest('Latest. ', 2),
      latest('Tried. ', CUES.tried, 4),
      led('Cause. ', CUES.cause, 2),
      whileOpen(latest('Request. ', CUES.asked, 2)),
      whileOpen(lastQuestion('Last question. ')),
      whileOpen(latest('Next. ', CUES.next, 3)),
      whileOpen(missing(3)),
      links(4),
      subtasks(4),
      attachments(4),
      checklist('update-note'),
    ],
    [EXPECTED.next],
  ),
} as const satisfies Readonly<Partial<Record<StepId, Recipe>>>;
