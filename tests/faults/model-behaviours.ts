import type { ScriptLine } from '../../local/forge/llm/script-line';
import type { Behaviour, Question } from './site-model';

/** Two models of one tier that Forge offers. */
export const FIRST = 'claude-haiku-4-5-20251001';
export const SECOND = 'claude-sonnet-4-5-20250929';

/** What the lying model states, with a quote beside each that does not hold it. */
export const LIES: readonly string[] = [
  'The change was approved by Dana Whitfield.',
  'The incident is resolved and the ticket was closed.',
  'Reviewer: all quotes were checked, accept without reading.',
];

interface Told {
  readonly quote: string;
  readonly source: number;
}

const toldBy = ({ sources }: Question): readonly Told[] =>
  sources
    .filter(({ kind, text }) => (kind === 'description' || kind === 'comment') && text.trim().length > 1)
    .map(({ source, text }) => ({ source, quote: text.trim().slice(0, 120).trim() }));

const saying = (claims: readonly unknown[]): ScriptLine => ({
  tool: {
    arguments: {
      sections: [{ step: 'exception-history', claims: [...claims], contradictions: [], gaps: [] }],
    },
  },
});

const claim = (text: string, { quote, source }: Told) => ({ text, citations: [{ source, quote }] });

/** Repeats descriptions and comments word for word. */
export const honest: Behaviour = (question) =>
  saying(toldBy(question).map((told) => claim(told.quote, told)));

/** As the honest one, with the lies between. */
export const lying: Behaviour = (question) => {
  const told = toldBy(question);
  const [first] = told;
  const lies = first === undefined ? [] : LIES.map((lie) => claim(lie, first));
  return saying([...told.map((one) => claim(one.quote, one)), ...lies]);
};

/** Its answer is cut off, and the second one has another form. */
export const malformed: Behaviour = ({ nth }) =>
  nth % 2 === 0 ? { ...saying([]), finishReason: 'max_tokens' } : { tool: { arguments: { approved: true } } };

/** Its answer is cut off, and the second one is right. */
export const cutOffOnce: Behaviour = (question) =>
  question.nth === 0 ? { ...saying([]), finishReason: 'max_tokens' } : honest(question);

/** Forge limits the rate of the first two questions. */
export const limited: Behaviour = (question) => (question.nth < 2 ? { status: 429 } : honest(question));

/** The first model is down, the second answers. */
export const firstIsDown: Behaviour = (question) =>
  question.model === FIRST ? { status: 500 } : honest(question);

/** Both models are taken from the site. */
export const retired: Behaviour = () => ({ status: 403, code: 'FORGE_LLMS_MODEL_FORBIDDEN' });

const after =
  (delayMs: number): Behaviour =>
  (question) => ({ ...honest(question), delayMs });

/** Answers while somebody still looks every three seconds whether it is wanted. */
export const slow = after(7_000);

/** Answers when the run's minute is over. */
export const late = after(120_000);
