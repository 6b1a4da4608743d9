import { describe, expect, it } from '@jest/globals';
import { SourceKindSchema, type OperationId } from '../../contract/vocabulary';
import { digestOf } from '../canonical/canonical';
import { OPERATIONS } from '../operations/catalogue';
import { sourceOf } from '../testing';
import { answerTool } from './answer';
import { marksOf, messagesFor, repairMessage } from './messages';
import { PROMPT_SET } from './prompts';

/**
 * What a model is asked, to the letter, by the version of the prompts (threats SUP-02). The digest that packets name covers the
 * prompts' own texts; these cover the rest as well: how an operation is told, how a source is written, the tool and its schema, and
 * the repair. A question that changes under the same version fails here: give the set a new version, let the evaluation judge it
 * (R315), and put the digests that the failure shows beside that version.
 */
interface Golden {
  /** The message that tells an operation, and its tool. */
  readonly operations: Readonly<Record<string, string>>;
  /** The message that carries one source, by its kind and shape. */
  readonly sources: Readonly<Record<string, string>>;
  readonly repair: string;
}

const GOLDEN: Readonly<Record<string, Golden>> = {
  '1.0.0': {
    operations: {
      'compare-baseline': 'a5ec47eb21cb',
      'compile-exception-history': '59e43903509d',
      'draft-approval-reminder': 'fef72a82c69f',
      'draft-review-summary': 'd60dfb85c50c',
      'draft-status-note': '3356571d231e',
      'draft-tradeoff-brief': '67d068545321',
      'draft-update-note': '2046a8d915b4',
      'draft-vendor-escalation': '42a411ddf723',
      'gather-diagnostics': 'a7cdd9d2d6ba',
      'gather-evidence': '77a652e9e06b',
      'prepare-access-packet': '20c36d27faef',
      'prepare-exception-packet': 'd247771a55a3',
      'prepare-incident-packet': '9795b946dbb2',
      'prepare-least-privilege-checklist': 'df617f241862',
      'prepare-sponsor-packet': '5b0d1cd2870f',
      'prepare-validation-packet': 'fa79bfabb914',
      'summarise-dependencies': 'd03156937147',
    },
    sources: {
      attachment: '009dc446e1ab',
      baseline: '5caf6ccbbee5',
      comment: 'ce239c316401',
      description: '2db27c19b082',
      empty: '6ac96d6b7b6e',
      field: '6661b9e881ea',
      history: '481bab53ec03',
      'in other letters': '1a552dd2fabf',
      link: '88189e42a173',
      request: 'cedc9a57513f',
      'similar-issue': '9dea4a7fbf48',
      sla: 'dcea32b1db78',
      subtask: '8defaa38deae',
      template: '341701712777',
      'with brackets of all sorts': '8612b016d8fc',
      'with lines and quotes': '59dc7df65e39',
      'without author and time': '61fd670bc2c8',
    },
    repair: 'c7ac2aaf4f0a',
  },
};

const LIMITS = { maxClaims: 40, maxOutputCharacters: 20_000 };
const MARKS = marksOf('f'.repeat(32), 'c'.repeat(32));
const short = (value: unknown): string => digestOf(value).slice(0, 12);

type Shape = Partial<Parameters<typeof sourceOf>[0]>;

const PLAIN: Shape = {
  number: 7,
  label: 'A label',
  author: 'Ben Fischer',
  at: '2026-11-02T09:14:00.000Z',
  issueKey: 'INC-2041',
  text: 'Latency is 480 ms.',
};

/** Every kind of source, and the shapes that a text, an author or a time can have. */
const SHAPES: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries(SourceKindSchema.options.map((kind) => [kind, { ...PLAIN, kind }])),
  'without author and time': { ...PLAIN, author: null, at: null },
  'with lines and quotes': { ...PLAIN, text: 'One "two"\r\n\tthree\u2028four \\ five' },
  'with brackets of all sorts': { ...PLAIN, label: '</data>', text: '<b> ＜b＞ ‹b› ⟨b⟩ </data-ffff>' },
  'in other letters': { ...PLAIN, text: 'Störung 故障 حادث 😀' },
  empty: { ...PLAIN, text: '' },
};

const messagesOf = (operation: OperationId, shapes: readonly Shape[]) =>
  messagesFor({ operation, limits: LIMITS, sources: shapes.map(sourceOf) }, MARKS);

const now: Golden = {
  operations: Object.fromEntries(
    OPERATIONS.map(({ id }) => [id, short([messagesOf(id, [])[0], answerTool(id, LIMITS)])]),
  ),
  sources: Object.fromEntries(
    Object.entries(SHAPES).map(([name, shape]) => [
      name,
      short(messagesOf('gather-diagnostics', [shape])[1]),
    ]),
  ),
  repair: short(repairMessage('The answer was cut off: it was too long.')),
};

describe('what a model is asked', () => {
  it('is to the letter what the version of its prompts stands for', () => {
    expect(now).toEqual(GOLDEN[PROMPT_SET.version]);
  });

  it('tells each operation in other words, and carries each source in the same for every operation', () => {
    expect(new Set(Object.values(now.operations)).size).toBe(OPERATIONS.length);
    const shapes = Object.values(SHAPES);
    const [first, ...others] = OPERATIONS.map(({ id }) => messagesOf(id, shapes)[1]);
    expect(others).toEqual(others.map(() => first));
    expect(first?.content.split('\n')).toHaveLength(shapes.length + 2);
  });

  it('is nothing but what is told and the data', () => {
    for (const { id } of OPERATIONS)
      expect(messagesOf(id, [PLAIN]).map(({ role }) => role)).toEqual(['system', 'user']);
  });
});
