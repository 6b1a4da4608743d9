import { describe, expect, it } from '@jest/globals';
import { compileDenylist, findDenied, whyNotPattern } from './denylist';

const entry = (pattern: string, id = 'own') => ({ id, pattern, why: 'Not for an output.' });
const spans = (pattern: string, text: string): readonly string[] =>
  findDenied(compileDenylist([entry(pattern)]), text).map(({ start, end }) => text.slice(start, end));

describe('the denylist of a policy', () => {
  it('names rule and place, without regard to case', () => {
    const text = 'é \u{1F600} Project FALCON and project falcon';
    expect(findDenied(compileDenylist([entry('project falcon', 'secret-plan')]), text)).toEqual([
      { check: 'denylist', ruleId: 'denylist-secret-plan', start: 5, end: 19 },
      { check: 'denylist', ruleId: 'denylist-secret-plan', start: 24, end: 38 },
    ]);
  });

  it('finds words that invisible characters split or that are written in full width', () => {
    expect(spans('falcon', 'fal\u200Bcon and ｆａｌｃｏｎ')).toEqual(['fal\u200Bcon', 'ｆａｌｃｏｎ']);
  });

  it.each([
    ['PROJECT falcon', 'Project Falcon', 'Project Falcon'],
    ['\\bfalcon\\b', 'Falcon and falcons', 'Falcon'],
    ['\\bfalcon', 'falcons', 'falcon'],
    ['node_7-b', 'on NODE_7-B', 'NODE_7-B'],
    ['fal.on', 'the falcon', 'falcon'],
    ['falc?on$', 'the falon', 'falon'],
    ['straße', 'die STRAßE', 'STRAßE'],
  ])('%s stands in %j', (pattern, text, found) => {
    expect(spans(pattern, text)).toEqual([found]);
  });

  it.each([
    ['project falcon', 'project  falcon'],
    ['\\bfalcon\\b', 'falcons'],
    ['fal.on', 'falcoon'],
  ])('%s stands not in %j', (pattern, text) => {
    expect(spans(pattern, text)).toEqual([]);
  });

  it('leaves a match out that holds nothing', () => {
    expect(spans('x*', 'axxb')).toEqual(['xx']);
  });

  it('compiles a pattern once, and keeps a bounded number', () => {
    const [first] = compileDenylist([entry('falcon')]);
    expect(compileDenylist([entry('falcon', 'other')])[0]?.pattern).toBe(first?.pattern);
    compileDenylist(Array.from({ length: 200 }, (_, index) => entry(`falcon ${index}`)));
    expect(compileDenylist([entry('falcon')])[0]?.pattern).not.toBe(first?.pattern);
  });

  it('throws for a pattern that was never checked and cannot be read', () => {
    expect(() => compileDenylist([entry('(')])).toThrow();
  });
});

describe('the app’s own denylist', () => {
  it.each([
    ['denylist-model-voice', 'As an AI language model I cannot'],
    ['denylist-prompt', 'as my system prompt says'],
    ['denylist-marking', 'TLP:RED, for the board'],
    ['denylist-model-voice', 'as a large language assistant'],
    ['denylist-marking', 'Attorney-Client Privileged'],
    ['denylist-marking', 'DO NOT DISTRIBUTE'],
  ])('%s', (rule, text) => {
    expect(findDenied([], text).map(({ ruleId }) => ruleId)).toEqual([rule]);
  });

  it('ordinary words pass', () => {
    expect(findDenied([], 'The prompt of the terminal shows the system name.')).toEqual([]);
  });
});

describe('why a pattern cannot stand in the denylist', () => {
  it.each(['project falcon', '\\bfalcon\\b', '(?:a|b){1,9}c', '\\p{L}{2,20}berg', '(a+)+$'])(
    '%s can',
    (pattern) => {
      expect(whyNotPattern(pattern)).toBeNull();
    },
  );

  it.each([
    ['', /empty/u],
    ['  ', /empty/u],
    ['a'.repeat(201), /longer than 200/u],
    ['a*', /matches the empty text/u],
    ['\\b', /matches the empty text/u],
    ['x*|y', /matches the empty text/u],
    ['(?:.{1000})x', /too large/u],
    ['((a{30}){30})', /too large/u],
    ['(', /cannot be read .*missing closing \)/u],
    ['(?=a)b', /cannot be read/u],
    ['(a)\\1', /cannot be read/u],
    ['a**', /cannot be read/u],
    ['\\p{Foo}', /cannot be read/u],
  ])('%j: a sentence says so', (pattern, reason) => {
    expect(whyNotPattern(pattern)).toMatch(reason);
    expect(whyNotPattern(pattern)).toMatch(/\.$/u);
  });
});

describe('patterns that make an engine with backtracking hang', () => {
  const cost = (pattern: string, text: string): number => {
    const compiled = compileDenylist([entry(pattern)]);
    findDenied(compiled, text);
    const started = process.cpuUsage();
    findDenied(compiled, text);
    return process.cpuUsage(started).user / 1_000 + 1;
  };

  it.each([
    ['(a+)+$', 'a'],
    ['(a*)*b', 'a'],
    ['(?:a|aa)+$', 'a'],
    ['(x+x+)+y', 'x'],
    ['([a-z]+)*\\d', 'a'],
    ['(?:a?){20}a{20}b', 'a'],
    ['^(\\w+\\s?)*$', 'a '],
  ])('%s takes time that grows with the text', (pattern, bait) => {
    const text = bait.repeat(8_192 / bait.length);
    const [part, whole] = [cost(pattern, `${text}!`), cost(pattern, `${text.repeat(4)}!`)];
    expect(whole < 500 || whole / part < 12).toBe(true);
  });
});
