import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readingOf } from '../testing';
import { rankSimilar, wordsOf } from './rank-similar';
import { similarOf } from './testing';

const issue = (summary: string, description = '') =>
  readingOf({ fields: [{ id: 'summary', label: 'Summary', text: summary }], description });
const earlier = (
  key: string,
  over: { readonly summary?: string; readonly description?: string; readonly lastComment?: string },
) => similarOf({ key, summary: '', description: '', lastComment: '', ...over });
const keys = (ranked: ReturnType<typeof rankSimilar>) => ranked.map(({ issue: { key } }) => key);

describe('wordsOf', () => {
  it('gives words that tell issues apart, each once, in their order', () => {
    expect(wordsOf('The VPN is slow, and the vpn drops when it is slow')).toEqual(['vpn', 'slow', 'drops']);
    expect(wordsOf('Größe der Ablage; 接続が遅い')).toEqual(['größe', 'ablage', '接続が遅い']);
    expect(wordsOf('a\u200Bb" OR project = "X')).toEqual(['project']);
  });

  it('gives nothing that could be more than a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const word of wordsOf(text)) expect(word).toMatch(/^[\p{L}\p{N}]{3,40}$/u);
      }),
    );
  });
});

describe('rankSimilar', () => {
  it('puts a match in the summary before one in the description, and that before none', () => {
    const ranked = rankSimilar(
      issue('VPN latency in Leeds'),
      [
        earlier('INC-1', { description: 'vpn latency was high' }),
        earlier('INC-2', { summary: 'Printer jams' }),
        earlier('INC-3', { summary: 'VPN latency after change' }),
      ],
      6,
    );
    expect(keys(ranked)).toEqual(['INC-3', 'INC-1']);
  });

  it('weighs a rare word more than one that every candidate has', () => {
    const ranked = rankSimilar(
      issue('VPN slow: concentrator firmware'),
      [
        earlier('INC-1', { summary: 'VPN slow at home' }),
        earlier('INC-2', { summary: 'VPN slow at work' }),
        earlier('INC-3', { summary: 'VPN concentrator replaced' }),
        earlier('INC-4', { summary: 'VPN slow on the train' }),
      ],
      2,
    );
    expect(keys(ranked)[0]).toBe('INC-3');
    expect(ranked).toHaveLength(2);
  });

  it('names the matched words by the field in which they stand, the longest five', () => {
    const [first] = rankSimilar(
      issue('VPN latency', 'Firmware rollback for concentrator tunnel packet loss'),
      [
        earlier('INC-1', {
          summary: 'VPN latency',
          description: 'The tunnel lost packet after packet, loss of firmware, concentrator and rollback',
          lastComment: 'Firmware was rolled back.',
        }),
      ],
      6,
    );
    expect(first?.because).toBe(
      'Same words in its summary: latency, vpn; description: concentrator, firmware, rollback, packet, tunnel; last comment: firmware',
    );
  });

  it('takes one word in common for chance, unless the issue has no more', () => {
    const candidates = [earlier('INC-1', { summary: 'VPN certificate' })];
    expect(rankSimilar(issue('VPN latency'), candidates, 6)).toEqual([]);
    expect(keys(rankSimilar(issue('VPN'), candidates, 6))).toEqual(['INC-1']);
  });

  it('finds nothing for an issue without words or without candidates', () => {
    expect(rankSimilar(issue('?!'), [earlier('INC-1', { summary: 'VPN' })], 6)).toEqual([]);
    expect(rankSimilar(readingOf(), [earlier('INC-1', { summary: 'VPN' })], 6)).toEqual([]);
    expect(rankSimilar(issue('VPN latency'), [], 6)).toEqual([]);
  });

  it('gives one order, whatever the order of the candidates, equal ones by key', () => {
    const candidates = ['INC-9', 'INC-1', 'INC-5', 'INC-3'].map((key) =>
      earlier(key, { summary: 'VPN latency' }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(candidates, { minLength: 4 }), (shuffled) => {
        expect(keys(rankSimilar(issue('VPN latency'), shuffled, 6))).toEqual([
          'INC-1',
          'INC-3',
          'INC-5',
          'INC-9',
        ]);
      }),
    );
  });

  it('reads sixty words of an issue at most', () => {
    const filler = Array.from({ length: 60 }, (_none, at) => `filler${at}`).join(' ');
    const candidates = [earlier('INC-1', { summary: 'needle haystack' })];
    expect(rankSimilar(issue(`needle haystack ${filler}`), candidates, 6)).toHaveLength(1);
    expect(rankSimilar(issue(`${filler} needle haystack`), candidates, 6)).toEqual([]);
  });
});
