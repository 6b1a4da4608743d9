import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SectionSchema } from '../../contract/output';
import { OPERATIONS } from '../operations/catalogue';
import { answerTool, readAnswer, type RawAnswer } from './answer';
import { marksOf } from './messages';
import { TOOL_NAME } from './prompts';

const MARKS = marksOf('fe'.repeat(16), 'ca'.repeat(16));
const ASKED = {
  operation: 'prepare-incident-packet',
  limits: { maxClaims: 3, maxOutputCharacters: 100 },
} as const;

const claim = { text: 'Latency is 480 ms.', citations: [{ source: 1, quote: '480 ms' }] };
const section = { step: 'diagnostics', claims: [claim], contradictions: [], gaps: [] };
const answer = (args: unknown, over: Partial<RawAnswer> = {}): RawAnswer => ({
  finishReason: 'tool_use',
  toolCalls: [{ name: TOOL_NAME, arguments: args }],
  ...over,
});
const read = (raw: RawAnswer) => readAnswer(raw, ASKED, MARKS);

describe('readAnswer', () => {
  it('gives sections in the order of the steps, claims numbered through all of them', () => {
    const { draft } = read(answer({ sections: [{ ...section, step: 'baseline' }, section] }));
    expect(
      draft?.sections.map(({ step, title, claims }) => [step, title, claims.map(({ number }) => number)]),
    ).toEqual([
      ['diagnostics', 'Evidence pack', [1]],
      ['baseline', 'Comparison with known-good and earlier issues', [2]],
      ['vendor-escalation', 'Vendor escalation draft', []],
    ]);
    expect(draft?.sections[0]?.claims[0]).toEqual({
      ...claim,
      number: 1,
      struck: null,
      struckBy: null,
      was: null,
    });
    for (const made of draft?.sections ?? []) expect(SectionSchema.safeParse(made).success).toBe(true);
  });

  it('keeps contradictions and gaps, and takes arguments that came as a text', () => {
    const full = {
      ...section,
      contradictions: [{ text: 'Two values.', citations: [claim.citations[0], claim.citations[0]] }],
      gaps: [{ text: 'No log', ask: 'the team' }],
    };
    const { draft } = read(answer(JSON.stringify({ sections: [full] })));
    expect(draft?.sections[0]).toMatchObject({ contradictions: full.contradictions, gaps: full.gaps });
  });

  it('takes an answer of nothing: too little is a good answer', () => {
    expect(read(answer({ sections: [] })).draft?.sections.flatMap(({ claims }) => claims)).toEqual([]);
  });

  it.each<[string, RawAnswer, string, boolean]>([
    [
      'declined',
      answer({ sections: [] }, { finishReason: 'refusal' }),
      'The model declined to answer.',
      false,
    ],
    [
      'cut off',
      answer({ sections: [section] }, { finishReason: 'max_tokens' }),
      'The answer was cut off: it was too long.',
      true,
    ],
    [
      'not ended',
      answer({ sections: [section] }, { finishReason: null }),
      'The answer did not end with a call of the tool.',
      true,
    ],
    [
      'text only',
      answer({}, { finishReason: 'end_turn', toolCalls: [] }),
      'The answer did not end with a call of the tool.',
      true,
    ],
    ['no call', answer({}, { toolCalls: [] }), 'There must be exactly one call of the tool.', true],
    [
      'two calls',
      answer(
        {},
        {
          toolCalls: [
            { name: TOOL_NAME, arguments: { sections: [] } },
            { name: TOOL_NAME, arguments: {} },
          ],
        },
      ),
      'There must be exactly one call of the tool.',
      true,
    ],
    [
      'another tool',
      answer({}, { toolCalls: [{ name: 'close_issue', arguments: { sections: [] } }] }),
      'Another tool was called than the one there is.',
      true,
    ],
    ['no JSON', answer('{"sections": ['), 'The answer does not have the form that was asked for.', true],
    [
      'a field more',
      answer({ sections: [], approved: true }),
      'The answer does not have the form that was asked for.',
      true,
    ],
    [
      'a claim field more',
      answer({ sections: [{ ...section, claims: [{ ...claim, struck: null }] }] }),
      'The answer does not have the form that was asked for.',
      true,
    ],
    [
      'a foreign step',
      answer({ sections: [{ ...section, step: 'update-note' }] }),
      'The answer does not have the form that was asked for.',
      true,
    ],
    [
      'no citation',
      answer({ sections: [{ ...section, claims: [{ ...claim, citations: [] }] }] }),
      'The answer does not have the form that was asked for.',
      true,
    ],
    [
      'too many claims',
      answer({ sections: [{ ...section, claims: [claim, claim, claim, claim] }] }),
      'The answer does not have the form that was asked for.',
      true,
    ],
    [
      'too much text',
      answer({ sections: [{ ...section, claims: [{ ...claim, text: 'x'.repeat(101) }] }] }),
      'The claims are longer than 100 characters together.',
      true,
    ],
    ['a megabyte', answer('x'.repeat(1_000_000)), 'The answer is far too long.', true],
    [
      'the fence',
      answer({ sections: [], note: MARKS.fence }),
      'The answer repeats what the model was told to keep.',
      false,
    ],
    [
      'the canary in capitals',
      answer(`"${MARKS.canary.toUpperCase()}"`),
      'The answer repeats what the model was told to keep.',
      false,
    ],
  ])('refuses an answer with %s', (_name, ...[raw, why, mayRepair]) => {
    expect(read(raw)).toEqual({ draft: null, why, mayRepair });
  });

  it('never repeats a word of an answer in why it is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (args, name) => {
        const result = read(answer(args, { toolCalls: [{ name, arguments: args }] }));
        expect(result.draft === null && /^(?:The|There|Another) /u.test(result.why)).toBe(true);
      }),
    );
  });

  it('counts claims of all sections together', () => {
    const steps = ['diagnostics', 'baseline', 'vendor-escalation'];
    const sections = steps.map((step) => ({ ...section, step, claims: [claim, claim] }));
    const within = (maxClaims: number) =>
      readAnswer(
        answer({ sections }),
        { ...ASKED, limits: { maxClaims, maxOutputCharacters: 1_000 } },
        MARKS,
      );
    expect(within(5)).toMatchObject({ draft: null, why: 'There are more than 5 claims.', mayRepair: true });
    expect(within(6).draft).not.toBeNull();
  });
});

describe('answerTool', () => {
  it.each(OPERATIONS.map(({ id, steps }) => [id, steps] as const))(
    'offers %s its own steps, strictly',
    (operation, steps) => {
      const { name, parameters } = answerTool(operation, ASKED.limits);
      expect(name).toBe(TOOL_NAME);
      expect(parameters).toMatchObject({
        type: 'object',
        additionalProperties: false,
        required: ['sections'],
        properties: {
          sections: { maxItems: steps.length, items: { properties: { step: { enum: [...steps] } } } },
        },
      });
      expect(parameters).not.toHaveProperty('$schema');
    },
  );
});
