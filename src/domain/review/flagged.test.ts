import { describe, expect, it } from '@jest/globals';
import type { SecretFound } from '../packet/collect-sources';
import { packetOf, sourceOf } from '../testing';
import { flaggedOf } from './flagged';

const found = (source: number, ruleId: string, check: SecretFound['check'] = 'secret'): SecretFound => ({
  source,
  check,
  ruleId,
  start: 17,
  length: 41,
});

describe('what is flagged', () => {
  const sources = [sourceOf(), sourceOf({ number: 2, kind: 'description', label: 'Description' })];

  it('is named by kind and place, in order of source, each once with how often', () => {
    const secrets = [
      found(1, 'secret-github-token'),
      found(1, 'secret-github-token'),
      found(1, 'pii-email', 'pii'),
      found(2, 'secret-github-token'),
    ];
    expect(flaggedOf(packetOf({ sources, secrets }))).toEqual([
      { what: 'Secret: github token, 2 times', where: 'Source 1, Comment' },
      { what: 'Personal data: email', where: 'Source 1, Comment' },
      { what: 'Secret: github token', where: 'Source 2, Description' },
    ]);
  });

  it('says neither where in the text it stood nor how long it was', () => {
    const text = JSON.stringify(flaggedOf(packetOf({ sources, secrets: [found(1, 'aws-key')] })));
    expect(text).toContain('Secret: aws key');
    expect(text).not.toMatch(/17|41/u);
  });

  it('names a source that is not there by its number, and is empty where nothing was found', () => {
    expect(flaggedOf(packetOf({ sources, secrets: [found(9, 'pii-iban', 'pii')] }))).toEqual([
      { what: 'Personal data: iban', where: 'Source 9' },
    ]);
    expect(flaggedOf(packetOf())).toEqual([]);
  });
});
