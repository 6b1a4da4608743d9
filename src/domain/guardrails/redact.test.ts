import { describe, expect, it } from '@jest/globals';
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

describe('a redaction that does not come to an end', () => {
  it('lets nothing of the text go on', () => {
    const always = () => [{ check: 'secret', ruleId: 'secret-test', start: 0, end: 1 }] as const;
    const redaction = redact('text', always);
    expect(redaction.isSettled).toBe(false);
    expect(settledText(redaction)).toBe('');
    expect(settledText({ ...redaction, isSettled: true })).toBe(redaction.text);
  });
});
