import { describe, expect, it } from '@jest/globals';
import { sourceOf } from '../testing';
import { wrongAgent, type Telling } from './attribution';
import { isSurerThan } from './certainty';
import { sentenceAround } from './context';
import { overstated } from './quantity';
import { isOtherWayRound } from './relation';
import { statementsOf } from './statements';

describe('who did or said it', () => {
  const agent = (
    own: string,
    ...[told, author = '', over = {}]: readonly [string, string?, Partial<Telling>?]
  ): string | null =>
    wrongAgent(statementsOf(own), {
      told: statementsOf(told),
      authors: statementsOf(author),
      byAsker: false,
      isGerman: false,
      ...over,
    });

  it.each([
    ['Cho approved it.', 'Approved by Cho', null],
    ['Cho approved it.', 'Access approved by Cho', null],
    ['Cho approved it.', 'It was approved by Ben', 'cho'],
    ['It was approved by Cho.', 'Ben approved it', 'cho'],
    ['It was approved by Cho.', 'Cho approved it', null],
    ['Mia asked Cho to approve.', 'Cho asked Mia to approve', 'mia'],
    ['Cho asked Mia to approve.', 'Cho asked Mia to approve', null],
    ['Ben reported it to Ana.', 'Ana reported it to Ben', 'ben'],
    ['The customer says it is slow.', 'The vendor says it is slow', 'customer'],
    ['According to the client it is slow.', 'The customer says it is slow', null],
    ['According to the vendor it is slow.', 'The customer says it is slow', 'vendor'],
    ['Ben restarted it.', 'Ana waited while Ben restarted it', null],
    ['Ana restarted it.', 'Ana waited while Ben restarted it', 'ana'],
    ['Ben restarted the host by Ana.', 'Ben restarted it', null],
    ['Gateway restarted by Ben.', 'The gateway was restarted by Ben', null],
    ['The gateway restarted.', 'Ben restarted the gateway', null],
    ['Oracle ran out of connections.', 'PostgreSQL ran out of connections', 'oracle'],
    ['Connections ran out.', 'PostgreSQL ran out of connections', null],
    ['Oracle ran out of connections.', 'Ran out of connections', null],
    ['Oracle is slow.', 'It has connections', null],
    ['Apparently connections ran out.', 'PostgreSQL ran out of connections', null],
    ['See connections.', 'PostgreSQL ran out of connections', null],
    ['Postgres: it ran out.', 'PostgreSQL ran out of connections', null],
  ])('“%s” beside “%s”: %j', (own, told, expected) => {
    expect(agent(own, told)).toBe(expected);
  });

  it('may be whoever wrote it, for what is said', () => {
    expect(
      agent('Ana says that the vendor says it is slow.', 'The vendor says it is slow', 'Ana Silva'),
    ).toBeNull();
    expect(agent('Ana restarted it.', 'The vendor restarted it', 'Ana Silva')).toBe('ana');
    expect(agent('Ana restarted the gateway.', 'Gateway restarted', 'Ana Silva')).toBeNull();
  });

  it('is a user or a customer where an asker wrote it', () => {
    expect(agent('The user reports that it is slow.', 'It is slow')).toBe('user');
    expect(agent('The user reports that it is slow.', 'It is slow', '', { byAsker: true })).toBeNull();
    expect(agent('The vendor reports that it is slow.', 'It is slow', '', { byAsker: true })).toBe('vendor');
  });

  it('is no German noun', () => {
    expect(agent('Der Neustart wurde gemeldet.', 'Der Dienst steht', '', { isGerman: true })).toBeNull();
    expect(agent('Meldung meldet Ausfall', 'Der Dienst steht', '', { isGerman: true })).toBeNull();
  });
});

describe('what is supposed', () => {
  it.each([
    ['The switch is faulty.', 'Maybe the switch is faulty', false, true],
    ['The switch may be faulty.', 'Maybe the switch is faulty', false, false],
    ['Ana suspects that the switch is faulty.', 'Maybe the switch is faulty', false, false],
    ['It was confirmed that the switch is faulty.', 'Maybe the switch is faulty', false, true],
    ['The switch is faulty.', 'Is the switch faulty?', false, true],
    ['The switch is faulty.', 'Maybe the switch is faulty. The switch is faulty', false, false],
    ['It is the proxy.', 'Could be the proxy', false, true],
    ['Proxy.', 'Could be the proxy', true, false],
    ['The switch is faulty.', 'Maybe it rains', false, false],
    ['The switch is faulty.', 'The switch is faulty since 2 May', false, false],
    ['May is slow', 'May be slow', false, false],
  ] as const)('“%s” beside “%s” (repeats: %s): %s', (...[own, told, repeats, expected]) => {
    expect(isSurerThan(statementsOf(own), statementsOf(told), repeats)).toBe(expected);
  });
});

describe('which is which', () => {
  it.each([
    ['It went from 3 ms to 40 ms', 'It went from 40 ms to 3 ms', true],
    ['It went from 40 ms to 3 ms', 'It went from 40 ms to 3 ms', false],
    ['It went from 40 ms to 3 ms', 'It went from 40 ms to 3 ms, and back from 3 ms to 40 ms', false],
    ['The queue grew before the change', 'The queue grew after the change', true],
    ['The queue grew after the change', 'The change came before the queue grew', false],
    ['Wien is slower than Rom', 'Rom is slower than Wien', true],
    ['Old disk instead of new cable', 'New cable instead of old disk', true],
    ['40 of 12 failed', '12 of 40 failed', true],
    ['The end of the day', 'The day of the end', false],
    ['A way to the office', 'An office to the way', false],
    ['The queue grew', 'The queue grew after the change', false],
  ])('“%s” beside “%s” is the other way round: %s', (own, told, expected) => {
    expect(isOtherWayRound(statementsOf(own), statementsOf(told))).toBe(expected);
  });
});

describe('how many', () => {
  it.each([
    ['All users wait', 'Users wait', 'all'],
    ['All users wait', 'Every user waits', null],
    ['All users wait', '100 % of the users wait', null],
    ['After all users wait', 'Users wait', null],
    ['Most users wait', 'Users wait', 'most'],
    ['Most users wait', '30 of 40 users wait', null],
    ['Most users wait', 'The majority waits', null],
    ['Most users wait', 'All users wait', null],
    ['Users wait', 'Some users wait', null],
  ])('“%s” beside “%s”: %j', (own, told, expected) => {
    expect(overstated(statementsOf(own), statementsOf(told))).toBe(expected);
  });
});

describe('the sentence of a quote', () => {
  it.each([
    ['It is up. Is it slow? Yes.', 'slow', 'Is it slow?'],
    ['It is up.\nIs it slow', 'slow', 'Is it slow'],
    ['Call cust. before noon. Then wait.', 'before', 'Call cust. before noon.'],
    ['It is slow.', 'It is slow.', 'It is slow.'],
    ['It  is slow', 'It is', 'It is slow'],
    ['It is slow', 'nowhere', 'nowhere'],
    [
      `${'a '.repeat(200)}slow ${'b '.repeat(200)}`,
      'slow',
      `${'a '.repeat(150)}slow ${'b '.repeat(150)}`.slice(0, 604),
    ],
  ])('of “%s” by “%s” is “%s”', (text, quote, expected) => {
    expect(sentenceAround(quote, sourceOf({ text })).trim()).toBe(expected.trim());
  });
});
