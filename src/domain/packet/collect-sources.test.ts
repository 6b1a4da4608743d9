import { describe, expect, it } from '@jest/globals';
import { SourceSchema } from '../../contract/output';
import { readingOf } from '../testing';
import { snapshotOf } from './packet';
import { AROUND, ISSUE, attachmentOf, collected, commentOf as comment, similarOf, slaOf } from './testing';

const TEMPLATE = {
  id: 'first-look',
  title: 'First look',
  step: 'diagnostics' as const,
  kinds: [],
  items: ['State the symptom.', 'Name what changed.'],
};
describe('collectSources', () => {
  it('takes everything in one order, numbers it, and gives valid sources', () => {
    const { sources, leftOut, dropped } = collected(ISSUE, AROUND, { templates: [TEMPLATE] });
    expect(sources.map(({ kind }) => kind).join(' ')).toBe(
      'field description request request sla comment comment history link subtask attachment baseline similar-issue template',
    );
    expect(sources.map((source) => source.number)).toEqual(sources.map((_source, at) => at + 1));
    expect([leftOut, dropped]).toEqual([[], []]);
    for (const source of sources) expect(SourceSchema.parse(source)).toEqual(source);
  });

  it('says of each source what it is, whose, when and where from', () => {
    const { sources } = collected(ISSUE, AROUND, { templates: [TEMPLATE] });
    const here = 'INC-2041';
    expect(
      sources
        .filter(({ kind }) => kind !== 'baseline')
        .map(({ ref, label, author, at, issueKey, text }) => [ref, label, author, at, issueKey, text]),
    ).toEqual([
      ['summary', 'Summary', null, null, here, 'Remote access latency'],
      ['description', 'Description', null, null, here, 'It is slow.'],
      ['request-type', 'Request type', null, null, here, 'Report an outage: Something does not work.'],
      ['request-fields', 'Request form', null, null, here, 'Needed by: Friday'],
      [
        '1',
        'SLA: Time to resolution',
        null,
        null,
        here,
        'Time to resolution: goal 8 h, started at 2026-11-02T08:00:00.000Z, running, to be met by 2026-11-02T16:00:00.000Z',
      ],
      ['1', 'Comment', 'Ben Fischer', '2026-11-02T09:01:00.000Z', here, 'Comment number 1.'],
      ['2', 'Internal comment', 'Ben Fischer', '2026-11-02T09:02:00.000Z', here, 'Comment number 2.'],
      ['h1', 'History: status', 'Ana', '2026-11-02T10:00:00.000Z', here, 'status went from none to Open'],
      ['l1', 'Linked issue INC-7', null, null, here, 'blocks INC-7: Router (Open)'],
      ['INC-8', 'Subtask INC-8', null, null, here, 'INC-8: Ask the vendor (Open)'],
      ['a1', 'Attachment name', 'Ana', '2026-11-02T11:00:00.000Z', here, 'trace.log, 2 KB, text/plain'],
      [
        'INC-1990',
        'Earlier issue INC-1990',
        null,
        '2026-09-01T08:00:00.000Z',
        'INC-1990',
        'Remote latency\nStatus Done, resolution Fixed\nResolved at 2026-09-02T08:00:00.000Z\nFirmware was rolled back.',
      ],
      [
        'diagnostics/first-look',
        'First look, policy version 7',
        null,
        null,
        here,
        'State the symptom.\nName what changed.',
      ],
    ]);
  });

  it('gives every source that stands in Jira its address, and says why those were chosen that are not of the issue', () => {
    const { sources } = collected(ISSUE, AROUND, { templates: [TEMPLATE] });
    const issue = '/browse/INC-2041';
    expect(sources.map(({ kind, address }) => [kind, address])).toEqual([
      ['field', issue],
      ['description', issue],
      ['request', issue],
      ['request', issue],
      ['sla', issue],
      ['comment', `${issue}?focusedCommentId=1`],
      ['comment', `${issue}?focusedCommentId=2`],
      ['history', `${issue}?page=com.atlassian.jira.plugin.system.issuetabpanels%3Achangehistory-tabpanel`],
      ['link', '/browse/INC-7'],
      ['subtask', '/browse/INC-8'],
      ['attachment', issue],
      ['baseline', null],
      ['similar-issue', '/browse/INC-1990'],
      ['template', null],
    ]);
    expect(sources.flatMap(({ kind, because }) => (because === null ? [] : [[kind, because]]))).toEqual([
      ['baseline', '4 finished issues of the same project and type, resolved in the last 180 days'],
      ['similar-issue', 'Same words in its summary: latency, remote'],
      ['template', 'The policy’s template for this step'],
    ]);
  });

  it('leaves out of an earlier issue what it does not say', () => {
    const around = { similar: [similarOf({ resolution: '', resolvedAt: '', lastComment: '' })] };
    const { sources } = collected(ISSUE, around);
    expect(sources.at(-1)?.text).toBe('Remote latency\nStatus Done');
  });

  it('quotes at most 600 characters of an earlier issue’s last comment', () => {
    const { sources } = collected(ISSUE, { similar: [similarOf({ lastComment: 'y'.repeat(2_000) })] });
    expect(sources.at(-1)?.text.split('\n').at(-1)).toBe('y'.repeat(600));
  });

  it('takes nothing that is blank', () => {
    const comments = [comment('1', { text: '' })];
    const fields = [{ id: 'x', label: 'X', text: ' \n' }];
    const reading = readingOf({
      fields,
      comments,
      commentsTotal: 1,
      attachments: [attachmentOf({ name: ' ' })],
    });
    const request = { typeName: '', typeDescription: '', fields: [], slas: [] };
    expect(collected(reading, { request })).toEqual({
      sources: [],
      leftOut: [],
      dropped: [],
      secrets: [],
      overLimit: 0,
    });
  });

  it('leaves fields of the form out that are sources already', () => {
    const fields = ['summary', 'description', 'labels', 'needed'].map((id) => ({
      id,
      label: id,
      text: `${id}!`,
    }));
    const request = { typeName: 'Outage', typeDescription: '', fields, slas: [] };
    const reading = readingOf({ fields: [{ id: 'labels', label: 'Labels', text: 'vpn' }] });
    const { sources } = collected(reading, { request });
    expect(sources.map(({ text }) => text)).toEqual(['vpn', 'Outage', 'needed: needed!']);
  });

  it.each([
    ['running', slaOf(), 'running, to be met by 2026-11-02T16:00:00.000Z'],
    ['running without an end that Jira names', slaOf({ breachAt: '' }), 'running, not missed'],
    ['paused', slaOf({ isPaused: true }), 'paused, not missed'],
    ['missed', slaOf({ isBreached: true }), 'missed at 2026-11-02T16:00:00.000Z, still running'],
    ['missed at no time that Jira names', slaOf({ isBreached: true, breachAt: '' }), 'missed, still running'],
    ['met', slaOf({ endedAt: '2026-11-02T09:00:00.000Z' }), 'met, ended at 2026-11-02T09:00:00.000Z'],
    [
      'ended late',
      slaOf({ endedAt: '2026-11-02T19:00:00.000Z', isBreached: true }),
      'missed, ended at 2026-11-02T19:00:00.000Z',
    ],
  ])('says how a goal stands that is %s', (_what, sla, end) => {
    const request = { typeName: '', typeDescription: '', fields: [], slas: [sla, { ...sla, startedAt: '' }] };
    const texts = collected(readingOf(), { request }).sources.map(({ text }) => text);
    expect(texts).toEqual([
      `Time to resolution: goal 8 h, started at 2026-11-02T08:00:00.000Z, ${end}`,
      `Time to resolution: goal 8 h, ${end}`,
    ]);
  });

  it.each([
    [{ size: null, mediaType: '' }, 'trace.log'],
    [{ size: 900, mediaType: '' }, 'trace.log, 900 bytes'],
    [{ size: 48_213, mediaType: 'text/csv' }, 'trace.log, 47 KB, text/csv'],
    [{ size: 1_572_864, mediaType: 'text/csv' }, 'trace.log, 1.5 MB, text/csv'],
  ])('says of a file what Jira says of it: %j', (over, text) => {
    const { sources } = collected(readingOf({ attachments: [attachmentOf(over)] }));
    expect(sources.map((source) => source.text)).toEqual([text]);
  });
});

describe('secrets and personal data', () => {
  it('are taken out of every text before it is sealed, the secrets always, and counted (LOG-03)', () => {
    const secret = ['password=S0mmer', '2026xyz'].join('!');
    const reading = readingOf({
      fields: [{ id: 'summary', label: 'Summary', text: `Remote latency, ${secret}` }],
      description: `Log in with ${secret} please.`,
      comments: [comment('1', { text: `It is ${secret} now.` }), comment('2')],
      commentsTotal: 2,
    });
    const { sources, leftOut, secrets } = collected(reading, {
      similar: [similarOf({ lastComment: `Was ${secret} then.` })],
    });
    expect(sources).toHaveLength(5);
    const value = secret.slice('password='.length);
    expect(secrets.map(({ source, check, length }) => [source, check, length])).toEqual(
      [1, 2, 3, 5].map((source) => [source, 'secret', value.length]),
    );
    expect(secrets.map(({ start }) => start).slice(0, 3)).toEqual([25, 21, 15]);
    expect(secrets.every(({ ruleId }) => /^[a-z-]+$/u.test(ruleId))).toBe(true);
    expect(sources.some((source) => 'findings' in source)).toBe(false);
    expect(JSON.stringify(sources)).not.toContain('S0mmer');
    expect(sources.find(({ ref }) => ref === '2')?.text).toBe('Comment number 2.');
    expect(leftOut).toEqual(['4 secrets']);
    expect(collected(readingOf({ description: `Log in with ${secret} please.` })).leftOut).toEqual([
      '1 secret',
    ]);
    expect(JSON.stringify(snapshotOf(reading))).not.toContain('S0mmer');
  });

  it('lose personal data as well where policy asks for it, counted apart', () => {
    const text = 'Write to mia.lang@example.com, take ghp_' + 'aB3dE6gH9j'.repeat(4) + '\u200b please.';
    const reading = readingOf({ description: text });
    const { sources, leftOut, secrets } = collected(reading, {}, { redacts: true });
    expect(sources[0]?.text).toBe('Write to [redacted pii], take [redacted secret] please.');
    expect(leftOut).toEqual(['1 secret', '1 piece of personal data']);
    expect(secrets.map(({ check }) => check).sort()).toEqual(['pii', 'secret']);
    const kept = collected(reading);
    expect(kept.sources[0]?.text).toContain('mia.lang@example.com');
    expect(kept.leftOut).toEqual(['1 secret']);
    const two = readingOf({ description: 'a@example.com and b@example.com' });
    expect(collected(two, {}, { redacts: true }).leftOut).toEqual(['2 pieces of personal data']);
  });

  it('lose the names of everybody on the issue too, whose authors become numbers', () => {
    const reading = readingOf({
      description: 'Ben Fischer said so to Ana.',
      comments: [comment('1'), comment('2', { author: 'Ana' }), comment('3', { text: 'As Ana said.' })],
      commentsTotal: 3,
    });
    const { sources } = collected(reading, {}, { redacts: true });
    expect(sources.map(({ author }) => author)).toEqual([null, 'Person 1', 'Person 2', 'Person 1']);
    expect(sources.map(({ text }) => text)).not.toContain(expect.stringMatching(/Ben|Fischer|Ana/u));
    expect(JSON.stringify(sources)).not.toMatch(/Fischer|Ana\b/u);
    expect(collected(reading).sources.map(({ author }) => author)).toContain('Ben Fischer');
    const nobody = readingOf({ attachments: [attachmentOf({ author: '' })] });
    expect(collected(nobody, {}, { redacts: true }).sources[0]?.author).toBeNull();
  });

  it('are not told of a source that did not fit', () => {
    const comments = ['1', '2'].map((id) =>
      comment(id, { text: `It is ghp_${'aB3dE6gH9j'.repeat(4)} of ${id}.` }),
    );
    const { sources, secrets, leftOut } = collected(
      readingOf({ comments, commentsTotal: 2 }),
      {},
      { limits: { maxSources: 1 } },
    );
    expect(sources.map(({ number, ref }) => [number, ref])).toEqual([[1, '2']]);
    expect(secrets.map(({ source }) => source)).toEqual([1]);
    expect(leftOut).toEqual(['1 source over the limit', '1 secret']);
  });
});
