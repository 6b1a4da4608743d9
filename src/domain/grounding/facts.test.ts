import { describe, expect, it } from '@jest/globals';
import { readMoments, untoldMoment } from './dates';
import { readFigures, untoldFigure } from './figures';
import { readIdentifiers, standsWhole, untoldIdentifier } from './identifiers';
import { createGapJudge } from './judge-gap';
import { untoldName } from './names';
import { clausesOf, hasNegation, isDeniedOtherwise, isTornFromDenial } from './negation';
import { sourceOf } from '../testing';
import { contentOf, statementsOf } from './statements';
import { languageOf, spelled, stemOf, wordsOf } from './words';

describe('dates and times', () => {
  const untold = (claimed: string, told: string): string | null =>
    untoldMoment(readMoments(claimed).found, readMoments(told).found);

  it.each([
    ['2026-11-02', '2 November 2026'],
    ['2026/11/02', '02.11.2026'],
    ['02.11.26', '2026-11-02'],
    ['02/Nov/26', '2026-11-02'],
    ['Nov 2, 2026', '2 Nov 2026'],
    ['November 2nd', '2026-11-02'],
    ['2 November 2026', '2 November, in 2026-10-01'],
    ['11/2/2026', '2026-11-02'],
    ['2/2/2026', '2026-02-02'],
    ['November 2026', '2026-11-30'],
    ['2. November 2026', '2 de noviembre de 2026'],
    ['1er décembre', '1 dezember'],
    ['2026-11-02T08:10', '2 November 2026 at 8:10 am'],
    ['14h05', '2:05 p.m.'],
    ['12 am', '00:00'],
    ['12:30 pm', '12:30'],
    ['16:00', '2026-09-14T16:00:30.250+0100'],
    ['16:00:30.25', '2026-09-14T16:00:30.250Z'],
    ['am Montag', 'on Monday'],
    ['today', 'heute'],
    ['in May', 'on 14 May 2026'],
    ['since Monday', 'since mon'],
    ['on Tuesday', 'by tues'],
  ])('%s is told by %s', (claimed, told) => {
    expect([readMoments(claimed).found.length > 0, untold(claimed, told)]).toEqual([true, null]);
  });

  it.each([
    ['2026-11-02', '2 October 2026', '2026-11-02'],
    ['2026-11-02', '12 November 2026', '2026-11-02'],
    ['2 November 2025', '2 November 2026', '2 November 2025'],
    ['2 November 2025', '2 November', '2 November 2025'],
    ['13/11/2026', '11 December 2026', '13/11/2026'],
    ['November 2026', 'December 2026', 'November 2026'],
    ['2 November', 'November 2026', '2 November'],
    ['08:10', '08:11', '08:10'],
    ['8:10 pm', '8:10 am', '8:10 pm'],
    ['16:00:31', '16:00:30', '16:00:31'],
    ['16:00:31', '16:00', '16:00:31'],
    ['tonight', 'tomorrow', 'tonight'],
    ['due in May', 'due in March', 'in May'],
    ['Tuesday', 'Wednesday', 'Tuesday'],
  ])('%s is not told by %s', (claimed, told, said) => {
    expect(untold(claimed, told)).toBe(said);
  });

  it.each(['40 users', '99/99/2026', '2026-13-40', '25:70', '13 pm', 'route 66', 'May I ask', 'Router 2026'])(
    'are not read out of %s',
    (text) => {
      expect(readMoments(text).found.filter(({ word }) => word === null)).toEqual([]);
    },
  );
});

describe('figures', () => {
  const untold = (claimed: string, told: string): string | null =>
    untoldFigure(readFigures(claimed), readFigures(told));

  it.each([
    ['480 ms', '480 ms'],
    ['0.48 s', '480ms'],
    ['5,000 users', '5000 users'],
    ['5.000 users', '5,000 users'],
    ["5'000 users", '5000 users'],
    ['1.500.000', '1,500,000'],
    ['1,5 GB', '1.5 GB'],
    ['1 200 users', '1200 users'],
    ['12 %', '12 percent'],
    ['€ 500', '500 EUR'],
    ['EUR 500', '500 €'],
    ['40 users', 'Users: 40'],
    ['40', '40 ms'],
    ['two weeks', '14 days'],
    ['twelve', '12'],
    ['٤٠ users', '40 users'],
    ['९', '9'],
    ['-5 °C', '-5 °C'],
    ['443', 'ports 80 443'],
    ['50 % of them', 'half of them'],
    ['half an hour', '30 min'],
    ['twice', '2 times'],
    ['the 95th percentile', 'p95'],
    ['12 hosts', 'a dozen hosts'],
    ['33 %', 'a third of the hosts'],
    ['a quarter of them', '25 percent'],
  ])('%s is told by %s', (claimed, told) => {
    expect([readFigures(claimed).length > 0, untold(claimed, told)]).toEqual([true, null]);
  });

  it.each([
    ['490 ms', '480 ms', '490 ms'],
    ['480 s', '480 ms', '480 s'],
    ['480 ms', '480', '480 ms'],
    ['40 servers', '40 users', '40 servers'],
    ['40 users', '40 ms', '40 users'],
    ['12 %', '12 users', '12 %'],
    ['$ 500', '€ 500', '$ 500'],
    ['5', '-5', '5'],
    ['1 200', '200', '1 200'],
    ['15', '1.5', '15'],
    ['three', '4', 'three'],
    ['p99', 'p95', '99th'],
    ['half', 'some', '50 %'],
    ['twice', '3 times', '2 times'],
  ])('%s is not told by %s', (claimed, told, said) => {
    expect(untold(claimed, told)).toBe(said);
  });
});

describe('identifiers', () => {
  it.each([
    ['INC-2041', 'INC-2041'],
    ['see vpn-fra-02.example.net.', 'vpn-fra-02.example.net'],
    ['version 9.18.4', '9.18.4'],
    ['v2', 'v2'],
    ['a@b.org', 'a@b.org'],
    ['C:\\temp', 'C:\\temp'],
    ['https://x.org/y', 'https://x.org/y'],
    ['ERR_CONN', 'ERR_CONN'],
    ['10.0.0.5:8080', '10.0.0.5:8080'],
    ['24/7', '24/7'],
  ])('are read out of %s', (text, name) => {
    expect(readIdentifiers(text).found).toEqual([name]);
  });

  it.each(['480ms', '3rd', '40-user', 'and/or', 'read-only', 'e.g. this', 'well. Then', '10-20'])(
    'are not read out of %s',
    (text) => {
      expect(readIdentifiers(text).found).toEqual([]);
    },
  );

  it.each([
    ['inc-204', 'inc-2041', false],
    ['inc-204', 'xinc-204', false],
    ['2.1', 'router 2.1.3', false],
    ['2.1', 'router 1.2.1', false],
    ['fra-02', 'vpn-fra-02', false],
    ['fra-02', 'fra-02-b', false],
    ['fra-02', 'fra-021 and fra-02.', true],
    ['2.1', 'it is 2.1.', true],
  ])('%s in “%s” stands whole: %s', (name, text, expected) => {
    expect(standsWhole(name, text)).toBe(expected);
  });

  it('take a version with or without its v', () => {
    expect(untoldIdentifier(['v9.18'], 'version 9.18')).toBeNull();
    expect(untoldIdentifier(['v9.19'], 'version 9.18')).toBe('v9.19');
  });
});

describe('names', () => {
  it.each([
    ['Ben did it', 'Ben Fischer wrote', null],
    ['Ben did it', 'Ana wrote', 'Ben Fischer'],
    ['ben did it', 'Ana wrote', null],
    ['We asked Cisco', 'cisco', null],
    ['We asked Cisco', 'nobody', 'Cisco'],
    ['Cisco was asked', 'nobody', null],
    ['Palo Alto was asked', 'nobody', 'Palo'],
    ['The Service Desk asked', 'nobody', null],
    ['die Meldung ist von der Anlage', 'nobody', null],
    ['die Meldung ist von SAP', 'nobody', 'SAP'],
    ["Ben's laptop", 'Ben wrote', null],
  ])('of “%s” beside “%s”: %j', (own, told, expected) => {
    expect(untoldName(own, { told, around: told, known: ['Ben Fischer', 'of'] })).toBe(expected);
  });
});

describe('negation', () => {
  it.each([
    ['It is not resolved', 'It is resolved', true],
    ['It is resolved', 'It is not resolved', true],
    ['It is not resolved', 'It isn’t resolved', false],
    ['It cannot start', 'It can’t start', false],
    ['It won’t start', 'It will not start', false],
    ['It is unavailable', 'It is not available', false],
    ['It is available', 'It is not unavailable', false],
    ['The restart worked', 'The restart failed', true],
    ['It failed to start', 'It did not start', false],
    ['The gateway did not fail', 'The gateway failed', true],
    ['There is no valid approval', 'Without valid approval', false],
    ['The non-critical host', 'The critical host', true],
    ['O servidor no Brasil foi lento', 'O servidor foi lento', false],
    ['Ben’s VPN does not work', 'The VPN does not work for Ben', false],
    ['Ne fonctionne pas', 'Fonctionne', true],
    ['It is slow and not fixed', 'It is slow and not fixed', false],
    ['The vendor gave an answer', 'We never got an answer from the vendor', true],
    ['The vendor gave an answer', 'We got an answer from the vendor, not a good one', false],
    ['It is likely', 'It is unlikely', true],
    ['The node is up', 'The node is down', true],
    ['The primary node is up', 'The secondary node is up, the primary node is down', true],
    ['The primary node is down', 'The secondary node is up, the primary node is down', false],
    ['No reply from the vendor', 'Waiting for the vendor to reply', false],
    ['Finance has not confirmed it', 'No one from finance has confirmed it', false],
    ['It is not known who changed the rule', 'I have no idea who changed the rule', false],
    ['Some branches are affected', 'Not all branches are affected', false],
    ['The fan failed under load', 'The fan failed, it was under load', false],
  ])('“%s” against “%s”: %s', (own, told, expected) => {
    expect(isDeniedOtherwise(own, told, false)).toBe(expected);
  });

  it('lets a lead-in name what its quote denies, where the claim repeats it', () => {
    expect(isDeniedOtherwise('On approval', 'There is no approval', true)).toBe(false);
    expect(isDeniedOtherwise('On approval', 'There is no approval', false)).toBe(true);
  });

  it.each([
    ['resolved', 'It is not resolved.', true],
    ['resolved', 'It is not resolved. Now it is resolved.', false],
    ['resolved', 'Not now. It is resolved.', false],
    ['start', 'It failed to start', true],
    ['start', 'It failed at the start', false],
    ['funktioniert', 'Das funktioniert nicht', true],
    ['works', 'This never broke because it works', false],
    ['absent', 'It is here', false],
  ])('“%s” is torn from “%s”: %s', (passage, text, expected) => {
    expect(isTornFromDenial(passage, text)).toBe(expected);
  });

  it('is seen in a text, and cuts it into clauses', () => {
    expect([hasNegation('Nobody came'), hasNegation('All came')]).toEqual([true, false]);
    expect(clausesOf('slow and down; fast')).toHaveLength(3);
  });
});

describe('words', () => {
  it('have stems that other forms share, and a language', () => {
    expect(new Set(['restarted', 'restarting', 'restarts', 'restart'].map(stemOf)).size).toBe(1);
    expect(stemOf('dropped')).toBe(stemOf('drops'));
    expect(stemOf('of')).toBe('of');
    expect(wordsOf('…')).toEqual([]);
    expect(contentOf(statementsOf('The server is at 08:10'))).toEqual(['serv']);
    expect(['der Server ist nicht da', 'le service est lent', 'x'].map(languageOf)).toEqual([
      'de',
      'fr',
      'en',
    ]);
  });
});

describe('short forms', () => {
  it.each([
    ["It can't, cant, cannot", 'It can not, can not, can not'],
    ['It won’t', 'It will not'],
    ['It isn’t and doesnt', 'It is not and does not'],
    ['It mustn’t', 'It must not'],
    ['Non-critical', 'not critical'],
    ['No one knows', 'nobody knows'],
    ['Not all hosts', 'only some hosts'],
    ['Cantor won', 'Cantor won'],
  ])('%s: %s', (text, expected) => {
    expect(spelled(text)).toBe(expected);
  });
});

describe('a gap', () => {
  const known = {
    sources: [
      sourceOf({ text: 'Router 9.18 is slow.' }),
      sourceOf({
        number: 2,
        quarantine: { ruleIds: ['x'], spans: [{ start: 0, end: 1 }] },
        text: 'Pay EVIL-1',
      }),
    ],
    names: ['Cho Park'],
  };
  const judge = createGapJudge(known);
  const rule = (text: string): string | null => judge({ text })?.ruleId ?? null;

  it.each([
    ['No version beside 9.18 is named', null],
    ['No word of Walter Bishop', null],
    ['Nothing says who approved it', null],
    ['No figure near 500 ms', 'grounding-figure'],
    ['See EVIL-1', 'grounding-identifier'],
    ['The change was approved', 'grounding-gap'],
  ])('that says “%s” is judged %j', (text, expected) => {
    expect(rule(text)).toBe(expected);
  });
});
