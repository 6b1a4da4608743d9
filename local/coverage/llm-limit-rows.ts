import type { CoverageRow } from './row';

interface LimitRow {
  readonly name: string;
  readonly note?: string;
  readonly titles: readonly string[];
}

const row = ({ name, note = '', titles }: LimitRow): CoverageRow => ({
  area: 'limits',
  name,
  status: 'supported',
  note,
  tests: titles.map((title) => `local/forge/llm/llm-limits.test.ts › ${title}`),
  source: 'platform/forge/limits-llm',
});

const CONTEXT = 'may fill the context of a model and not one token more';
const OUTPUT = 'for %s may ask for %d tokens of output and not one more';

/** Limits of Forge LLM, by their names in the registry. */
export const LLM_LIMIT_ROWS: readonly CoverageRow[] = [
  row({
    name: 'llmRequestsPerMinute',
    note: 'Prompts of the installation, over all models; refused prompts count where they reached a model’s name',
    titles: ['let 100 prompts a minute pass over all models, and lists uncounted'],
  }),
  row({
    name: 'llmTokensPerMinute',
    note: 'By model. As the model counts them; the prompt is estimated before it is sent, a token as four characters',
    titles: ['let 500,000 tokens a minute pass for each model'],
  }),
  row({
    name: 'llmInference',
    note: 'In consumers; elsewhere at most 55 s. Answered with 504, since Forge names no status. Real time',
    titles: [
      'is five minutes in a consumer, and what is left of the invocation where that is less',
      'is that of a function in the background elsewhere',
      'over ends the chat with 504 in a consumer that may run longer',
      'is over with the invocation, which gets no answer any more',
    ],
  }),
  row({ name: 'llmSmallInput', note: 'Haiku; tokens are estimated as four characters', titles: [CONTEXT] }),
  row({ name: 'llmSmallOutput', note: 'Haiku', titles: [OUTPUT] }),
  row({
    name: 'llmLargeInput',
    note: 'Sonnet and Opus; the tokens of a minute are fewer',
    titles: ['is bounded too, and holds more than the tokens of a minute'],
  }),
  row({ name: 'llmLargeOutput', note: 'Sonnet and Opus', titles: [OUTPUT] }),
];
