import type { Clock } from '../../clock';
import { LIMITS } from '../limits';
import { RateWindow } from '../rate-window';
import { LlmError } from './llm-error';

const MINUTE_MS = 60_000;

/** Counts the prompts of the installation and the tokens of each model, per minute of the site's clock. */
export class LlmRates {
  private requests = newRequests();
  private tokens = new Map<string, RateWindow>();

  constructor(private readonly clock: Clock) {}

  /** Counts one prompt; raises `RATE_LIMIT_EXCEEDED`. */
  takeRequest(): void {
    const limit = LIMITS.llmRequestsPerMinute.value;
    if (!this.requests.take(this.clock.now()).ok) throw tooMany(`${limit} requests`);
  }

  /** Counts the estimated input tokens before the model sees them; raises `RATE_LIMIT_EXCEEDED`. */
  takeInput(model: string, estimate: number): void {
    const limit = LIMITS.llmTokensPerMinute.value;
    if (!this.windowOf(model).take(this.clock.now(), Math.max(1, estimate)).ok)
      throw tooMany(`${limit} tokens of ${model}`);
  }

  /** Counts what a request used beyond the estimate; the last request of a minute may go over the limit. */
  takeRest(model: string, estimate: number, used: number): void {
    const window = this.windowOf(model);
    const now = this.clock.now();
    const rest = Math.min(used - Math.max(1, estimate), window.left(now));
    if (rest > 0) window.take(now, rest);
  }

  clear(): void {
    this.requests = newRequests();
    this.tokens.clear();
  }

  private windowOf(model: string): RateWindow {
    const known = this.tokens.get(model) ?? new RateWindow(LIMITS.llmTokensPerMinute.value, MINUTE_MS);
    this.tokens.set(model, known);
    return known;
  }
}

const newRequests = () => new RateWindow(LIMITS.llmRequestsPerMinute.value, MINUTE_MS);

const tooMany = (what: string): LlmError =>
  new LlmError('RATE_LIMIT_EXCEEDED', `more than ${what} in one minute`);
