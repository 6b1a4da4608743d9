import type { StepId } from '../../contract/vocabulary';
import { checklist } from './checklist';
import { CUES } from './cues';
import { EXPECTED, expectation } from './expectations';
import {
  attachments,
  goals,
  latest,
  led,
  logs,
  missing,
  newest,
  opening,
  state,
  timeline,
  whileOpen,
  form,
  lastQuestion,
} from './groups';
import { forOutside, onOneMatter, recipe, type Recipe } from './recipe';

/** Steps that draft: notes, briefs, reminders and packets for people to send or not (R051-R057). */
export const DRAFT_RECIPES = {
  'vendor-escalation': forOutside(
    recipe(
      'Vendor escalation draft',
      [
        state('Summary', 'Severity', 'Environment'),
        opening(1),
        led('Impact. ', CUES.impact, 3),
        led('What we see. ', CUES.measured, 4),
        led('Change. ', CUES.changed, 2),
        led('Tried. ', CUES.tried, 3),
        logs(2),
        missing(2),
        attachments(4),
        checklist('vendor-escalation'),
      ],
      [
        expectation('No measurement that a vendor could work with', 'whoever observed it', {
          cue: CUES.measured,
        }),
        expectation('Product version or firmware', 'the system’s owner', { cue: CUES.version }),
        expectation('Vendor contract or case number', 'vendor management', {
          cue: { says: /\b(?:contract|case|ticket) (?:number|id|no\.?)\b/iu },
        }),
      ],
    ),
  ),
  'status-note': recipe(
    'Status note draft',
    [
      state('Summary', 'Status', 'Severity', 'Assignee', 'Due date'),
      opening(1),
      led('Impact. ', CUES.impact, 3),
      newest('Latest. ', 2),
      whileOpen(latest('Request. ', CUES.asked, 2)),
      whileOpen(lastQuestion('Last question. ')),
      whileOpen(latest('Next. ', CUES.next, 2)),
      whileOpen(missing(2)),
      timeline(3, 0),
      whileOpen(goals(2)),
      checklist('status-note'),
    ],
    [EXPECTED.impact, EXPECTED.next],
  ),
  'approval-reminder': forOutside(
    onOneMatter(
      recipe(
        'Approval reminder draft',
        [
          state('Summary', 'Status', 'Reporter', 'Due date'),
          form(6),
          latest('On the approval. ', CUES.approval, 4),
          led('For whom. ', CUES.person, 4),
          led('Asked for. ', CUES.access, 6),
          led('Until when. ', CUES.until, 2),
          missing(2),
          checklist('approval-reminder'),
        ],
        [EXPECTED.approval, EXPECTED.until],
      ),
    ),
  ),
  'review-summary': recipe(
    'Review summary draft',
    [
      state('Summary', 'Status', 'Severity', 'Data class', 'Due date'),
      opening(2),
      led('On the exception. ', CUES.exception, 4),
      led('Control. ', CUES.control, 5),
      led('Risk. ', CUES.risk, 3),
      latest('On the decision. ', CUES.approval, 3),
      missing(3),
      checklist('review-summary'),
    ],
    [expectation('No risk is described', 'the security owner', { cue: CUES.risk })],
  ),
  'tradeoff-brief': forOutside(
    onOneMatter(
      recipe(
        'Sponsor trade-off brief',
        [
          state('Summary', 'Status', 'Priority', 'Due date'),
          opening(1),
          led('Decision. ', CUES.decision, 2),
          led('Option. ', CUES.option, 5),
          led('Cost or effort. ', CUES.cost, 3),
          led('Benefit. ', CUES.benefit, 3),
          led('Risk. ', CUES.risk, 3),
          led('Depends on. ', CUES.depends, 2),
          missing(2),
          checklist('tradeoff-brief'),
        ],
        [
          expectation('No cost or effort is named', 'the delivery lead', { cue: CUES.cost }),
          expectation('No benefit is named', 'the sponsor', { cue: CUES.benefit }),
        ],
      ),
    ),
  ),
} as const satisfies Readonly<Partial<Record<StepId, Recipe>>>;
