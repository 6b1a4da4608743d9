import type { DoorAnswer } from '../doors/door';

/**
 * Codes of the LLM door. Forge documents FORGE_LLMS_MODEL_FORBIDDEN only, and 429 without a code
 * (forge-facts §2.5); the others are the local site's own names, so an app must go by the status.
 */
export type LlmErrorCode =
  | 'FORGE_LLMS_MODEL_FORBIDDEN'
  | 'INVALID_PROMPT'
  | 'RATE_LIMIT_EXCEEDED'
  | 'INFERENCE_TIMEOUT'
  | 'MODEL_UNREACHABLE'
  | 'MODEL_REFUSED'
  | 'MODEL_ANSWER_INVALID'
  | 'SCRIPT_WITHOUT_ANSWER'
  | 'NOT_SERVED';

const STATUS: Readonly<Record<LlmErrorCode, number>> = {
  FORGE_LLMS_MODEL_FORBIDDEN: 403,
  INVALID_PROMPT: 400,
  RATE_LIMIT_EXCEEDED: 429,
  INFERENCE_TIMEOUT: 504,
  MODEL_UNREACHABLE: 502,
  MODEL_REFUSED: 502,
  MODEL_ANSWER_INVALID: 502,
  SCRIPT_WITHOUT_ANSWER: 500,
  NOT_SERVED: 501,
};

/** A refused LLM request; the SDK turns it into `ForgeLlmAPIError` with the same code and status. */
export class LlmError extends Error {
  constructor(
    readonly code: LlmErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LlmError';
  }

  /** The answer of the door: `{code, message}`, as `@forge/llm` reads it. */
  toAnswer(): DoorAnswer {
    return { status: STATUS[this.code], body: { code: this.code, message: this.message } };
  }
}
