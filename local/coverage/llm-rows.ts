import { LLM_LIMIT_ROWS } from './llm-limit-rows';
import type { CoverageRow } from './row';

const door = (title: string): string => `local/forge/llm/llm-door.test.ts › ${title}`;
const upstream = (title: string): string => `local/forge/llm/upstream-model.test.ts › ${title}`;
const stream = (title: string): string => `local/forge/llm/upstream-stream.test.ts › ${title}`;
const script = (title: string): string => `local/forge/llm/script-model.test.ts › ${title}`;
const setup = (title: string): string => `local/forge/llm/open-model.test.ts › ${title}`;

const SDK = '@forge/llm 1.0.8';
const REFERENCE = 'platform/forge/runtime-reference/forge-llms-api-reference';
const LOCAL = 'docs/local-site.md';

/** Coverage of the area `llm`, with the limits of Forge LLM. */
export const LLM_ROWS: readonly CoverageRow[] = [
  {
    area: 'llm',
    name: 'list',
    status: 'supported',
    note: 'The eight models of the Forge page, all active and all served by the one model of this site; none when no model is set',
    tests: [
      door('has the models of the Forge page, all of them active'),
      door('is empty without a model, and a chat is then forbidden'),
      door('is forbidden without an llm module, whose place in the manifest is named'),
    ],
    source: 'platform/forge/runtime-reference/forge-llms-models',
  },
  {
    area: 'llm',
    name: 'chat',
    status: 'supported',
    note: 'Content is answered as a list of text parts, as the README of the package shows it',
    tests: [
      door('is answered in the shape of the SDK, with the tokens that it took'),
      door('with a model that is not offered is forbidden'),
      upstream('asks the address for the one model, with the key, and answers in the words of Forge'),
    ],
    source: SDK,
  },
  {
    area: 'llm',
    name: 'stream',
    status: 'supported',
    note: 'Tool calls come whole in the last chunk, since how Forge cuts them is not documented. Cut off is no error',
    tests: [
      door('brings its text in chunks, and the reason with the tokens in the last one'),
      door('that is closed by the app ends, and the traffic has what was sent'),
      door('that was cut off has no chunk with a finish_reason'),
      stream('that %s ends without an error and without a finish_reason'),
      stream('brings tool calls whole, however they were cut'),
    ],
    source: 'platform/forge/runtime-reference/forge-llms-api-errors',
  },
  {
    area: 'llm',
    name: 'tool calls',
    status: 'supported',
    note: 'Arguments are an object; a string where the model wrote no JSON object. Every call needs its tool message',
    tests: [
      door('gives tool calls their arguments as an object, and ends with tool_use'),
      door('goes on after a tool call that is answered'),
      upstream('carries a loop of tool calls'),
      upstream('gives the arguments %j as %j'),
    ],
    source: REFERENCE,
  },
  {
    area: 'llm',
    name: 'prompt validation',
    status: 'supported',
    note: 'Forge names no status and code: 400 INVALID_PROMPT here. Fields that the reference does not name are refused',
    tests: [
      door('is stopped by the SDK itself where the SDK checks'),
      door('with %s is refused with 400, and the message names it'),
      door('with temperature and top_p together is refused, with one of them it is not'),
      door('for %s is refused with temperature or top_p'),
    ],
    source: REFERENCE,
  },
  {
    area: 'llm',
    name: 'errors',
    status: 'partial',
    note: 'Forge documents 403 FORGE_LLMS_MODEL_FORBIDDEN and 429 only; other codes are this site’s own',
    tests: [
      upstream('with the status $upstream gives $status $code'),
      script('answers errors, with a code where Forge names none'),
    ],
    source: 'platform/forge/runtime-reference/forge-llms-api-errors',
  },
  {
    area: 'llm',
    name: 'moderation',
    status: 'not_started',
    note: 'The shape of a blocked message is not documented; a script can answer any error or body in its place',
    tests: [],
    source: 'platform/forge/runtime-reference/forge-llms-api',
  },
  {
    area: 'llm',
    name: 'LLM_BASE_URL',
    status: 'supported',
    note: 'Any OpenAI-compatible address. No redirects, at most 32 MiB of answer, the key never shows',
    tests: [
      upstream('with a redirect is not followed there'),
      upstream('with an answer without end is cut at 32 MiB'),
      upstream('shows in no answer, traffic or log, even when the model repeats it'),
      upstream('that is not there gives 502, without its address'),
      setup('is refused for %s'),
      'local/site/start.test.ts › take the key of the model out of the environment, where the app could find it',
    ],
    source: LOCAL,
  },
  {
    area: 'llm',
    name: 'LLM_SCRIPT',
    status: 'supported',
    note: 'A token is four characters; read at the start and begun anew at a reset',
    tests: [
      script('answers its lines in order, each once, and says when none is left'),
      script('uses a line with a match wherever it fits, across the texts of the messages'),
      script('answers any body, malformed ones too'),
      script('with %s are refused with their number'),
      'tests/cli/llm-door.test.ts › starts, and offers the app the models of Forge',
      'tests/cli/llm-door.test.ts › that has %s ends with 2 and one line that says where',
    ],
    source: LOCAL,
  },
  ...LLM_LIMIT_ROWS,
];
