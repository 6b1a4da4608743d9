import { describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../../src/contract/audit';
import { PEOPLE, TRAIL } from '../testing/audit-fixtures';
import { APPROVAL_SENTENCES } from '../testing/approval-sentences';
import { HANDOFF_SENTENCES } from '../testing/handoff-sentences';
import { SITE_SENTENCES } from '../testing/site-sentences';
import { namesFrom } from './people';
import { sentenceOf } from './story';

const SENTENCES = [...HANDOFF_SENTENCES, ...APPROVAL_SENTENCES, ...SITE_SENTENCES];
const nameOf = namesFrom(PEOPLE);
const told = (entry: AuditEntry): string => sentenceOf(entry, nameOf);
/** Every event of the contract: a record, so that a new event is missed by the compiler and not by nobody. */
const EVENTS: Readonly<Record<AuditEntry['event'], true>> = {
  'handoff.requested': true,
  'eligibility.decided': true,
  'scope.confirmed': true,
  'approval.requested': true,
  'approval.subtask-created': true,
  'approval.decided': true,
  'approval.ignored': true,
  'approval.invalidated': true,
  'approval.attention': true,
  'approval.backup-asked': true,
  'approval.reminded': true,
  'approval.held-in-panel': true,
  'escalation.answered': true,
  'incident.raised': true,
  'run.queued': true,
  'run.started': true,
  'guardrail.decided': true,
  'run.finished': true,
  'run.failed': true,
  'output.reviewed': true,
  'writeback.intent': true,
  'writeback.done': true,
  'comment.changed': true,
  'handoff.withdrawn': true,
  'handoff.timed-out': true,
  'handoff.halted': true,
  'effect.done': true,
  'effect.failed': true,
  'record.erased': true,
  'policy.draft': true,
  'policy.changed': true,
  'class.changed': true,
  'bypass.used': true,
  'killswitch.changed': true,
  'export.made': true,
  'access.denied': true,
  'checkpoint.written': true,
  'checkpoint.published': true,
  'integrity.checked': true,
  'person.erased': true,
};

describe('the story of a hand-off', () => {
  it.each(SENTENCES.map(([entry, sentence]) => ({ entry, sentence })))('$sentence', ({ entry, sentence }) => {
    expect(told(entry)).toBe(sentence);
  });

  it('has a sentence in this table for every event of the contract', () => {
    expect([...new Set(SENTENCES.map(([{ event }]) => event))].sort()).toEqual(Object.keys(EVENTS).sort());
  });

  it('reads as a whole in order', () => {
    expect(TRAIL.map(told)).toHaveLength(6);
    expect(TRAIL.map(told).join(' ')).not.toMatch(/undefined|null|\.\.|an unknown person/u);
  });
});
