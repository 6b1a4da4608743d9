import { describe, expect, it } from '@jest/globals';
import { AuditEntrySchema, type AuditEntry, type Check } from '../../../contract/audit';
import { outcomeOf, severityOf } from './event-classes';
import { ANA, GONE, loadVectors } from './testing';

const entryOf = (name: string): AuditEntry => {
  const found = loadVectors().find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`there is no vector ${name}`);
  return found.entry;
};
/** A decision within every limit. */
const CALM = {
  gate: 'run',
  opened: [],
  seconds: 90,
  words: 400,
  isQuick: false,
  quickInARow: 0,
  approvalsInARow: 1,
  decisionsToday: 1,
  over: null,
};
const check = (verdict: Check['verdict']): Check => ({
  check: 'policy',
  ruleId: 'P1',
  verdict,
  observed: '',
  threshold: '',
});
const severityWith = (entry: AuditEntry, ...verdicts: readonly Check['verdict'][]): string =>
  severityOf({ ...entry, checks: verdicts.map(check) });
const changed = (name: string, over: object): AuditEntry =>
  AuditEntrySchema.parse({ ...entryOf(name), ...over });

describe('the severity of an entry', () => {
  it.each([
    [[], 'Informational'],
    [['allowed'], 'Informational'],
    [['modified'], 'Low'],
    [['blocked'], 'Medium'],
    [['escalated'], 'Medium'],
    [['allowed', 'blocked', 'modified'], 'Medium'],
  ] as const)('is that of the worst check: %j', (verdicts, severity) => {
    expect(severityWith(entryOf('person-hands-off'), ...verdicts)).toBe(severity);
  });

  it.each([
    ['handoff.halted', { reason: 'drill' }, 'Medium'],
    ['policy.changed', { change: 'x', from: 'a'.repeat(64), to: 'b'.repeat(64) }, 'Medium'],
    ['policy.draft', { act: 'saved', note: 'x', digest: 'a'.repeat(64) }, 'Low'],
    ['class.changed', { class: 'ticket-write-back', isStopped: true, who: 'owners', told: false }, 'Medium'],
    ['bypass.used', { bypass: 'bypass-1' }, 'Medium'],
    ['export.made', { what: 'trail', format: 'csv', from: null, to: null }, 'Low'],
    ['run.failed', { why: 'no answer', attribution: 'model' }, 'Low'],
    ['approval.invalidated', { changes: [] }, 'Low'],
    ['handoff.timed-out', { from: 'proposed', dueAt: null }, 'Low'],
    ['approval.backup-asked', { gate: 'run', approver: ANA, backup: GONE, why: 'Time is over' }, 'Low'],
    ['incident.raised', { kind: 'public-comment', subject: 'INC-1', isContained: true }, 'High'],
    [
      'comment.changed',
      { commentId: '7', text: 'edited', readers: 'as-written', editor: ANA, changedAt: null },
      'Medium',
    ],
    ['approval.attention', { ...CALM, over: 'Too many' }, 'Low'],
    ['approval.attention', CALM, 'Informational'],
  ])('lets somebody look at %s', (event, details, severity) => {
    expect(severityOf(changed('access-denied', { event, details }))).toBe(severity);
  });

  it('is not lowered by a check', () => {
    expect(severityWith(entryOf('formula-in-a-reason'), 'blocked', 'allowed')).toBe('High');
  });

  it('is critical for a trail that does not verify, and only then', () => {
    const details = { chains: 2, entries: 31, checkpoints: 3, firstBroken: null };
    expect(severityOf(entryOf('trail-does-not-verify'))).toBe('Critical');
    expect(severityOf(changed('trail-does-not-verify', { details }))).toBe('Informational');
  });
});

describe('the outcome of an entry', () => {
  it.each([
    ['run.failed', { why: 'no answer', attribution: 'model' }, { code: 'model', detail: 'no answer' }],
    [
      'effect.failed',
      { effect: 'comment', code: 'X', attempts: 1, attribution: 'tool' },
      { code: 'X', detail: 'comment' },
    ],
    ['access.denied', { call: 'panel.load', code: 'forbidden' }, { code: 'forbidden', detail: 'panel.load' }],
    [
      'approval.ignored',
      { gate: 'run', verdict: 'approve', via: 'panel', why: 'not the approver', changeId: null },
      { code: null, detail: 'not the approver' },
    ],
    [
      'incident.raised',
      { kind: 'public-comment', subject: 'INC-1', isContained: false },
      { code: 'public-comment', detail: 'INC-1' },
    ],
    [
      'integrity.checked',
      { chains: 1, entries: 1, checkpoints: 1, firstBroken: 'a.0' },
      { code: null, detail: 'a.0' },
    ],
  ])('of %s is a failure that says why', (event, details, expected) => {
    const entry = changed('access-denied', { event, details });
    expect(outcomeOf(entry)).toEqual({ isFailure: true, ...expected });
  });

  it.each([
    ['a block by policy', entryOf('policy-blocks')],
    [
      'a trail that verifies',
      changed('trail-does-not-verify', {
        details: { chains: 1, entries: 1, checkpoints: 1, firstBroken: null },
      }),
    ],
    ['a decision of a person', entryOf('mapping-gone')],
  ])('of %s is none', (_what, entry) => {
    expect(outcomeOf(entry)).toEqual({ isFailure: false });
  });
});
