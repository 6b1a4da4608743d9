import { describe, expect, it } from '@jest/globals';
import type { Finding } from './finding';
import { redact, redactSecrets, settledText } from './redact';

const TOKEN = `ghp_${'aB3dE6gH9j'.repeat(4)}`;

describe('taking secrets out of a source', () => {
  it('leaves a mark, says where each stood, and keeps personal data and addresses', () => {
    const text = `Ask ana@example.com about 52.95.110.1, the token is ${TOKEN}.`;
    expect(redactSecrets(text)).toEqual({
      text: 'Ask ana@example.com about 52.95.110.1, the token is [redacted secret].',
      findings: [
        {
          check: 'secret',
          ruleId: expect.any(String),
          start: text.indexOf(TOKEN),
          end: text.indexOf(TOKEN) + TOKEN.length,
        },
      ],
    });
  });

  it('gives a text without secrets back as it is', () => {
    expect(redactSecrets('Nothing to hide.')).toEqual({ text: 'Nothing to hide.', findings: [] });
  });
});

describe('a redaction that looks again', () => {
  it('a secret that control characters lead into leaves one mark', () => {
    expect(redact('password=\u000B\u0007S0mmer!26').text).toBe('password=[redacted secret]');
  });

  it('a finding that ends inside a mark ends where the marked text ended', () => {
    const text = `curl -u a:hello1/AKIA${'Q3XZ7PLM'.repeat(2)} x`;
    const found = redact(text).findings.find(({ ruleId }) => ruleId === 'secret-command-line-user');
    expect(found).toMatchObject({ start: 10, end: text.length - 2 });
  });

  /** Finds a Z behind a Q only when the Q is gone: it takes two looks to find all. */
  const look = (text: string): readonly Finding[] =>
    Array.from(text.matchAll(/Q|(?<!Q)Z/gu), ({ index }) => ({
      check: 'secret',
      ruleId: `secret-${String(text[index])}`,
      start: index,
      end: index + 1,
    }));

  it('names what a later look found by where it stood at first', () => {
    const text = 'xQZ-Z-QZQ.Z';
    const { findings, isSettled } = redact(text, look);
    expect(isSettled).toBe(true);
    const spans = findings.map(({ ruleId, start, end }) => `${ruleId}@${start}-${end}`);
    expect(spans).toEqual([1, 4, 6, 8, 10, 2, 7].map((at) => `secret-${String(text[at])}@${at}-${at + 1}`));
  });

  it('what starts in something that leaves no mark is taken out with its own mark', () => {
    const unseen: Finding = { check: 'unicode', ruleId: 'unicode-invisible', start: 1, end: 3 };
    const secret: Finding = { check: 'secret', ruleId: 'secret-test', start: 2, end: 5 };
    const once = (text: string): readonly Finding[] => (text.startsWith('a??') ? [unseen, secret] : []);
    expect(redact('a??key.', once).text).toBe('a[redacted secret]y.');
  });

  it('many findings in many looks take time that grows with the text', () => {
    const cost = (count: number): number => {
      const text = 'QZ '.repeat(count);
      const started = process.cpuUsage();
      expect(redact(text, look).findings).toHaveLength(2 * count);
      return process.cpuUsage(started).user / 1_000 + 5;
    };
    cost(1_000);
    expect(cost(40_000) / cost(10_000)).toBeLessThan(12);
  });
});

describe('a redaction that does not come to an end', () => {
  it('lets nothing of the text go on', () => {
    const always = () => [{ check: 'secret', ruleId: 'secret-test', start: 0, end: 1 }] as const;
    const redaction = redact('text', always);
    expect(redaction.isSettled).toBe(false);
    expect(settledText(redaction)).toBe('');
    expect(settledText({ ...redaction, isSettled: true })).toBe(redaction.text);
  });
});
