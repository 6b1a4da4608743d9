import { LIMITS } from '../limits';

/** What Forge says of one model: its name, its context in tokens, and whether it takes sampling parameters. */
export interface ModelCard {
  readonly name: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Whether `temperature` or `top_p` may be given; never both. */
  readonly hasSampling: boolean;
}

const small = { inputTokens: LIMITS.llmSmallInput.value, outputTokens: LIMITS.llmSmallOutput.value };
const large = { inputTokens: LIMITS.llmLargeInput.value, outputTokens: LIMITS.llmLargeOutput.value };

/** The models of Forge's own page (forge-llms-models, 2026-08-03), in its order; all of them are active there. */
export const MODEL_CARDS: readonly ModelCard[] = [
  { name: 'claude-haiku-4-5-20251001', ...small, hasSampling: true },
  { name: 'claude-sonnet-4-5-20250929', ...large, hasSampling: true },
  { name: 'claude-sonnet-4-6', ...large, hasSampling: true },
  { name: 'claude-sonnet-5', ...large, hasSampling: false },
  { name: 'claude-opus-4-6', ...large, hasSampling: true },
  { name: 'claude-opus-4-7', ...large, hasSampling: false },
  { name: 'claude-opus-4-8', ...large, hasSampling: false },
  { name: 'claude-opus-5', ...large, hasSampling: false },
];
