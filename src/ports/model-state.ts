import type { ModelRecord } from '../domain/model/breaker';

/**
 * How each model did lately and how many tokens it took today, for the whole site. Nothing here is of a person or an issue.
 * A change MUST be made on what is stored at that moment: two at once both count. `change` may be called again when somebody
 * else was first, so it has no effect of its own; returning null stores nothing.
 */
export interface ModelState {
  /** The records of these models, in this order; a model that was never asked has a fresh one. */
  load(models: readonly string[]): Promise<readonly ModelRecord[]>;
  /** Stores what `change` makes of the record and gives it; gives null when `change` does. Raises `conflict` after a few tries. */
  update(model: string, change: (now: ModelRecord) => ModelRecord | null): Promise<ModelRecord | null>;
}
