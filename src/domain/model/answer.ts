import { z } from 'zod';
import { CitationSchema, ContradictionSchema, GapSchema } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { OperationId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import type { Draft } from '../output/check-output';
import type { RunMarks } from './messages';
import { TOOL_NAME } from './prompts';
import { STEP_PROMPTS } from './step-prompts';

const ClaimAnswerSchema = z.strictObject({
  text: z.string().trim().min(1).max(1_200),
  citations: z
    .array(CitationSchema.extend({ quote: z.string().min(1).max(1_000) }))
    .min(1)
    .max(12),
});

type Bounds = Pick<Limits, 'maxClaims' | 'maxOutputCharacters'>;

/** What a model must return for an operation. Strict: a field more or less is another answer (OUT-08). */
const schemaFor = (operation: OperationId, { maxClaims }: Bounds) =>
  z.strictObject({
    sections: z
      .array(
        z.strictObject({
          step: z.enum(operationOf(operation).steps),
          claims: z.array(ClaimAnswerSchema).max(maxClaims),
          contradictions: z.array(ContradictionSchema).max(20),
          gaps: z.array(GapSchema).max(20),
        }),
      )
      .max(operationOf(operation).steps.length),
  });
type ModelAnswer = z.infer<ReturnType<typeof schemaFor>>;

/** The one tool, whose arguments are the answer. */
export function answerTool(operation: OperationId, limits: Bounds) {
  const { $schema: _draft, ...parameters } = z.toJSONSchema(schemaFor(operation, limits), { io: 'input' });
  return {
    name: TOOL_NAME,
    description:
      'Returns the whole answer: sections with claims and their citations, contradictions and gaps.',
    parameters,
  };
}

/** An answer as the port gives it. Hostile input. */
export interface RawAnswer {
  readonly finishReason: string | null;
  readonly toolCalls: readonly { readonly name: string; readonly arguments: unknown }[];
}

/** An answer that is no draft: why, as a sentence for people and for the repair try, and whether asking again can help. */
interface NoDraft {
  readonly draft: null;
  readonly why: string;
  readonly mayRepair: boolean;
}
type ReadAnswer = { readonly draft: Draft } | NoDraft;

const unusable = (why: string, mayRepair = true): NoDraft => ({ draft: null, why, mayRepair });

/** Room for quotes, which are not part of the text that is limited, and for JSON itself. */
const MOST_CHARACTERS = 400_000;

function toJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * Sections in the order of the operation's steps; a step that the model left out has an empty one. What was not done is never the
 * model's to say.
 */
function toDraft(answer: ModelAnswer, operation: OperationId): Draft {
  let number = 0;
  const sections = operationOf(operation).steps.map((step) => {
    const given = answer.sections.filter((section) => section.step === step);
    return {
      step,
      title: STEP_PROMPTS[step].title,
      claims: given
        .flatMap(({ claims }) => claims)
        .map((claim) => ({ ...claim, number: (number += 1), struck: null, struckBy: null, was: null })),
      contradictions: given.flatMap(({ contradictions }) => contradictions),
      gaps: given.flatMap(({ gaps }) => gaps),
    };
  });
  return { sections, notDone: [] };
}

/** The arguments of the one call, or why there is none. */
function argumentsOf({ finishReason, toolCalls }: RawAnswer): { readonly given: unknown } | NoDraft {
  if (finishReason === 'refusal') return unusable('The model declined to answer.', false);
  if (finishReason === 'max_tokens') return unusable('The answer was cut off: it was too long.');
  if (finishReason !== 'tool_use') return unusable('The answer did not end with a call of the tool.');
  const [call, ...others] = toolCalls;
  if (call === undefined || others.length > 0) return unusable('There must be exactly one call of the tool.');
  if (call.name !== TOOL_NAME) return unusable('Another tool was called than the one there is.');
  return { given: toJson(call.arguments) };
}

/** The random part of a mark, which alone tells it from other text. */
const secretOf = (mark: string): string => mark.slice(mark.indexOf('-') + 1);

/**
 * Reads a model's answer: size, the marks of the run, finish reason, the one call, and a strict schema (OUT-08, INJ-02, INJ-08).
 * What it says is not judged here: nothing of it is grounded yet. A mark in an answer means that the model repeats its prompt or
 * speaks as the data: it is refused without a second try.
 */
export function readAnswer(
  raw: RawAnswer,
  asked: { readonly operation: OperationId; readonly limits: Bounds },
  { fence, canary }: RunMarks,
): ReadAnswer {
  const text = JSON.stringify(raw.toolCalls);
  if (text.length > MOST_CHARACTERS) return unusable('The answer is far too long.');
  if ([fence, canary].some((mark) => text.toLowerCase().includes(secretOf(mark))))
    return unusable('The answer repeats what the model was told to keep.', false);
  const called = argumentsOf(raw);
  if ('why' in called) return called;
  const parsed = schemaFor(asked.operation, asked.limits).safeParse(called.given);
  if (!parsed.success) return unusable('The answer does not have the form that was asked for.');
  const { maxClaims, maxOutputCharacters } = asked.limits;
  const claims = parsed.data.sections.flatMap((section) => section.claims);
  if (claims.length > maxClaims) return unusable(`There are more than ${maxClaims} claims.`);
  if (claims.reduce((sum, { text: { length } }) => sum + length, 0) > maxOutputCharacters)
    return unusable(`The claims are longer than ${maxOutputCharacters} characters together.`);
  return { draft: toDraft(parsed.data, asked.operation) };
}
