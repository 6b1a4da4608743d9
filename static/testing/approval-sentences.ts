import type { AuditEntry } from '../../src/contract/audit';
import { exactTime } from '../elements/relative-time';
import { byApp, byCho, CHO_REF, entryOf, GONE_REF } from './audit-fixtures';

const AT = '2026-11-18T12:00:00.000Z';

const DECIDED = {
  gate: 'use',
  verdict: 'reject',
  via: 'panel',
  reason: 'wrong-audience',
  changeId: null,
  decidedAt: AT,
} as const;

/** Entries about gates with the sentence that each is told as. */
export const APPROVAL_SENTENCES: readonly (readonly [AuditEntry, string])[] = [
  [
    entryOf(
      'approval.requested',
      { gate: 'run', approver: CHO_REF, backup: GONE_REF, ruleId: 'data-2', dueAt: AT },
      byApp,
    ),
    `The app, for Ana Alvarez, asked Cho Park to approve the run (rule data-2), due ${exactTime(AT)}; backup: a person whose data was erased.`,
  ],
  [
    entryOf('approval.requested', {
      gate: 'use',
      approver: 'actor-unheard',
      backup: null,
      ruleId: 'comm-3',
      dueAt: null,
    }),
    'Ana Alvarez (requester) asked an unknown person to approve the use of the output (rule comm-3); there is no backup.',
  ],
  [
    entryOf('approval.subtask-created', { gate: 'use', subtask: 'INC-2050', approver: CHO_REF }, byApp),
    'The app, for Ana Alvarez, opened INC-2050 for Cho Park to decide about the use of the output.',
  ],
  [
    entryOf('approval.decided', DECIDED, byCho),
    'Cho Park (incident commander) rejected the use of the output in the panel. Reason: it is meant for the wrong people.',
  ],
  [
    entryOf(
      'approval.decided',
      { ...DECIDED, gate: 'run', verdict: 'approve', via: 'transition', reason: 'none' },
      byCho,
    ),
    'Cho Park (incident commander) approved the run by moving the approval subtask.',
  ],
  [
    entryOf('approval.decided', { ...DECIDED, verdict: 'escalate', reason: 'other' }, byCho),
    'Cho Park (incident commander) escalated the use of the output in the panel. Reason: another reason, given in the note.',
  ],
  [
    entryOf(
      'approval.ignored',
      { gate: 'run', verdict: 'approve', via: 'transition', why: 'not a named approver', changeId: '1' },
      { actor: { kind: 'person', ref: GONE_REF, role: 'not entitled' } },
    ),
    'A person whose data was erased (not entitled) tried to approve the run by moving the approval subtask; it did not count: not a named approver.',
  ],
  [
    entryOf('approval.invalidated', { changes: ['severity rose', 'a comment was edited'] }, byApp),
    'The app, for Ana Alvarez, declared the approval void because of: severity rose; a comment was edited.',
  ],
  [
    entryOf('approval.invalidated', { changes: [] }, byApp),
    'The app, for Ana Alvarez, declared the approval void.',
  ],
  [
    entryOf(
      'approval.attention',
      {
        gate: 'use',
        opened: ['result', 'sources'],
        seconds: 42,
        words: 310,
        isQuick: false,
        quickInARow: 0,
        approvalsInARow: 3,
        decisionsToday: 7,
        over: null,
      },
      byCho,
    ),
    'Cho Park (incident commander) opened result, sources in 42 seconds for 310 words; decision 7 of the day, 3 approvals in a row.',
  ],
  [
    entryOf(
      'approval.attention',
      {
        gate: 'run',
        opened: [],
        seconds: null,
        words: 1,
        isQuick: true,
        quickInARow: 3,
        approvalsInARow: 1,
        decisionsToday: 41,
        over: 'more than 40 decisions today',
      },
      byCho,
    ),
    'Cho Park (incident commander) opened no part of the packet with no time known for 1 word, which is quick; decision 41 of the day, 1 approval in a row. Over a limit: more than 40 decisions today.',
  ],
  [
    entryOf(
      'approval.backup-asked',
      { gate: 'use', approver: CHO_REF, backup: GONE_REF, why: 'not decided after 2 hours' },
      byApp,
    ),
    'The app, for Ana Alvarez, asked a person whose data was erased, the backup of Cho Park, to decide about the use of the output: not decided after 2 hours.',
  ],
  [
    entryOf('approval.reminded', { gate: 'use', approver: CHO_REF, by: 'requester' }),
    'Ana Alvarez (requester) reminded Cho Park to decide about the use of the output, as the requester asked.',
  ],
  [
    entryOf('approval.reminded', { gate: 'run', approver: CHO_REF, by: 'app' }, byApp),
    'The app, for Ana Alvarez, reminded Cho Park to decide about the run, as policy sets it.',
  ],
  [
    entryOf(
      'approval.held-in-panel',
      { gate: 'run', why: 'REQ has no subtask type', approver: CHO_REF },
      byApp,
    ),
    'The app, for Ana Alvarez, put the run to Cho Park in the panel of the issue, without a subtask: REQ has no subtask type.',
  ],
  [
    entryOf('escalation.answered', { by: 'class-owner' }, byCho),
    'Cho Park (incident commander) answered the escalation as the business owner of its class.',
  ],
  [
    entryOf('incident.raised', { kind: 'public-comment', subject: '10099', isContained: true }, byApp),
    'The app, for Ana Alvarez, raised an incident: comment 10099 was public although it was meant to be internal; it was deleted.',
  ],
  [
    entryOf('incident.raised', { kind: 'public-comment', subject: '10099', isContained: false }, byApp),
    'The app, for Ana Alvarez, raised an incident: comment 10099 was public although it was meant to be internal; the app has not deleted it.',
  ],
];
