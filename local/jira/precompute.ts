import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { LIMITS } from '../forge/limits';
import type { ConnectedApp } from './jira-door';
import { precomputationId, type PrecomputationNeeded } from './jql/app-function';
import type { JiraState } from './state';

const AnswerSchema = z.union([
  z.object({ jql: z.string() }),
  z.object({ error: z.string(), storeErrorAsPrecomputation: z.boolean().default(false) }),
]);

const KEPT_MS = LIMITS.jqlPrecomputation.value * 24 * 3_600_000;
const FAILURE_KEPT_MS = LIMITS.jqlFailure.value * 1_000;

interface Outcome {
  readonly value?: string;
  readonly error?: string;
  readonly keptMs: number;
}

/**
 * Asks the app for what its function stands for and stores the answer for everybody who searches: 7 days after its last
 * use, an error a minute unless the app wants it stored too.
 */
export async function precompute(
  { module, clause }: PrecomputationNeeded,
  { state, app, now }: { readonly state: JiraState; readonly app: ConnectedApp; readonly now: () => number },
): Promise<void> {
  const outcome = await ask(app, { module, clause });
  const id = precomputationId(module, clause);
  state.store.transaction(() => state.precomputations.put(id, { id, usedAt: now(), ...outcome }));
}

async function ask(
  app: ConnectedApp,
  { module, clause }: Pick<PrecomputationNeeded, 'module' | 'clause'>,
): Promise<Outcome> {
  try {
    const payload = { precomputationId: randomUUID(), clause };
    const answer = AnswerSchema.parse(await app.callFunction(module, payload));
    if ('jql' in answer) return { value: answer.jql, keptMs: KEPT_MS };
    return { error: answer.error, keptMs: answer.storeErrorAsPrecomputation ? KEPT_MS : FAILURE_KEPT_MS };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    app.report(`jql function "${module.key}" failed: ${reason}`);
    return { error: `The function '${module.name}' could not be evaluated.`, keptMs: FAILURE_KEPT_MS };
  }
}
