import type { AuditEntry } from '../../src/contract/audit';
import { exactTime } from '../elements/relative-time';
import { byApp, byCho, CHO_REF, entryOf } from './audit-fixtures';

const AT = '2026-11-18T12:00:00.000Z';
const HASH = 'a'.repeat(64);

const FINISHED = {
  claims: 3,
  grounded: 1,
  struck: 2,
  contradictions: 0,
  gaps: 1,
  sources: 4,
  isEnough: false,
  toolCalls: 0,
  mode: 'composer',
  fallbacks: [] as string[],
  inputTokens: 0,
  outputTokens: 0,
  answeredBy: null,
} as const;
const FOUND = {
  commentId: '10099',
  text: 'as-posted',
  readers: 'as-written',
  editor: null,
  changedAt: null,
} as const;
const CHECK = { check: 'secret', observed: 'a token', threshold: 'none' } as const;

/** Entries of hand-offs with the sentence that each is told as. */
export const HANDOFF_SENTENCES: readonly (readonly [AuditEntry, string])[] = [
  [
    entryOf('handoff.requested', { sources: 1, clientRequestId: 'c' }),
    'Ana Alvarez (requester) asked AI on INC-2041 for “Gather diagnostics, compare baseline, draft vendor packet”, with 1 source.',
  ],
  [
    entryOf(
      'handoff.requested',
      { sources: 2, clientRequestId: 'c' },
      { operation: 'some-new-one', issue: null },
    ),
    'Ana Alvarez (requester) asked AI on no issue for “Some new one”, with 2 sources.',
  ],
  [
    entryOf('handoff.requested', { sources: 2, clientRequestId: 'c' }, { operation: null }),
    'Ana Alvarez (requester) asked AI on INC-2041 for “no operation”, with 2 sources.',
  ],
  [
    entryOf(
      'eligibility.decided',
      { outcome: 'blocked', fired: 1 },
      {
        ...byApp,
        checks: [
          { ...CHECK, check: 'policy', ruleId: 'sev-3', verdict: 'blocked' },
          { ...CHECK, check: 'policy', ruleId: 'sev-3', verdict: 'blocked' },
        ],
      },
    ),
    'The app, for Ana Alvarez, was told by policy v3: blocked. 1 rule fired (sev-3).',
  ],
  [
    entryOf(
      'eligibility.decided',
      { outcome: 'eligible', fired: 0 },
      { versions: { policy: null, engine: null, prompt: null, template: null, model: null } },
    ),
    'Ana Alvarez (requester) was told by policy v?: eligible. 0 rules fired.',
  ],
  [
    entryOf('scope.confirmed', {
      mayRead: ['12 fields', '18 comments'],
      leftOut: ['2 sources'],
      blockedActions: ['Close the incident'],
      context: [],
      policyDigest: HASH,
    }),
    'Ana Alvarez (requester) confirmed and sealed the scope: 2 kinds of source to read, 1 left out, 1 action blocked.',
  ],
  [
    entryOf('run.queued', { gate: 'none' }),
    'Ana Alvarez (requester) queued the run, which needed no approval first.',
  ],
  [
    entryOf('run.queued', { gate: 'run' }, byCho),
    'Cho Park (incident commander) queued the run after it was approved.',
  ],
  [
    entryOf('run.started', { sources: 9, tier: 0 }, byApp),
    'The app, for Ana Alvarez, started the run over 9 sources with composer 1.0.0, no model (AI tier 0).',
  ],
  [
    entryOf(
      'run.started',
      { sources: 1, tier: 2 },
      { ...byApp, versions: { policy: 3, engine: null, prompt: 'p1', template: null, model: 'haiku-5' } },
    ),
    'The app, for Ana Alvarez, started the run over 1 source with an engine without a name, haiku-5 (AI tier 2).',
  ],
  [
    entryOf(
      'guardrail.decided',
      { stage: 'input', findings: ['secret-1 at 4, 20 characters'] },
      {
        ...byApp,
        checks: [
          { ...CHECK, ruleId: 'secret-1', verdict: 'modified' },
          { ...CHECK, ruleId: 'pii-1', verdict: 'allowed' },
          { ...CHECK, ruleId: 'pii-2', verdict: 'allowed' },
        ],
      },
    ),
    'The app, for Ana Alvarez, checked the input of the run: 2 allowed, 1 modified. Found: secret-1 at 4, 20 characters.',
  ],
  [
    entryOf('guardrail.decided', { stage: 'output', findings: [] }, byApp),
    'The app, for Ana Alvarez, checked the output of the run: no check is recorded.',
  ],
  [
    entryOf('run.finished', FINISHED, byApp),
    'The app, for Ana Alvarez, finished the run: 1 of 3 claims stand on a quote, 2 struck, 0 contradictions, 1 missing. This is not enough to go on. Made by the composer, without a model.',
  ],
  [
    entryOf('run.finished', { ...FINISHED, isEnough: true }, byApp),
    'The app, for Ana Alvarez, finished the run: 1 of 3 claims stand on a quote, 2 struck, 0 contradictions, 1 missing. This is enough to go on. Made by the composer, without a model.',
  ],
  [
    entryOf('run.finished', { ...FINISHED, isEnough: true, mode: 'model', fallbacks: [] }, byApp),
    'The app, for Ana Alvarez, finished the run: 1 of 3 claims stand on a quote, 2 struck, 0 contradictions, 1 missing. This is enough to go on. Made by a model.',
  ],
  [
    entryOf(
      'run.finished',
      {
        ...FINISHED,
        isEnough: true,
        mode: 'composer',
        fallbacks: ['haiku-5: it could not be reached (429).', 'haiku-4: its answer was cut.'],
      },
      byApp,
    ),
    'The app, for Ana Alvarez, finished the run: 1 of 3 claims stand on a quote, 2 struck, 0 contradictions, 1 missing. This is enough to go on. Made by the composer, without a model. Tried before: haiku-5: it could not be reached (429); haiku-4: its answer was cut.',
  ],
  [
    entryOf('run.failed', { why: 'seal mismatch', attribution: 'retrieval' }, byApp),
    'The app, for Ana Alvarez, ended the run because it failed: seal mismatch. Cause: retrieval.',
  ],
  [
    entryOf('output.reviewed', {
      verdict: 'accept',
      reason: 'none',
      struck: '2, 5',
      edited: '',
      overrides: 1,
    }),
    'Ana Alvarez (requester) accepted the output, claims struck (2, 5), against 1 finding of the app.',
  ],
  [
    entryOf('output.reviewed', {
      verdict: 'accept',
      reason: 'none',
      struck: 'outdated: 3, 7; unclear: 2',
      edited: 'wrong-tone: 1',
      overrides: 0,
    }),
    'Ana Alvarez (requester) accepted the output, claims struck (outdated: 3, 7; unclear: 2), claims in other words (wrong-tone: 1).',
  ],
  [
    entryOf('output.reviewed', {
      verdict: 'reject',
      reason: 'wrong-facts',
      struck: '',
      edited: '',
      overrides: 0,
    }),
    'Ana Alvarez (requester) rejected the output. Reason: it states something wrong.',
  ],
  [
    entryOf('output.reviewed', {
      verdict: 'escalate',
      reason: 'needs-senior-decision',
      struck: '',
      edited: '',
      overrides: 0,
    }),
    'Ana Alvarez (requester) escalated the output. Reason: somebody more senior has to decide.',
  ],
  [
    entryOf('writeback.intent', { comment: 'internal' }, byCho),
    'Cho Park (incident commander) let the output out: it is to be posted on INC-2041 as an internal comment.',
  ],
  [
    entryOf('writeback.intent', { comment: 'customer' }, byCho),
    'Cho Park (incident commander) let the output out: it is to be posted on INC-2041 as a comment that the customer can read.',
  ],
  [
    entryOf('writeback.done', { commentId: '10099', isRepeat: false }, byApp),
    'The app, for Ana Alvarez, posted the output on INC-2041 as comment 10099.',
  ],
  [
    entryOf('writeback.done', { commentId: '10099', isRepeat: true }, byApp),
    'The app, for Ana Alvarez, found comment 10099 on INC-2041 already posted, and posted no second one.',
  ],
  [
    entryOf('comment.changed', { ...FOUND, text: 'edited', editor: CHO_REF, changedAt: AT }, byApp),
    `The app, for Ana Alvarez, found comment 10099 on INC-2041 edited; last changed by Cho Park, ${exactTime(AT)}.`,
  ],
  [
    entryOf('comment.changed', { ...FOUND, readers: 'customer', changedAt: AT }, byApp),
    `The app, for Ana Alvarez, found comment 10099 on INC-2041 reading as it was posted, and the customer can read it; last changed, ${exactTime(AT)}.`,
  ],
  [
    entryOf('comment.changed', { ...FOUND, text: 'gone', readers: 'unknown' }, byApp),
    'The app, for Ana Alvarez, found comment 10099 on INC-2041 gone.',
  ],
  [
    entryOf('comment.changed', { ...FOUND, text: 'untold', readers: 'team' }, byApp),
    'The app, for Ana Alvarez, found comment 10099 on INC-2041 with a text that can no longer be compared, and the customer can no longer read it.',
  ],
  [
    entryOf('comment.changed', { ...FOUND, readers: 'restricted' }, byApp),
    'The app, for Ana Alvarez, found comment 10099 on INC-2041 reading as it was posted, and a group or a role alone can read it.',
  ],
  [
    entryOf('handoff.withdrawn', { from: 'awaiting-review' }),
    'Ana Alvarez (requester) withdrew the hand-off while it was awaiting review.',
  ],
  [
    entryOf('handoff.timed-out', { from: 'awaiting-use-approval', dueAt: AT }, byApp),
    `The app, for Ana Alvarez, ended the hand-off because nobody acted in time while it was awaiting approval before use, due ${exactTime(AT)}.`,
  ],
  [
    entryOf('handoff.timed-out', { from: 'running', dueAt: null }, byApp),
    'The app, for Ana Alvarez, ended the hand-off because nobody acted in time while it was running.',
  ],
  [
    entryOf('handoff.halted', { reason: 'Wrong outputs.' }, byApp),
    'The app, for Ana Alvarez, stopped the hand-off because AI operations are halted: Wrong outputs.',
  ],
  [
    entryOf('effect.done', { effect: 'sync-property' }, byApp),
    'The app, for Ana Alvarez, carried out in Jira: sync property.',
  ],
  [
    entryOf(
      'effect.failed',
      { effect: 'post-comment', code: 'forbidden', attempts: 5, attribution: 'integration' },
      byApp,
    ),
    'The app, for Ana Alvarez, could not carry out in Jira after 5 attempts: post comment (forbidden). Cause: integration.',
  ],
  [
    entryOf('record.erased', { bodies: ['output', 'note'], why: 'retention' }, byApp),
    'The app, for Ana Alvarez, erased texts for good (output, note) because their retention period is over; what names them stays.',
  ],
  [
    entryOf('record.erased', { bodies: ['note'], why: 'account-closed' }, byApp),
    'The app, for Ana Alvarez, erased texts for good (note) because an account was closed; what names them stays.',
  ],
];
