import { setTimeout as wait } from 'node:timers/promises';
import { toAnswer, type ChatAnswer, type ChatCall, type ChatModel, type ChatResult } from './chat-model';
import type { ChatRequest } from './chat-request';
import { LlmError } from './llm-error';
import { estimateInput, estimateTokens, promptText } from './prompt-text';
import { toPattern, type ScriptLine } from './script-line';

interface Slot {
  readonly line: ScriptLine;
  readonly pattern: RegExp;
  left: number;
}

/** Text of a streamed answer comes in chunks of so many characters, none of them cut. */
const CHUNK = /.{1,24}/gsu;

/**
 * A model that answers from a script: each request takes the first line that has uses left and whose `match` fits.
 * Its usage is an estimate: a token is four characters. `pause` stands for the passing of time.
 */
export function createScriptModel(
  lines: readonly ScriptLine[],
  pause: (ms: number) => Promise<unknown> = wait,
): ChatModel {
  let slots = toSlots(lines);
  let calls = 0;
  const nextId = (): string => `toolu_script_${String((calls += 1)).padStart(6, '0')}`;
  return {
    async chat({ request, limitMs }: ChatCall): Promise<ChatResult> {
      const line = takeLine(slots, request);
      await pause(Math.min(line.delayMs ?? 0, limitMs));
      if ((line.delayMs ?? 0) > limitMs)
        throw new LlmError('INFERENCE_TIMEOUT', 'the model took longer than it may');
      return toResult(line, request, nextId);
    },
    rewind() {
      slots = toSlots(lines);
      calls = 0;
    },
  };
}

const toSlots = (lines: readonly ScriptLine[]): readonly Slot[] =>
  lines.map((line) => ({
    line,
    pattern: toPattern(line.match ?? ''),
    left: line.times ?? (line.match === undefined ? 1 : Infinity),
  }));

function takeLine(slots: readonly Slot[], request: ChatRequest): ScriptLine {
  const text = promptText(request);
  const slot = slots.find(({ left, pattern }) => left > 0 && pattern.test(text));
  if (!slot) {
    throw new LlmError(
      'SCRIPT_WITHOUT_ANSWER',
      'LLM_SCRIPT has no answer for this request: no line with uses left fits its texts',
    );
  }
  slot.left -= 1;
  return slot.line;
}

function toResult(line: ScriptLine, request: ChatRequest, nextId: () => string): ChatResult {
  const { status, code, message } = line;
  if ('raw' in line) return { kind: 'raw', status: status ?? 200, body: line.raw };
  if (status !== undefined) {
    const standard = status === 429 ? 'RATE_LIMIT_EXCEEDED' : 'INTERNAL_ERROR';
    const body = { code: code ?? standard, message: message ?? `LLM_SCRIPT answers ${status}` };
    return { kind: 'raw', status, body };
  }
  const parts = toParts(line, request, nextId);
  if (!request.stream) return { kind: 'answer', answer: toAnswer(parts) };
  return { kind: 'stream', chunks: toChunks(parts) };
}

type Parts = Parameters<typeof toAnswer>[0] & { readonly text: string };

function toParts(line: ScriptLine, request: ChatRequest, nextId: () => string): Parts {
  const { text = '', tool = [], finishReason } = line;
  const tools = Array.isArray(tool) ? tool : [tool];
  const toolCalls = tools.map(({ name, arguments: given }, index) => ({
    id: nextId(),
    type: 'function' as const,
    index,
    function: { name: name ?? standardTool(request), arguments: given },
  }));
  const standard = tools.length > 0 ? 'tool_use' : 'end_turn';
  const input = estimateInput(request);
  const output = estimateTokens(text + tools.map((item) => JSON.stringify(item.arguments)).join(''));
  return {
    text,
    toolCalls,
    finishReason: finishReason === null ? undefined : (finishReason ?? standard),
    usage: { input_tokens: input, output_tokens: output, total_tokens: input + output },
  };
}

function standardTool({ tools = [], tool_choice: choice }: ChatRequest): string {
  const name = typeof choice === 'object' ? choice.function.name : tools[0]?.function.name;
  if (name !== undefined) return name;
  throw new LlmError('SCRIPT_WITHOUT_ANSWER', 'LLM_SCRIPT answers with a tool, but the request offers none');
}

async function* toChunks({ text, ...last }: Parts): AsyncGenerator<ChatAnswer> {
  for (const piece of text.match(CHUNK) ?? []) yield toAnswer({ text: piece });
  // Without a reason the stream was cut off: nothing final comes.
  if (last.finishReason !== undefined) yield toAnswer(last);
}
