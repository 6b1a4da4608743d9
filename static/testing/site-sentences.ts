import type { AuditEntry } from '../../src/contract/audit';
import { exactTime } from '../elements/relative-time';
import { ANA_REF, byApp, CHO_REF, entryOf } from './audit-fixtures';

const AT = '2026-11-18T12:00:00.000Z';
const HASH = 'a'.repeat(64);
const site = { actor: { kind: 'person' as const, ref: CHO_REF, role: 'jira-admin' }, issue: null };

/** Entries of the site's chain with the sentence that each is told as. */
export const SITE_SENTENCES: readonly (readonly [AuditEntry, string])[] = [
  [
    entryOf('policy.changed', { change: 'Bo backs up Cho', from: HASH, to: HASH }, site),
    'Cho Park (jira admin) changed the policy to v3: Bo backs up Cho.',
  ],
  [
    entryOf(
      'policy.changed',
      { change: 'Bo backs up Cho', from: HASH, to: HASH },
      { ...site, versions: { policy: null, engine: null, prompt: null, template: null, model: null } },
    ),
    'Cho Park (jira admin) changed the policy: Bo backs up Cho.',
  ],
  [
    entryOf('policy.draft', { act: 'saved', note: 'Fewer operations', digest: HASH }, site),
    'Cho Park (jira admin) saved a draft of the policy: Fewer operations.',
  ],
  [
    entryOf('policy.draft', { act: 'discarded', note: '', digest: HASH }, site),
    'Cho Park (jira admin) discarded the draft of the policy.',
  ],
  [
    entryOf('policy.draft', { act: 'simulated', note: '', digest: HASH }, site),
    'Cho Park (jira admin) simulated the draft of the policy.',
  ],
  [
    entryOf('policy.draft', { act: 'submitted', note: 'Fewer operations', digest: HASH }, site),
    'Cho Park (jira admin) submitted the draft of the policy for review: Fewer operations.',
  ],
  [
    entryOf('policy.draft', { act: 'approved', note: 'Fewer operations', digest: HASH }, site),
    'Cho Park (jira admin) approved the draft of the policy: Fewer operations.',
  ],
  [
    entryOf('policy.draft', { act: 'returned', note: '', digest: HASH }, site),
    'Cho Park (jira admin) returned the draft of the policy to its authors.',
  ],
  [
    entryOf('policy.draft', { act: 'canary-started', note: 'INC, REQ', digest: HASH }, site),
    'Cho Park (jira admin) put the draft of the policy on trial: INC, REQ.',
  ],
  [
    entryOf('policy.draft', { act: 'canary-stopped', note: '', digest: HASH }, site),
    'Cho Park (jira admin) ended the trial of the policy.',
  ],
  [
    entryOf(
      'class.changed',
      { class: 'evidence-gathering', isStopped: true, who: 'technical', told: true },
      { ...byApp, onBehalfOf: null },
    ),
    'The app stopped evidence gathering because its technical owner is missing; the backup was told.',
  ],
  [
    entryOf(
      'class.changed',
      { class: 'ticket-write-back', isStopped: true, who: 'owners', told: false },
      { ...byApp, onBehalfOf: null },
    ),
    'The app stopped ticket write back because its set of owners is missing; nobody could be told.',
  ],
  [
    entryOf(
      'class.changed',
      { class: 'ticket-write-back', isStopped: true, who: 'approver', told: false },
      { ...byApp, onBehalfOf: null },
    ),
    'The app stopped ticket write back because its approver is missing; nobody could be told.',
  ],
  [
    entryOf(
      'class.changed',
      { class: 'ticket-write-back', isStopped: false, who: 'owners', told: false },
      { ...byApp, onBehalfOf: null },
    ),
    'The app let ticket write back go on.',
  ],
  [
    entryOf('bypass.used', { bypass: 'bypass-2' }, site),
    'Cho Park (jira admin) went on by bypass-2, a bypass of the policy.',
  ],
  [
    entryOf('killswitch.changed', { isHalted: true, reason: 'Wrong outputs' }, site),
    'Cho Park (jira admin) halted AI operations: Wrong outputs.',
  ],
  [
    entryOf('killswitch.changed', { isHalted: false, reason: 'Fixed' }, site),
    'Cho Park (jira admin) resumed AI operations: Fixed.',
  ],
  [
    entryOf('export.made', { what: 'trail', format: 'csv', from: null, to: null }, site),
    'Cho Park (jira admin) exported trail as csv, of all times.',
  ],
  [
    entryOf('export.made', { what: 'trail', format: 'csv', from: AT, to: null }, site),
    `Cho Park (jira admin) exported trail as csv, from ${exactTime(AT)} on.`,
  ],
  [
    entryOf('export.made', { what: 'trail', format: 'csv', from: null, to: AT }, site),
    `Cho Park (jira admin) exported trail as csv, up to ${exactTime(AT)}.`,
  ],
  [
    entryOf('export.made', { what: 'trail', format: 'csv', from: '2026-11-01T00:00:00.000Z', to: AT }, site),
    `Cho Park (jira admin) exported trail as csv, from ${exactTime('2026-11-01T00:00:00.000Z')} to ${exactTime(AT)}.`,
  ],
  [
    entryOf('access.denied', { call: 'oversight.export', code: 'not-permitted' }, site),
    'Cho Park (jira admin) was refused oversight.export (not-permitted).',
  ],
  [
    entryOf(
      'checkpoint.written',
      { checkpoint: 4, hash: HASH, chains: 1_200 },
      { ...byApp, onBehalfOf: null },
    ),
    'The app wrote checkpoint 4 over 1,200 chains.',
  ],
  [
    entryOf(
      'checkpoint.published',
      { checkpoint: 4, issue: 'SEC-1', commentId: '77' },
      { ...byApp, onBehalfOf: null },
    ),
    'The app published checkpoint 4 on SEC-1 as comment 77.',
  ],
  [
    entryOf('integrity.checked', { chains: 1, entries: 9, checkpoints: 0, firstBroken: null }, site),
    'Cho Park (jira admin) verified 9 entries in 1 chain and 0 checkpoints: everything holds.',
  ],
  [
    entryOf('integrity.checked', { chains: 2, entries: 9, checkpoints: 1, firstBroken: 'ho-1.000003' }, site),
    'Cho Park (jira admin) verified 9 entries in 2 chains and 1 checkpoint: broken at ho-1.000003.',
  ],
  [
    entryOf('person.erased', { actor: ANA_REF }, { ...byApp, onBehalfOf: null }),
    `The app erased which account ${ANA_REF} stands for.`,
  ],
];
