import type { ChatRequest, Message } from './chat-request';
import type { ModelCard } from './model-cards';
import { estimateInput, textOf } from './prompt-text';

type Rule = (request: ChatRequest, card: ModelCard) => string | undefined;

/** Finds the first rule that a well-formed request breaks for a model; undefined when there is none. */
export function findBrokenRule(request: ChatRequest, card: ModelCard): string | undefined {
  for (const rule of [checkSampling, checkOutput, checkContents, checkTools, checkToolLoop, checkContext]) {
    const broken = rule(request, card);
    if (broken !== undefined) return broken;
  }
  return undefined;
}

/** The API reference's own "Validation rules" (forge-facts §2.5). */
const checkSampling: Rule = ({ temperature, top_p }, { name, hasSampling }) => {
  if (temperature !== undefined && top_p !== undefined)
    return '`temperature` and `top_p` cannot be specified together';
  const given = temperature === undefined ? 'top_p' : 'temperature';
  if (!hasSampling && (temperature !== undefined || top_p !== undefined))
    return `${name} does not support \`${given}\``;
  return undefined;
};

const checkOutput: Rule = ({ max_completion_tokens: wanted = 0 }, { name, outputTokens }) =>
  wanted > outputTokens
    ? `max_completion_tokens: ${wanted} is more than the ${outputTokens} tokens that ${name} can answer`
    : undefined;

/** Claude takes no empty text, except beside tool calls and as the result of a tool. */
const checkContents: Rule = ({ messages }) => {
  const empty = messages.findIndex((message) => textOf(message) === '' && !mayBeEmpty(message));
  if (empty !== -1) return `messages.${empty}.content: must be non-empty`;
  if (!messages.some(({ role }) => role === 'user')) return 'messages: at least one must be of the role user';
  return undefined;
};

const mayBeEmpty = (message: Message): boolean =>
  message.role === 'tool' || (message.role === 'assistant' && (message.tool_calls ?? []).length > 0);

const checkTools: Rule = ({ tools = [], tool_choice: choice = 'auto' }) => {
  const names = tools.map((tool) => tool.function.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return `tools: two have the name "${twice}"`;
  if (choice === 'required' && names.length === 0) return 'tool_choice: "required" without tools';
  if (typeof choice === 'object' && !names.includes(choice.function.name))
    return `tool_choice: no tool has the name "${choice.function.name}"`;
  return undefined;
};

/** Each tool call is answered by one tool message, right after the message that made it (forge-facts §2.5). */
const checkToolLoop: Rule = ({ messages }) => {
  let open = new Set<string>();
  for (const [at, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id))
        return `messages.${at}.tool_call_id: no tool call "${message.tool_call_id}" waits for an answer`;
      continue;
    }
    if (open.size > 0) break;
    const ids = message.role === 'assistant' ? (message.tool_calls ?? []).map(({ id }) => id) : [];
    open = new Set(ids);
    if (open.size < ids.length) return `messages.${at}.tool_calls: two have the same id`;
  }
  return open.size > 0
    ? `messages: the tool calls ${[...open].join(', ')} have no message of the role tool right after them`
    : undefined;
};

const checkContext: Rule = (request, { name, inputTokens }) => {
  const estimate = estimateInput(request);
  return estimate > inputTokens
    ? `the prompt is about ${estimate} tokens long, more than the ${inputTokens} that ${name} can read`
    : undefined;
};
