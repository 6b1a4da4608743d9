import type { ChatRequest, Message } from './chat-request';

/** The same chat in the words of an OpenAI-compatible chat-completions address, for the model of that name. */
export function toOpenAiRequest(request: ChatRequest, model: string): Record<string, unknown> {
  const { messages, stream, tools = [], tool_choice: choice, ...rest } = request;
  return {
    ...rest,
    // An empty list, or a choice without one, is refused there.
    ...(tools.length === 0 ? {} : { tools, ...(choice === undefined ? {} : { tool_choice: choice }) }),
    model,
    messages: messages.map(toOpenAiMessage),
    ...(stream ? { stream, stream_options: { include_usage: true } } : { stream }),
  };
}

function toOpenAiMessage(message: Message): Record<string, unknown> {
  if (message.role === 'tool') {
    const { role, content, tool_call_id } = message;
    return { role, content, tool_call_id };
  }
  if (message.role !== 'assistant') return message;
  const { role, content, tool_calls: calls = [] } = message;
  if (calls.length === 0) return { role, content };
  return {
    role,
    content: content.length === 0 ? null : content,
    tool_calls: calls.map(({ id, type, function: { name, arguments: given } }) => ({
      id,
      type,
      function: { name, arguments: JSON.stringify(given) },
    })),
  };
}
