import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { COMMITMENT_RULES } from './commitment-rules';
import { OWN_RULES } from './denylist';
import { findAll, type PatternRule } from './pattern-rule';
import { PII_RULES } from './pii-rules';
import { SECRET_RULES } from './secret-rules';
import { SMUGGLING_RULES } from './smuggling-rules';
import { toView } from './text-view';

const RULES = [...SECRET_RULES, ...PII_RULES, ...SMUGGLING_RULES, ...COMMITMENT_RULES, ...OWN_RULES];
const HINTED = RULES.filter(({ hints }) => hints !== undefined);

const CORPUS = join(__dirname, '../../../tools/eval/corpus');
const TextSchema = z.looseObject({
  text: z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))]).optional(),
});
/** Every text of the corpus that ships, in one. */
const ALL_TEXTS = readdirSync(CORPUS)
  .flatMap((name) => readFileSync(join(CORPUS, name), 'utf8').trim().split('\n'))
  .flatMap((line) => TextSchema.parse(JSON.parse(line)).text ?? [])
  .join('\n');

/** Whether a match can go over a line end; a look ahead and a first sign may, since parts have the line ends around them. */
const goesOn = (source: string): boolean =>
  source
    .replace(/\(\?=[^()]*\)/gu, '')
    .replace(/^\\s/u, '')
    .replace(/\[\^(?:\\.|[^\]\\])*\]/gu, (one) => (/\\n|\\s/u.test(one) ? '' : '\\s'))
    .search(/\\[sWDP]|\[(?:\\.|[^\]\\])*\\[sWDPnr]/u) >= 0;

const spansBy = (rule: PatternRule): readonly (readonly [number, number])[] =>
  findAll('secret', [rule], toView(ALL_TEXTS)).map(({ start, end }) => [start, end]);
const withoutHints = ({ id, pattern, measure }: PatternRule): PatternRule =>
  measure === undefined ? { id, pattern } : { id, pattern, measure };

describe('hints', () => {
  it('are words in lower case', () => {
    const wrong = HINTED.flatMap(({ hints }) => hints ?? []).filter(
      (hint) => hint === '' || hint !== hint.toLowerCase() || hint.includes('\n'),
    );
    expect(wrong).toEqual([]);
    expect(HINTED.length).toBeGreaterThan(100);
  });

  it('are asked of one line only where no match lies on two', () => {
    expect(goesOn('a\\s{1,2}b')).toBe(true);
    expect(goesOn('a[^b]c')).toBe(true);
    expect(goesOn('\\sa[^b\\n](?=[\\s])')).toBe(false);
    const wrong = HINTED.filter(({ isAcrossLines, pattern }) => !isAcrossLines && goesOn(pattern.source));
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('lose nothing of the corpus that ships', () => {
    const hits = HINTED.map((rule) => {
      const spans = spansBy(rule);
      expect([rule.id, spans]).toEqual([rule.id, spansBy(withoutHints(rule))]);
      return spans.length;
    });
    expect(hits.filter((count) => count > 0).length).toBeGreaterThan(60);
  });

  it.each([
    ['over lines', 'x\njavascript \n :alert(1)', 'smuggling-script-link'],
    ['at a line’s beginning', 'x\n--user ab:hX7!kQ29 ', 'secret-command-line-user'],
  ])('a match %s is found', (_where, text, rule) => {
    expect(findAll('secret', RULES, toView(text)).map(({ ruleId }) => ruleId)).toContain(rule);
  });
});
