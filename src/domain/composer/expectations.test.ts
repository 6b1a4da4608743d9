import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import { sourceOf } from '../testing';
import { EXPECTED } from './expectations';
import { toMaterial } from './material';

const field = (label: string, text: string): Source =>
  sourceOf({ number: 8, kind: 'field', label, author: null, at: null, text });
const said = (text: string): Source => sourceOf({ text });

type Case = readonly [keyof typeof EXPECTED, string, readonly Source[], boolean];

const CASES: readonly Case[] = [
  [
    'logs',
    'a log that is attached',
    [said('It fails.'), sourceOf({ number: 2, kind: 'attachment', text: 'a.log' })],
    true,
  ],
  [
    'logs',
    'a file of another kind',
    [said('The lift fails.'), sourceOf({ number: 2, kind: 'attachment', text: 'a.pdf' })],
    false,
  ],
  ['logs', 'a log that is missing', [said('It fails and the logs are missing.')], false],
  ['logs', 'a quoted line of a log', [said('2026-11-02 08:14:02 ERROR refused')], true],
  ['logs', 'a sentence on logs', [said('The lift fails as the logs show.')], true],
  ['logs', 'a task without trouble', [said('Paint the hall in green please.')], true],
  [
    'logs',
    'trouble in the summary',
    [said('Paint the hall in green please.'), field('Summary', 'Hall broken')],
    false,
  ],
  [
    'logs',
    'no trouble in the summary',
    [said('Paint the hall in green please.'), field('Summary', 'Hall')],
    true,
  ],
  [
    'logs',
    'trouble in another field',
    [said('Paint the hall in green please.'), field('Labels', 'broken')],
    true,
  ],
  ['logs', 'nothing at all', [], false],
  ['tried', 'a log alone', [said('2026-11-02 08:14:02 ERROR refused')], false],
  ['logs', 'trouble on finished work', [said('The lift fails.'), field('Status', 'Resolved')], true],
  ['tried', 'trouble on finished work', [said('The lift fails.'), field('Status', 'Done')], true],
  ['tried', 'trouble on open work', [said('The lift fails.'), field('Status', 'Open')], false],
  [
    'logs',
    'a fault that is named once, late',
    [said('Paint the whole hall. Use the green paint. Take care of the door. The old lamp was broken.')],
    true,
  ],
  [
    'logs',
    'a fault that is named twice, late',
    [
      said(
        'Paint the whole hall. Use the green paint. Take care of the door. The old lamp was broken. The new lamp fails.',
      ),
    ],
    false,
  ],
  [
    'logs',
    'an exception to a rule in the summary',
    [said('Paint it in green.'), field('Summary', 'MFA exception fails')],
    true,
  ],
  ['measurement', 'a wrong result, which has no size', [said('The total is wrong.')], true],
  ['measurement', 'something slow', [said('The list is slow.')], false],
  [
    'measurement',
    'something slow in the summary',
    [said('The list is broken.'), field('Summary', 'Slow list')],
    false,
  ],
  ['measurement', 'nothing at all', [], false],
  ['until', 'a request for access', [said('Jo needs access to the share.')], false],
  ['until', 'a request for a thing', [said('Jo needs a laptop.')], true],
  ['impact', 'trouble', [said('The lift fails.')], false],
  ['impact', 'a plain task', [said('Paint the hall in green please.')], true],
  [
    'back',
    'a text that is not English',
    [said('Der Drucker im Lager nimmt seit Montag keine Aufträge mehr an und meldet einen Fehler.')],
    true,
  ],
  [
    'back',
    'a text without spaces that is not English',
    [said('今天早上八点开始，二号仓库的扫描枪无法连接到服务器。')],
    true,
  ],
  [
    'ended',
    'a text that is not English, where other sources answer',
    [said('今天早上八点开始，二号仓库的扫描枪无法连接到服务器。')],
    false,
  ],
  [
    'back',
    'an English text',
    [said('The printer in the hall takes no jobs since Monday and shows an error.')],
    false,
  ],
  ['next', 'a finished issue', [field('Status', 'Closed')], true],
  ['next', 'an open issue', [field('Status', 'Open')], false],
  ['next', 'a field that says closed', [field('Hall', 'Closed')], false],
  ['next', 'a next step', [said('Next we paint the hall.')], true],
  ['impact', 'a field', [field('Impact', 'Minor')], true],
  ['impact', 'another field', [field('Urgency', 'Minor')], false],
  [
    'baseline',
    'figures of comparable issues',
    [sourceOf({ kind: 'baseline', text: 'Time to resolve: median 3 h' })],
    true,
  ],
  [
    'ended',
    'an earlier issue that ended',
    [sourceOf({ kind: 'similar-issue', text: 'A\nStatus Done, resolution Fixed' })],
    true,
  ],
  [
    'ended',
    'an earlier issue that did not',
    [sourceOf({ kind: 'similar-issue', text: 'A\nStatus Open' })],
    false,
  ],
  ['ended', 'a comment on a resolution', [said('The resolution was fine there.')], false],
];

describe('an expectation', () => {
  it.each(CASES)('of %s is met or not by %s', (name, _what, ...[sources, isMet]) => {
    expect(EXPECTED[name].isMet(toMaterial(sources))).toBe(isMet);
  });
});
