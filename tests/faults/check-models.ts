import { z } from 'zod';
import { LIES } from './model-behaviours';
import type { AppComment } from './jira-world';
import type { Play } from './play';
import type { Question } from './site-model';
import type { StoredWorld } from './stored-world';

/**
 * The breach that a question would be, in words, or null: a model is asked only for a run that goes on, only if the packet that
 * people saw names it, and never on a halted site.
 */
export function judgeQuestion({ model }: Question, world: StoredWorld): string | null {
  if (world.isHalted()) return `${model} was asked while the site is halted`;
  const running = world.handoffs().filter(({ state }) => state === 'running');
  const isSealed = running.some(({ id }) => world.plan(id).some((engine) => engine.model === model));
  return isSealed ? null : `${model} was asked, which no packet of a run under way names`;
}

/** What an engine made stands once, by an engine of the plan, and only where the trail says that a run finished. */
const checkOutputs = (world: StoredWorld): string[] =>
  world.handoffs().flatMap(({ id }) => {
    const runs = world.entries(id).filter(({ event }) => event === 'run.finished');
    const output = world.output(id);
    const isOfPlan =
      output === null ||
      world.plan(id).some(({ name, model }) => name === output.engine.name && model === output.engine.model);
    return [
      ...(runs.length > 1 ? [`the run of ${id} finished ${runs.length} times`] : []),
      ...((output === null) === (runs.length === 0)
        ? []
        : [`${id} has an output without its entry, or none`]),
      ...(isOfPlan ? [] : [`${id} was made by ${output.engine.name}, which its packet does not name`]),
    ];
  });

/** No question of a flow takes more, in and out. */
const MOST_A_QUESTION = 20_000;

interface Taken {
  readonly input: number;
  readonly questions: number;
  readonly writes: number;
}

const UsedSchema = z.object({ usage: z.object({ input_tokens: z.number() }) });

const usageIn = (response: unknown): number => UsedSchema.safeParse(response).data?.usage.input_tokens ?? 0;

const isStateWrite = (request: unknown): boolean =>
  JSON.stringify(request).includes('"entityName":"model-state"');

function takenSince({ site }: Play): Taken {
  const calls = site.host.traffic.since(0);
  const questions = calls.filter(({ door, method }) => door === 'llm' && method === 'POST');
  return {
    input: questions.reduce((sum, { response }) => sum + usageIn(response), 0),
    questions: questions.length,
    writes: calls.filter(({ door, request }) => door === 'kvs' && isStateWrite(request)).length,
  };
}

/**
 * Tokens are counted with a question's estimate before it is sent, and an answer that the app got is never taken back: so what
 * models read stands at least once, and no fault makes a question count without end.
 */
function checkTokens(play: Play): string[] {
  const counted = play.world.modelTokens() - play.tokensBefore;
  const { input, questions, writes } = takenSince(play);
  const most = writes * MOST_A_QUESTION;
  return [
    ...(counted < input
      ? [`${input} tokens were read in ${questions} questions, ${counted} are counted`]
      : []),
    ...(counted > most ? [`${counted} tokens are counted for ${writes} writes of a model's state`] : []),
  ];
}

/** Nothing that only a lying model says stands in a comment. */
export const checkLies = (comments: readonly AppComment[]): string[] =>
  comments.flatMap(({ id, said }) =>
    LIES.filter((lie) => said.includes(lie)).map((lie) => `comment ${id} says: ${lie}`),
  );

/** Every breach by an engine: outputs against plan and trail, tokens against what was asked. */
export const findModelBreaches = (play: Play): readonly string[] => [
  ...checkOutputs(play.world),
  ...checkTokens(play),
];
