import { z } from 'zod';
import type { ChatModel, ChatResult } from '../../local/forge/llm/chat-model';
import type { ChatRequest } from '../../local/forge/llm/chat-request';
import { promptText } from '../../local/forge/llm/prompt-text';
import type { ScriptLine } from '../../local/forge/llm/script-line';
import { createScriptModel } from '../../local/forge/llm/script-model';

/** A source as the app gives it to a model. */
const GivenSchema = z.object({ source: z.number(), kind: z.string(), text: z.string() });
export type Given = z.infer<typeof GivenSchema>;

/** A question as a behaviour sees it: whom it was put to, the how-manieth it is since the last rewind, and what stands in it. */
export interface Question {
  readonly model: string;
  readonly nth: number;
  readonly sources: readonly Given[];
}

/** What a model answers, as a line of LLM_SCRIPT (docs/local-site.md). */
export type Behaviour = (question: Question) => ScriptLine;

/** Forge's model on this site: a flow says how it behaves. */
export interface SiteModel extends ChatModel {
  /** From now on it behaves like this, or is down; `asked` is waited for before each answer. */
  readonly behave: (behaviour: Behaviour | undefined, asked: (question: Question) => Promise<void>) => void;
}

/** The lines of data between the marks of the fence. */
function sourcesIn(request: ChatRequest): readonly Given[] {
  const lines = promptText(request).split('\n');
  const from = lines.findIndex((line) => /^<data-[0-9a-f]{32}>$/u.test(line));
  const to = lines.findIndex((line) => /^<\/data-[0-9a-f]{32}>$/u.test(line));
  return lines.slice(from + 1, to).map((line) => GivenSchema.parse(JSON.parse(line)));
}

const silent = (): Promise<void> => Promise.resolve();
const notExpected: Behaviour = () => ({ status: 500, message: 'this flow asks no model' });

/** A model without an own mind; `pause` is how its time passes. */
export function createSiteModel(pause: (ms: number) => Promise<unknown>): SiteModel {
  let behaviour = notExpected;
  let hear: (question: Question) => Promise<void> = silent;
  let nth = 0;
  return {
    async chat(call): Promise<ChatResult> {
      const question = { model: call.modelName, nth, sources: sourcesIn(call.request) };
      nth += 1;
      await hear(question);
      return createScriptModel([behaviour(question)], pause).chat(call);
    },
    rewind: () => {
      nth = 0;
    },
    behave: (next = notExpected, asked) => {
      behaviour = next;
      hear = asked;
    },
  };
}
