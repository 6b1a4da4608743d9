import { describe, expect, it } from '@jest/globals';
import { advance } from '../handoff/handoff';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { ACCEPTED, askedOf, gateOf, handoffOf, NOON, outputOf, packetOf, planOf, seatOf } from '../testing';
import { approvalLines, timeWords, type Asking } from './describe-approval';

const reason = {
  ruleId: 'data-2',
  category: 'data',
  subject: 'data-class',
  effect: 'require-run-approval',
  observed: 'Confidential',
  threshold: 'Internal',
  because: 'Its approver agrees first.',
} as const;

function asking(over: Partial<Asking> = {}, plan: Parameters<typeof planOf>[1] = {}): Asking {
  const packet = packetOf();
  const gate = { ...gateOf('run'), plan: planOf('run', plan), expiresAt: '2026-11-02T16:00:00.000Z' };
  return {
    handoff: advance(handoffOf({ gates: [gate] }), 'hold-for-run', { at: NOON, explanation: '' }),
    packet: {
      ...packet,
      decision: { ...packet.decision, reasons: [reason, { ...reason, ruleId: 'x-1', effect: 'allow' }] },
    },
    output: null,
    gate,
    seat: seatOf(),
    names: DEFAULT_POLICY.gateStatuses,
    ...over,
  };
}

const atUse = (over: Partial<Asking> = {}): Asking =>
  asking({
    gate: { ...gateOf('use'), expiresAt: null },
    output: outputOf(),
    handoff: handoffOf({ review: ACCEPTED }),
    ...over,
  });

const textOf = (from: Asking): string =>
  approvalLines(from)
    .flatMap((line) =>
      line.kind === 'fold' ? [line.title, ...line.lines.map(({ text }) => text)] : [line.text],
    )
    .join('\n');

describe('approvalLines', () => {
  it('says what, why this person, why now with what the rule saw, the risk, until when and how', () => {
    const text = textOf(asking());
    expect(text).toContain('Approve this AI run on INC-2041?');
    expect(text).toContain('Ana Silva asks for: Gather diagnostics. It produces: Evidence pack.');
    expect(text).toContain('Why you: incident commander.\n');
    expect(text).toContain('data-2: Its approver agrees first. Seen: Confidential. Limit: Internal.');
    expect(text).not.toContain('x-1');
    expect(text).toContain('Risk: medium. A light review is enough.');
    expect(text).toContain('to “Approved” it is approved, to “Rejected” rejected, to “Escalated” escalated.');
    expect(text).toContain('Decide by 2026-11-02 16:00 UTC.');
    expect(text).toContain('Only Cho Park or, as backup, Bo Lind decides here');
    expect(text).toContain('An approval counts for 24 hours.');
    expect(text).toContain(`Sealed packet ${'a'.repeat(64)}. Policy v7.`);
    expect(text).not.toContain('Left out');
  });

  it('names the statuses of the project, what was left out, and a sign-off', () => {
    const packet = packetOf({ scope: { ...packetOf().scope, leftOut: ['2 restricted comments'] } });
    const names = { approve: ['Go', 'Yes'], reject: ['No go'], escalate: ['Up'] };
    const text = textOf(asking({ packet, names }, { review: 'sign-off', risk: 'high' }));
    expect(text).toContain('to “Go” or “Yes” it is approved, to “No go” rejected, to “Up” escalated');
    expect(text).toContain('Left out\n2 restricted comments');
    expect(text).toContain('Risk: high. Your sign-off is asked for');
  });

  it('says in whose place somebody is asked, and how many approvals are needed', () => {
    const cho = {
      ...askedOf('commander-cho', 'Cho Park'),
      standsInFor: { accountId: 'ada', displayName: 'Ada' },
    };
    const approvers = [cho, askedOf('mia', 'Mia')];
    const many = asking({ seat: seatOf({ approver: cho }) }, { approvers, needed: 2 });
    expect(textOf(many)).toContain(
      'Why you: incident commander in place of Ada. 2 of 2 people who are asked must approve.',
    );
    const inOrder = asking({}, { approvers, needed: 2, isInOrder: true });
    expect(textOf(inOrder)).toContain('2 of 2 people who are asked must approve, one after the other.');
  });

  it.each([
    [{ backup: null }, 'Only Cho Park decides here'],
    [{ mayBackupDecideEarly: false }, 'Only Cho Park or, once asked, as backup, Bo Lind decides here'],
  ])('says who else decides: %j', (plan, words) => {
    expect(textOf(asking({}, plan))).toContain(words);
  });

  it('shows at the use gate what can be counted and the comment that would be posted, for whom it is', () => {
    const text = textOf(atUse());
    expect(text).toContain(
      '1 of 1 claims stand on a quote, 0 struck, 0 contradictions, 0 gaps, from 1 sources.',
    );
    expect(text).toContain('Accepted by Ben Fischer; struck in review: 0.');
    expect(text).toContain('The comment as it would be posted, for people of the project only');
    expect(text).toContain('Latency is 480 ms since 08:10.');
    expect(text).not.toContain('Cut here');
    expect(text).not.toContain('Decide by');
    const customer = textOf(atUse({ handoff: handoffOf({ review: { ...ACCEPTED, audience: 'customer' } }) }));
    expect(customer).toContain('for the customer of the request');
  });

  it('folds what is long, so that the question and how to decide stand together', () => {
    const folds = approvalLines(atUse()).flatMap((line) => (line.kind === 'fold' ? [line.title] : []));
    expect(folds).toEqual([
      'The comment as it would be posted, for people of the project only',
      'AI may read',
      'Blocked actions',
    ]);
  });

  it('says nothing of an output before the review, and nothing of one that is not there', () => {
    expect(textOf(asking({ output: outputOf() }))).not.toContain('What AI made');
    expect(textOf(atUse({ output: null }))).not.toContain('What AI made');
    expect(textOf(atUse({ handoff: handoffOf() }))).toContain('struck in review: 0');
  });

  it('cuts a long comment and says so', () => {
    const [section] = outputOf().sections;
    const claims = Array.from({ length: 20 }, (_none, index) => ({
      number: index + 1,
      text: `${index} ${'word '.repeat(200)}`,
      citations: [{ source: 1, quote: 'Latency' }],
      struck: null,
      struckBy: null,
      was: null,
    }));
    if (section === undefined) throw new Error('no section');
    const text = textOf(atUse({ output: outputOf({ sections: [{ ...section, claims }] }) }));
    expect(text).toMatch(/Cut here: \d+ more lines\. The panel of this subtask shows the whole comment\./u);
    expect(text.length).toBeLessThan(10_000);
  });
});

describe('timeWords', () => {
  it('gives minutes in UTC', () => {
    expect(timeWords('2026-11-02T16:00:59.123Z')).toBe('2026-11-02 16:00 UTC');
  });
});
