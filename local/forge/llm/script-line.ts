import { z } from 'zod';

const LONGEST_DELAY_MS = 900_000;

const ToolSchema = z.strictObject({
  /** Default: the tool that `tool_choice` names, else the first one of the request. */
  name: z.string().min(1).optional(),
  /** An object; a string stands for arguments that are no JSON object. */
  arguments: z.union([z.record(z.string(), z.unknown()), z.string()]),
});

/**
 * One line of LLM_SCRIPT. What it answers is one of three: an answer (`text`, `tool`, `finishReason`), an error
 * (`status` with `code`, `message`), or any body (`raw`, with `status` 200 when none is given).
 */
const ScriptLineSchema = z
  .strictObject({
    /** Regular expression on the texts of all messages, one below the other; `.` fits line ends. Default: fits all. */
    match: z.string().refine(isPattern, 'must be a regular expression').optional(),
    /** How often the line is used. Default: 1 without `match`, without end with it. */
    times: z.number().int().min(1).optional(),
    /** Wait before the answer, in milliseconds. */
    delayMs: z.number().int().min(0).max(LONGEST_DELAY_MS).optional(),
    status: z.number().int().min(200).max(599).optional(),
    code: z.string().optional(),
    message: z.string().optional(),
    text: z.string().optional(),
    tool: z.union([ToolSchema, z.array(ToolSchema).min(1)]).optional(),
    /** Default: `tool_use` with a tool, else `end_turn`; null leaves it out, as a stream that was cut off. */
    finishReason: z.string().nullable().optional(),
    /** Sent as it is; a string without JSON quotes, so that it can be malformed. */
    raw: z.unknown().optional(),
  })
  .superRefine((line, context) => {
    const problem = findProblem(line);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** A checked line of a script. */
export type ScriptLine = z.infer<typeof ScriptLineSchema>;

/** A script that cannot be used; the message says which line and why. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
}

/** Reads a script's text: JSON Lines, empty lines are skipped. Raises `ScriptError` with the line's number. */
export function readScript(text: string): readonly ScriptLine[] {
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]));
  if (lines.length === 0) throw new ScriptError('it has no line');
  return lines;
}

function readLine(text: string, number: number): ScriptLine {
  const parsed = ScriptLineSchema.safeParse(parseJson(text, number));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new ScriptError(`line ${number}: ${place}${issue?.message ?? 'invalid'}`);
}

function parseJson(text: string, number: number): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new ScriptError(`line ${number}: not JSON`, { cause });
  }
}

function isPattern(source: string): boolean {
  try {
    return Boolean(toPattern(source));
  } catch {
    return false;
  }
}

/** The pattern of a `match`. */
export const toPattern = (source: string): RegExp => new RegExp(source, 's');

/** What the fields of a line, each right for itself, may not be together. */
function findProblem(line: Record<string, unknown>): string | undefined {
  const has = (...names: string[]): boolean => names.some((name) => line[name] !== undefined);
  if ('raw' in line) {
    return has('text', 'tool', 'finishReason', 'code', 'message')
      ? '"raw" goes with "status" only'
      : undefined;
  }
  if (!has('status')) {
    if (!has('text', 'tool')) return 'needs "text", "tool", "status" or "raw"';
    return has('code', 'message') ? '"code" and "message" go with "status"' : undefined;
  }
  if (has('text', 'tool', 'finishReason')) return '"status" goes with "code" and "message", or with "raw"';
  return Number(line['status']) < 400 ? 'a "status" below 400 goes with "raw" only' : undefined;
}
