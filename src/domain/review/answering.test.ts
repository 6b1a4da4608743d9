import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { decisionOf, gateOf, handoffOf, NOON, seatOf } from '../testing';
import { answererOf, escalatedBy, holdersIn, roleToAnswer } from './answering';
import { openedGate } from './testing';

const owners = (group: 'evidence-gathering' | 'ticket-write-back', business: string) => ({
  class: group,
  business,
  technical: 'tech-tia',
  onCall: 'tech-tia',
  backup: null,
});
const document = {
  ...DEFAULT_POLICY,
  owners: [owners('ticket-write-back', 'boss-bob'), owners('evidence-gathering', 'boss-bea')],
  governance: ['auditor-ava'],
};
const escalated = handoffOf({ state: 'escalated', gates: [gateOf('run', 'escalate')] });
const holders = ['commander-cho', 'dev-dan'];
const as = (accountId: string, handoff = escalated) => answererOf(handoff, accountId, { document, holders });

describe('who answers an escalation', () => {
  it.each([
    ['dev-dan', 'approver'],
    ['agent-ben', 'owner'],
    ['boss-bea', 'class-owner'],
    ['auditor-ava', 'governance'],
  ])('%s does, as %s', (accountId, answerer) => {
    expect(as(accountId)).toBe(answerer);
  });

  it.each(['agent-ana', 'commander-cho', 'boss-bob', 'tech-tia', 'outsider-oz'])(
    '%s does not',
    (accountId) => {
      expect(as(accountId)).toBeNull();
    },
  );

  it('is neither requester nor whoever escalated, in whatever role beside it', () => {
    const both = { ...document, governance: ['agent-ana', 'commander-cho'] };
    const all = { document: both, holders: ['agent-ana', 'commander-cho'] };
    for (const accountId of all.holders) expect(answererOf(escalated, accountId, all)).toBeNull();
  });

  it('is nobody where nothing waits for an answer', () => {
    expect(as('dev-dan', { ...escalated, state: 'rejected' })).toBeNull();
    const by = { accountId: 'boss-bea', displayName: 'Bea Roth' };
    const answered = { ...escalated, escalationAnswer: { by, at: NOON, note: 'Done.' } };
    expect(as('dev-dan', answered)).toBeNull();
  });
});

describe('an escalation', () => {
  const ben = { accountId: 'agent-ben', displayName: 'Ben Fischer' };
  const review = {
    by: ben,
    at: NOON,
    reason: 'other',
    note: '',
    struck: [],
    edits: [],
    audience: 'internal',
  } as const;

  it('is by whoever escalated at a gate or in the review', () => {
    expect(escalatedBy(escalated)).toEqual(['commander-cho']);
    const approved = gateOf('run', 'approve');
    expect(escalatedBy(handoffOf({ gates: [approved], review: { ...review, verdict: 'escalate' } }))).toEqual(
      ['agent-ben'],
    );
    expect(escalatedBy(handoffOf({ review: { ...review, verdict: 'accept' } }))).toEqual([]);
  });

  it('is answered by the role of the gate that was escalated, else of the first', () => {
    const other = openedGate(
      [seatOf({ decision: decisionOf('use', 'escalate') })],
      { role: 'approver-two' },
      'use',
    );
    expect(roleToAnswer(handoffOf({ gates: [gateOf('run', 'approve'), other] }))).toBe('approver-two');
    expect(roleToAnswer(handoffOf({ gates: [gateOf('run', 'approve')] }))).toBe('incident-commander');
    expect(roleToAnswer(handoffOf())).toBeNull();
  });

  it('finds the holders of the role in the plans', () => {
    const others = [{ accountId: 'other-ora', displayName: 'Ora Levi' }];
    const gates = [
      openedGate([seatOf()], { others }),
      openedGate([seatOf()], { backup: null, approvers: [] }),
    ];
    expect(holdersIn(handoffOf({ gates }))).toEqual(['commander-cho', 'dev-dan', 'backup-bo', 'other-ora']);
  });
});
