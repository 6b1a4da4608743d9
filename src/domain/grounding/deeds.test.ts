import { describe, expect, it } from '@jest/globals';
import { sourceOf } from '../testing';
import { deedsIn, unsettledDeed, untoldDeed } from './deeds';
import { spokenOf } from './statements';

describe('deeds', () => {
  const ids = (text: string): readonly string[] => deedsIn(spokenOf(text)).map(({ id }) => id);

  it.each([
    ['The server was restarted.', ['restart']],
    ['It was rolled back and signed off', ['roll-back', 'approve']],
    ['Zugriff gewährt', ['grant']],
    ['L’accès est accordé', ['grant']],
    ['Mise à jour : le service est rétabli', ['restore']],
    ['The day before, access to the vendor account was approved', ['approve']],
    ['It was restarted? It was closed.', ['close']],
    ['It rolled on', []],
    ['It will be restarted', []],
    ['It is to be restarted', []],
    ['Has not been approved', []],
    ['Check that it was restarted', []],
    ['Was it restarted?', []],
    ['If approved, start', []],
    ['A plan to restart', []],
    ['He rolled the release back', ['roll-back']],
    ['He rolled on to the way back', []],
    ['It is restarted next week', []],
    ['It was approved for next week', ['approve']],
    ['It is next', []],
    ['Es wird morgen gesperrt', []],
    ['Heute Morgen gesperrt', ['lock']],
    ['If it fails: it is reset', []],
    ['Plan: restarted', []],
    ['At 10:15: restarted', ['restart']],
    ['No errors since it was restarted', ['restart']],
    ['No log is attached or restarted', []],
    ['We will stop it and the host was restarted', ['restart']],
    ['It will be stopped and restarted', []],
    ['Nothing says how it was restarted', []],
    [
      'It was swapped, shipped, copied, deployed and patched',
      ['replace', 'send', 'copy', 'deploy', 'change'],
    ],
  ])('of “%s” are %j', (text, expected) => {
    expect(ids(text)).toEqual(expected);
  });

  const cite = (quote: string, over: Parameters<typeof sourceOf>[0] = {}) => [
    { quote, said: spokenOf(quote), source: sourceOf({ text: quote, ...over }), sentence: spokenOf(quote) },
  ];

  it.each([
    ['a comment', 'It was approved.', cite('approved by Cho'), null],
    ['a description', 'It was approved.', cite('approved by Cho', { kind: 'description' }), 'decision'],
    ['the status', 'It is resolved.', cite('Resolved', { kind: 'field', label: 'Status' }), null],
    ['the resolution', 'It is fixed.', cite('Fixed', { kind: 'field', label: 'Resolution' }), null],
    ['another field', 'It is resolved.', cite('Resolved', { kind: 'field', label: 'Notes' }), 'decision'],
    [
      'a subtask that is named',
      'INC-9 was closed.',
      cite('closed', { kind: 'subtask', issueKey: 'INC-9' }),
      null,
    ],
    [
      'a link that is not named',
      'It was closed.',
      cite('closed', { kind: 'link', issueKey: 'INC-9' }),
      'decision',
    ],
    ['a file’s name', 'It was closed.', cite('closed', { kind: 'attachment' }), 'decision'],
    [
      'a description that tells it',
      'It was restarted.',
      cite('Ben restarted it', { kind: 'description' }),
      null,
    ],
    ['a baseline', 'It was restarted.', cite('restarted', { kind: 'baseline' }), 'action'],
    [
      'a change in the history',
      'The assignee was changed.',
      cite('assignee went', { kind: 'history' }),
      null,
    ],
    ['an assignment in the history', 'It was reassigned.', cite('assignee went', { kind: 'history' }), null],
    ['a file that is there', 'Attached: a trace.', cite('trace.pcap', { kind: 'attachment' }), null],
    ['a name beside “done”', 'It was restarted.', cite('Restart done'), null],
    ['a name after “tried”', 'It was rebooted.', cite('Tried: reboot, new cable'), null],
    ['a name without either', 'It was restarted.', cite('Restart of the host'), 'action'],
    ['a name that is planned', 'It was restarted.', cite('The restart was scheduled'), 'action'],
    ['“had to”', 'It was restarted.', cite('We had to restart it'), null],
    ['a wish', 'It was restarted.', cite('We want to restart it'), 'action'],
    ['what took place', 'The failover took place.', cite('We failed over at noon'), null],
    ['what did not', 'The failover took place.', cite('We restarted at noon'), 'action'],
    ['nothing that is named', 'Completed.', cite('Completed at noon'), null],
    ['nothing at all', 'Completed.', cite('We restarted at noon'), 'action'],
    ['a removal in the history', 'It was deleted.', cite('assignee went', { kind: 'history' }), 'action'],
  ] as const)('are vouched for, or not, by %s', (...[, own, cited, kind]) => {
    expect(untoldDeed(spokenOf(own), cited)?.kind ?? null).toBe(kind);
  });

  it.each([
    ['The vendor was pinged.', 'We should ping the vendor', 'pinged'],
    ['The vendor was pinged.', 'Ping the vendor', 'pinged'],
    ['The vendor was pinged.', 'Please ping the vendor', 'pinged'],
    ['The vendor was pinged.', 'It took a day to ping the vendor', null],
    ['The vendor was pinged.', 'I pinged the vendor', null],
    ['The vendor was pinged.', 'The vendor is slow', null],
    ['The vendor should be pinged.', 'We should ping the vendor', null],
    ['The disk was lost.', 'Can we have lost the disk?', 'lost'],
    ['It is asked whether it works.', 'We ask whether it works', null],
    ['It is planned.', 'It is planned', null],
  ])('“%s” beside “%s” is left open: %j', (own, told, expected) => {
    expect(unsettledDeed(spokenOf(own), cite(told))).toBe(expected);
  });
});
