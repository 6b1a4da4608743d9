import { describe, expect, it } from '@jest/globals';
import { HandoffViewSchema } from '../../contract/handoff';
import { OutputSchema, SourceSchema } from '../../contract/output';
import type { AuditPolicy } from '../../contract/policy';
import { commentLines } from '../writeback/comment';
import { bandsOf, daysBefore, eraseDue, isHeld, keptTexts, textsDue } from './judge-retention';
import { ERASED, redactExplanation } from './redact';
import { ENDED, SAMPLE } from './testing';
import type { Texts } from './texts';

const policyOf = (
  packets: number,
  outputs: number,
  hold: Partial<AuditPolicy['legalHold']> = {},
): AuditPolicy => ({
  checkpointIssueKey: null,
  hasFeed: false,
  retentionDays: { packets, outputs },
  legalHold: { everything: false, issueKeys: [], ...hold },
});

/** A time so many days after the sample ended. */
const day = (days: number): string => daysBefore(ENDED, -days);
const BOTH = { packet: true, output: true };
const NONE = { packet: false, output: false };

const erase = (texts: Texts, due: { packet: boolean; output: boolean }, at = day(400)) => {
  const erasure = eraseDue(texts, due, at);
  if (erasure === null) throw new Error('nothing was erased');
  return erasure;
};

describe('textsDue', () => {
  it.each([
    [179, NONE],
    [180, { packet: true, output: false }],
    [364, { packet: true, output: false }],
    [365, BOTH],
  ])('%i days after the end, with 180 for packets and 365 for outputs', (days, due) => {
    expect(textsDue(SAMPLE, policyOf(180, 365), day(days))).toEqual(due);
  });

  it('takes the output first when its period is the shorter one', () => {
    expect(textsDue(SAMPLE, policyOf(365, 180), day(200))).toEqual({ packet: false, output: true });
  });

  it('leaves an open hand-off alone, however old', () => {
    const open = { ...SAMPLE, handoff: { ...SAMPLE.handoff, state: 'awaiting-review' as const } };
    expect(textsDue(open, policyOf(180, 180), day(4_000))).toEqual(NONE);
  });

  it.each([
    ['everything', { everything: true }, true],
    ['its issue', { issueKeys: ['SEC-1', 'INC-2041'] }, true],
    ['another issue', { issueKeys: ['INC-204', 'INC-20410'] }, false],
  ])('is kept from erasing by a hold on %s', (_what, hold, isKept) => {
    const policy = policyOf(180, 180, hold);
    expect(isHeld(SAMPLE.handoff, policy)).toBe(isKept);
    expect(textsDue(SAMPLE, policy, day(4_000))).toEqual(isKept ? NONE : BOTH);
  });

  it('finds nothing due that is erased already', () => {
    const gone = erase(SAMPLE, BOTH);
    expect(textsDue(gone, policyOf(180, 180), day(4_000))).toEqual(NONE);
  });
});

describe('keptTexts', () => {
  it('counts notes as the output’s, also where no output was made', () => {
    const bare = { ...SAMPLE, output: null };
    expect(keptTexts(bare)).toEqual(BOTH);
    const handoff = { ...SAMPLE.handoff, review: null, escalationAnswer: null, gates: [] };
    expect(keptTexts({ ...bare, handoff })).toEqual({ packet: true, output: false });
    expect(keptTexts({ ...SAMPLE, handoff })).toEqual(BOTH);
  });
});

describe('eraseDue', () => {
  it('gives nothing when nothing is due', () => {
    expect(eraseDue(SAMPLE, NONE, day(1))).toBeNull();
  });

  it('leaves no word of anybody when both are due, and no digest that a guess could be tested with', () => {
    const gone = erase(SAMPLE, BOTH);
    const text = JSON.stringify(gone);
    expect(text).not.toContain('marigold');
    const { snapshot, nonce } = SAMPLE.packet;
    for (const guess of [nonce, snapshot.descriptionDigest, ...Object.values(snapshot.commentDigests)])
      expect(text).not.toContain(guess);
    expect(gone.handoff).toMatchObject({
      salt: null,
      eraseFrom: null,
      erased: { packet: day(400), output: day(400) },
      explanation: 'Superseded: the issue had changed. What had changed was erased.',
    });
    expect(gone.bodies).toEqual(['packet', 'output', 'notes']);
    expect(gone.packet.sources.map(({ author, text: words }) => [author, words])).toEqual([
      [null, ERASED],
      [null, ERASED],
    ]);
  });

  it('keeps what the view needs in the shape of the contract', () => {
    const { packet, output, handoff } = erase(SAMPLE, BOTH);
    for (const source of packet.sources) expect(SourceSchema.parse(source)).toEqual(source);
    expect(OutputSchema.parse(output)).toEqual(output);
    expect(output?.sections[0]?.claims.map(({ number, struck }) => [number, struck])).toEqual([
      [1, null],
      [2, ERASED],
    ]);
    expect(handoff.review?.edits).toEqual([{ number: 1, reason: 'unclear', text: ERASED }]);
    const lines = output === null ? [] : commentLines(handoff, output, packet.sources);
    expect(HandoffViewSchema.shape.comment.parse(lines)).toEqual(lines);
    expect(lines.map(({ text }) => text)).toContain('Missing: [erased]. Ask: [erased].');
  });

  it('keeps the salt and the time while one kind is left, and ends both with the second', () => {
    const half = erase(SAMPLE, { packet: true, output: false }, day(200));
    expect(half.handoff).toMatchObject({
      salt: SAMPLE.handoff.salt,
      eraseFrom: ENDED,
      erased: { packet: day(200), output: null },
      review: SAMPLE.handoff.review,
    });
    expect(half.output).toBe(SAMPLE.output);
    expect(half.bodies).toEqual(['packet']);
    const whole = erase(half, { packet: false, output: true }, day(400));
    expect(whole.handoff).toMatchObject({
      salt: null,
      eraseFrom: null,
      erased: { packet: day(200), output: day(400) },
    });
    expect(whole.bodies).toEqual(['output', 'notes']);
    const other = erase(SAMPLE, { packet: false, output: true });
    expect(other.packet).toBe(SAMPLE.packet);
    expect(other.handoff.explanation).toBe(SAMPLE.handoff.explanation);
    expect(erase(other, { packet: true, output: false }).handoff.salt).toBeNull();
  });

  it('names only what was there', () => {
    const silent = { ...SAMPLE.handoff, review: null, escalationAnswer: null, gates: [] };
    const bare = { ...SAMPLE, output: null, handoff: silent };
    const gone = erase(bare, { packet: true, output: false });
    expect(gone.bodies).toEqual(['packet']);
    expect(gone.handoff).toMatchObject({ salt: null, eraseFrom: null, erased: { output: null } });
    const noted = erase({ ...SAMPLE, output: null }, BOTH);
    expect(noted.bodies).toEqual(['packet', 'notes']);
    expect(noted.output).toBeNull();
  });

  it('keeps the explanation of other ends, which holds no text of an issue', () => {
    const completed = { ...SAMPLE.handoff, state: 'completed' as const };
    expect(redactExplanation(completed)).toBe(completed);
  });
});

describe('bandsOf', () => {
  const now = day(1_000);

  it('is one band when both periods are the same', () => {
    expect(bandsOf(policyOf(180, 180), now, day(0))).toEqual([
      { from: '1970-01-01T00:00:00.000Z', to: daysBefore(now, 180) },
    ]);
  });

  it.each([
    ['a settled policy looks at what came in lately', day(0), 210],
    ['a policy of the last 30 days looks at all again', daysBefore(now, 29), 730],
    ['a policy of 30 days ago is settled', daysBefore(now, 30), 210],
  ])('%s', (_what, publishedAt, reach) => {
    for (const policy of [policyOf(180, 730), policyOf(730, 180)])
      expect(bandsOf(policy, now, publishedAt)).toEqual([
        { from: '1970-01-01T00:00:00.000Z', to: daysBefore(now, 730) },
        { from: daysBefore(now, reach), to: daysBefore(now, 180) },
      ]);
  });

  it('does not look further back than the longer period', () => {
    expect(bandsOf(policyOf(180, 190), now, day(0))[1]?.from).toBe(daysBefore(now, 190));
  });
});
