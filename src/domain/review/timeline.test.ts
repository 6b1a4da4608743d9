import { describe, expect, it } from '@jest/globals';
import { ACCEPTED, decisionOf, handoffOf, NOON, outputOf, packetOf, seatOf, sourceOf } from '../testing';
import { openedGate } from './testing';
import { timelineOf, type Told } from './timeline';

const at = (time: string): string => `2026-11-02T${time}:00.000Z`;
const NO_RUN = { startedAt: null, finishedAt: null };
const tell = (over: Partial<Told> = {}) =>
  timelineOf({ handoff: handoffOf(), packet: packetOf({ sources: [] }), output: null, run: NO_RUN, ...over });
const textsOf = (events: ReturnType<typeof tell>) => events.map(({ text }) => text);

describe('the timeline', () => {
  it('tells what happened on the issue, by the packet’s own sources, oldest first', () => {
    const sources = [
      sourceOf({ number: 1, kind: 'field', label: 'Priority', at: null, text: 'High' }),
      sourceOf({ number: 2, at: at('09:14'), text: 'It is slow.\nSecond line' }),
      sourceOf({
        number: 3,
        kind: 'history',
        at: '2026-11-02T11:00:00.000+0200',
        text: 'Status went from Open to Waiting',
      }),
      sourceOf({ number: 4, kind: 'attachment', at: at('08:00'), author: null, text: 'trace.log' }),
      sourceOf({ number: 5, kind: 'similar-issue', at: at('07:00'), text: 'Another' }),
      sourceOf({ number: 6, at: null, text: 'When?' }),
      sourceOf({ number: 7, at: 'yesterday', text: 'When?' }),
    ];
    expect(tell({ packet: packetOf({ sources }) }).slice(0, 3)).toEqual([
      { at: at('08:00'), lane: 'issue', text: 'File added: trace.log', who: null },
      { at: at('09:00'), lane: 'issue', text: 'Status went from Open to Waiting', who: 'Ben Fischer' },
      { at: at('09:14'), lane: 'issue', text: 'Comment: It is slow.', who: 'Ben Fischer' },
    ]);
    expect(tell({ packet: packetOf({ sources }) })).toHaveLength(5);
  });

  it('cuts what somebody wrote', () => {
    const packet = packetOf({ sources: [sourceOf({ text: 'x'.repeat(300) })] });
    expect(textsOf(tell({ packet }))[0]).toBe(`Comment: ${'x'.repeat(160)}`);
  });

  it('tells the request and the seal', () => {
    expect(tell()).toEqual([
      { at: NOON, lane: 'hand-off', text: '“Gather diagnostics” asked for', who: 'Ana Silva' },
      {
        at: NOON,
        lane: 'hand-off',
        text: 'Sealed as aaaaaaaa with 0 sources, policy version 7',
        who: null,
      },
    ]);
  });

  it('tells the run by its engine or model, with what it gave', () => {
    const run = { startedAt: at('12:01'), finishedAt: at('12:02') };
    expect(tell({ output: outputOf(), run }).slice(2)).toEqual([
      { at: at('12:01'), lane: 'ai', text: 'The run started', who: 'composer' },
      { at: at('12:02'), lane: 'ai', text: 'Output of 1 claims, 1 on a quote', who: 'composer' },
    ]);
    const { engine } = outputOf();
    const output = outputOf({ engine: { ...engine, model: 'claude-small' } });
    expect(tell({ output, run })[2]?.who).toBe('claude-small');
    expect(tell({ run })[3]).toMatchObject({ text: 'The run ended without an output', who: null });
  });

  it.each([
    ['accept', 'Output accepted'],
    ['reject', 'Output rejected'],
    ['escalate', 'Output escalated'],
  ] as const)('tells a review: %s', (verdict, text) => {
    const handoff = handoffOf({ review: { ...ACCEPTED, verdict, at: at('13:00') } });
    expect(tell({ handoff }).at(-1)).toEqual({ at: at('13:00'), lane: 'hand-off', text, who: 'Ben Fischer' });
  });

  it('tells who was asked, reminded and decided at a gate', () => {
    const bo = { accountId: 'backup-bo', displayName: 'Bo Lind' };
    const seat = seatOf({
      askedAt: at('12:00'),
      remindedAt: at('13:00'),
      backupAskedAt: at('14:00'),
      decision: decisionOf('run', 'approve', { by: bo, as: 'backup', at: at('14:30') }),
    });
    const use = openedGate(
      [seatOf({ decision: decisionOf('use', 'reject', { at: at('16:00') }) })],
      {},
      'use',
    );
    const escalated = seatOf({ decision: decisionOf('run', 'escalate', { at: at('15:00') }) });
    const handoff = handoffOf({ gates: [openedGate([seat, escalated]), use] });
    const gate = tell({ handoff }).filter(({ lane }) => lane === 'gate');
    expect(gate.map(({ at: time, text, who }) => `${time.slice(11, 16)} ${text}: ${who ?? ''}`)).toEqual([
      '12:00 Asked to decide before AI runs: Cho Park',
      '12:00 Asked to decide before AI runs: Cho Park',
      '12:00 Asked to decide before the output is used: Cho Park',
      '13:00 Reminded to decide before AI runs: Cho Park',
      '14:00 Backup asked to decide before AI runs: Bo Lind',
      '14:30 Approved before AI runs, as backup: Bo Lind',
      '15:00 Escalated before AI runs: Cho Park',
      '16:00 Rejected before the output is used: Cho Park',
    ]);
  });

  it('names no backup that there is not', () => {
    const gate = openedGate([seatOf({ backupAskedAt: at('14:00') })], { backup: null });
    expect(tell({ handoff: handoffOf({ gates: [gate] }) }).at(-1)?.who).toBeNull();
  });
});

describe('a long timeline', () => {
  const minute = (number: number): string => new Date(Date.UTC(2026, 10, 2, 6, number)).toISOString();
  const busy = (count: number) =>
    packetOf({
      sources: Array.from({ length: count }, (_none, index) =>
        sourceOf({ number: index + 1, at: minute(index), text: `Note ${index}` }),
      ),
    });

  it('has at most 40 lines, the newest, and says how many earlier ones are left out', () => {
    expect(tell({ packet: busy(38) })).toHaveLength(40);
    const texts = textsOf(tell({ packet: busy(39) }));
    expect(texts).toHaveLength(40);
    expect(texts.slice(0, 2)).toEqual(['2 earlier events are not shown', 'Comment: Note 2']);
    expect(texts.at(-3)).toBe('Comment: Note 38');
  });

  it('keeps the hand-off’s own story whole before anything of the issue', () => {
    const seats = Array.from({ length: 20 }, () => seatOf({ decision: decisionOf('run', 'approve') }));
    const told = tell({ handoff: handoffOf({ gates: [openedGate(seats)] }), packet: busy(5) });
    expect(told).toHaveLength(40);
    // 20 questions, 20 decisions, request and seal make 42; one line says what is left out.
    expect(textsOf(told)[0]).toBe('8 earlier events are not shown');
    expect(told.filter(({ lane }) => lane === 'issue')).toHaveLength(1);
    expect(told.at(-1)?.text).toBe('Approved before AI runs');
  });
});
