import type { ChatRequest } from './chat-request';

/** A call of a tool; `arguments` is an object, or the model's text where that is no JSON object. */
export interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly index: number;
  readonly function: { readonly name: string; readonly arguments: unknown };
}

/** `LlmResponse` of `@forge/llm`: a whole answer, or one chunk of a streamed one. */
export interface ChatAnswer {
  readonly choices: readonly {
    /** Absent in every chunk of a stream but the last. */
    readonly finish_reason?: string;
    readonly index: number;
    readonly message: {
      readonly role: 'assistant';
      /** A list of parts, as in the package's README; empty beside a bare tool call. */
      readonly content: readonly { readonly type: 'text'; readonly text: string }[];
      readonly tool_calls?: readonly ToolCall[];
    };
  }[];
  readonly usage?: Usage;
}

/** Tokens of one request. */
export interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly total_tokens: number;
}

/** One chat as the door hands it to a model, after every check. */
export interface ChatCall {
  /** The Claude name that the app chose. */
  readonly modelName: string;
  readonly request: ChatRequest;
  /** The model's time, in milliseconds from now. */
  readonly limitMs: number;
}

/** What a model gives: a whole answer, chunks, or a body that is passed on as it is (a string without JSON quotes). */
export type ChatResult =
  | { readonly kind: 'answer'; readonly answer: ChatAnswer }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<ChatAnswer> }
  | { readonly kind: 'raw'; readonly status: number; readonly body: unknown };

/** What stands behind the LLM door. `chat` raises `LlmError` only; a stream that breaks ends without an error. */
export interface ChatModel {
  chat(call: ChatCall): Promise<ChatResult>;
  /** Back to the state of the start, for `POST /_local/reset`. */
  rewind(): void;
}

/** Builds one choice's answer or chunk. */
export function toAnswer(part: {
  readonly text?: string;
  readonly toolCalls?: readonly ToolCall[];
  readonly finishReason?: string | undefined;
  readonly usage?: Usage | undefined;
}): ChatAnswer {
  const { text = '', toolCalls = [], finishReason, usage } = part;
  const message = {
    role: 'assistant' as const,
    content: text === '' ? [] : [{ type: 'text' as const, text }],
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
  };
  return {
    choices: [{ index: 0, ...(finishReason === undefined ? {} : { finish_reason: finishReason }), message }],
    ...(usage === undefined ? {} : { usage }),
  };
}
