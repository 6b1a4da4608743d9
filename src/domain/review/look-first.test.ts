import { describe, expect, it } from '@jest/globals';
import type { PriorDecision } from '../../contract/handoff';
import { NOON, packetOf, sourceOf } from '../testing';
import { lookFirst, type Subject } from './look-first';
import { outputWith } from './testing';

const subjectOf = (over: Partial<Subject> = {}): Subject => ({
  packet: packetOf(),
  output: null,
  audience: 'internal',
  changes: [],
  prior: [],
  ...over,
});
const prior = (verdict: PriorDecision['verdict']): PriorDecision => ({
  issueKey: 'INC-1',
  verdict,
  by: 'Cho Park',
  at: NOON,
  reason: 'none',
  state: 'completed',
});
const SECRET = { source: 1, check: 'secret', ruleId: 'aws-key', start: 0, length: 9 } as const;

describe('what to look at first', () => {
  it('is nothing where nothing that can be counted speaks against approving', () => {
    expect(lookFirst(subjectOf())).toEqual([]);
    expect(lookFirst(subjectOf({ output: outputWith({ kept: 3 }), prior: [prior('approve')] }))).toEqual([]);
  });

  it.each([
    [
      'a change',
      { changes: ['x'] },
      'What was sealed is not what the issue says now: an approval would not count.',
    ],
    ['a customer', { audience: 'customer' }, 'The customer would read this comment.'],
    [
      'no claim',
      { output: outputWith({ struck: 1 }) },
      'No claim stands on a quote, so nothing would be used.',
    ],
    [
      'a contradiction',
      { output: outputWith({ kept: 1, contradictions: 1 }) },
      'Sources contradict each other in 1 place; AI took no side.',
    ],
    [
      'contradictions',
      { output: outputWith({ kept: 1, contradictions: 2 }) },
      'Sources contradict each other in 2 places; AI took no side.',
    ],
    ['a struck claim', { output: outputWith({ kept: 1, struck: 1 }) }, '1 claim was struck.'],
    ['struck claims', { output: outputWith({ kept: 1, struck: 2 }) }, '2 claims were struck.'],
    ['a gap', { output: outputWith({ kept: 1, gaps: 1 }) }, '1 thing is missing from the sources.'],
    ['gaps', { output: outputWith({ kept: 1, gaps: 3 }) }, '3 things are missing from the sources.'],
    ['no source', { packet: packetOf({ sources: [] }) }, 'AI is given no source at all.'],
    [
      'a cut source',
      { packet: packetOf({ sources: [sourceOf({ isTruncated: true })] }) },
      '1 source was cut at the limit, so AI reads only a part.',
    ],
    [
      'a secret',
      { packet: packetOf({ secrets: [SECRET] }) },
      '1 secret or piece of personal data stood in the sources.',
    ],
    [
      'secrets',
      { packet: packetOf({ secrets: [SECRET, SECRET] }) },
      '2 secrets or pieces of personal data stood in the sources.',
    ],
    [
      'a refusal before',
      { prior: [prior('approve'), prior('reject')] },
      '1 of the 2 similar gates before was refused.',
    ],
    [
      'an escalation before',
      { prior: [prior('reject'), prior('escalate')] },
      '2 of the 2 similar gates before were refused.',
    ],
  ] as const)('names %s', (_what, over, sentence) => {
    expect(lookFirst(subjectOf(over as Partial<Subject>))).toEqual([sentence]);
  });

  it('says the gravest first', () => {
    const packet = packetOf({ secrets: [SECRET] });
    const output = outputWith({ kept: 1, contradictions: 1 });
    const all = lookFirst({ packet, output, audience: 'customer', changes: ['x'], prior: [prior('reject')] });
    expect(all.map((sentence) => sentence.split(' ')[0])).toEqual(['What', 'The', 'Sources', '1', '1']);
  });
});
