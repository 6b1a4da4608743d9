import type { ChatRequest, Message } from './chat-request';

/** Text of one message; the parts of a list follow each other without a gap. */
export function textOf({ content }: Pick<Message, 'content'>): string {
  return typeof content === 'string' ? content : content.map((part) => part.text).join('');
}

/** Texts of all messages in their order, one below the other: what a script's `match` is tried on. */
export function promptText({ messages }: Pick<ChatRequest, 'messages'>): string {
  return messages.map(textOf).join('\n');
}

const CHARACTERS_PER_TOKEN = 4;

/** Tokens of a text by the local site's estimate: a token is four characters, rounded up. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Estimated input tokens of a request: its texts, its tool calls and its tools. */
export function estimateInput(request: Pick<ChatRequest, 'messages' | 'tools'>): number {
  const calls = request.messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  const rest = [...calls, ...(request.tools ?? [])].map((item) => JSON.stringify(item));
  return estimateTokens([promptText(request), ...rest].join('\n'));
}
