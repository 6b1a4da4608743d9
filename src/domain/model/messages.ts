import type { Source } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { OperationId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import { SYSTEM_PROMPT } from './prompts';
import { STEP_PROMPTS } from './step-prompts';

/** Marks of one run, random, so that no text of an issue can know them: the fence around the data, and a canary (INJ-02, INJ-08). */
export interface RunMarks {
  readonly fence: string;
  readonly canary: string;
}

/** The marks of a run from two random nonces (hex digits). */
export const marksOf = (fence: string, canary: string): RunMarks => ({
  fence: `data-${fence}`,
  canary: `canary-${canary}`,
});

/** Everything that looks like an angle bracket; written as an escape inside data, so that nothing there can close the fence. */
const BRACKETS =
  /[<>\u2039\u203A\u2329\u232A\u226A\u226B\u276E\u276F\u27E8\u27E9\u3008\u3009\u300A\u300B\uFE64\uFE65\uFF1C\uFF1E]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One source on one line, as data: JSON has no line end and no bracket in it that the text could have brought. */
const toLine = ({ number, kind, label, author, at, issueKey, text }: Source): string =>
  JSON.stringify({ source: number, kind, issue: issueKey, label, author, at, text }).replace(
    BRACKETS,
    escaped,
  );

/** A message to a model. */
export interface ModelMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

function instructions(
  operation: OperationId,
  { maxClaims, maxOutputCharacters }: Pick<Limits, 'maxClaims' | 'maxOutputCharacters'>,
): string {
  const { title, steps, leavesTeam } = operationOf(operation);
  return [
    `The operation: ${title}. ${
      leavesTeam
        ? 'Its text may leave the team: nothing internal, no names of customers, no promise, no price.'
        : 'Its text stays with the team.'
    }`,
    `At most ${maxClaims} claims and ${maxOutputCharacters} characters in all. Sections, in this order, one each:`,
    ...steps.map((step) => `- ${step}: ${STEP_PROMPTS[step].text}`),
  ].join('\n');
}

/**
 * The messages of a question: what the model is told, then the data alone in a message of its own (threats INJ-01). `sources` are
 * hostile input and already without those in quarantine.
 */
export function messagesFor(
  asked: {
    readonly operation: OperationId;
    readonly limits: Pick<Limits, 'maxClaims' | 'maxOutputCharacters'>;
    readonly sources: readonly Source[];
  },
  { fence, canary }: RunMarks,
): readonly ModelMessage[] {
  const told = SYSTEM_PROMPT.replaceAll('{fence}', fence).replaceAll('{canary}', canary);
  return [
    { role: 'system', content: `${told}\n\n${instructions(asked.operation, asked.limits)}` },
    { role: 'user', content: [`<${fence}>`, ...asked.sources.map(toLine), `</${fence}>`].join('\n') },
  ];
}

/** The one repair try: what was wrong, in our words alone. Nothing of the first answer goes back to the model. */
export const repairMessage = (why: string): ModelMessage => ({
  role: 'user',
  content: `Your answer could not be used: ${why} Call the tool again with a whole answer of the right form, made from the sources alone.`,
});

/** Families that refuse a temperature (facts §2.5). A model of another name is asked with one, and without when it refuses. */
const WITHOUT_TEMPERATURE = /^claude-(?:opus-(?:4-[789]|[5-9])|sonnet-[5-9])(?:-|$)/u;

/** The temperature for a model, or null where it takes none. */
export const temperatureFor = (model: string, temperature: number): number | null =>
  WITHOUT_TEMPERATURE.test(model) ? null : temperature;
