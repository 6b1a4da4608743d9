import type { AuditEntry } from '../../../contract/audit';
import type { Handoff } from '../../../domain/handoff/handoff';
import type { Known } from './ledger';
import { LIE } from './models-behave';
import { ISSUE_ID, type Stage } from './stage';
import { isHalted } from './truth';

/** More than any question of these sequences takes, in and out. */
const MOST_A_QUESTION = 20_000;

/**
 * What was asked of models since the last look: never on a halted site, only what some packet names, and that only after the people
 * of its run gate have agreed. What models took is counted, and no question counts without bound.
 */
export function checkQuestions(stage: Stage): void {
  const { bench, ledger } = stage;
  const fresh = bench.models.asked.slice(ledger.questions);
  ledger.questions += fresh.length;
  if (fresh.length > 0 && isHalted(stage)) ledger.breaches.push('a model was asked on a halted site');
  for (const { model } of fresh) {
    const isAgreed = [...ledger.known.values()].some(
      ({ plan, gates, passedAt }) => plan.includes(model) && (!gates.includes('run') || passedAt.has('run')),
    );
    if (!isAgreed) ledger.breaches.push(`${model} was asked, and nobody had agreed to that`);
  }
  if (JSON.stringify(bench.jira.issue(ISSUE_ID).posted).includes(LIE))
    ledger.breaches.push('what a model made up was posted');
  const tokens = [...bench.modelState.records.values()].reduce((sum, record) => sum + record.tokens, 0);
  if (tokens > ledger.questions * MOST_A_QUESTION + ledger.crashes * MOST_A_QUESTION)
    ledger.breaches.push(`${tokens} tokens are counted for ${ledger.questions} questions`);
}

interface Made {
  readonly handoff: Handoff;
  readonly known: Known;
}

/** The packet names the models that the policy asked for when it was sealed. */
function checkSealed({ bench, ledger }: Stage, { handoff, known }: Made): void {
  const packet = bench.memory.packets.get(handoff.id);
  if (packet === undefined) return;
  const sealed = [packet.engine, ...packet.fallbacks].flatMap(({ model }) => model ?? []);
  if (sealed.join() !== known.plan.join())
    ledger.breaches.push(`the packet names [${sealed.join()}], the policy asked for [${known.plan.join()}]`);
}

/** Who made an output may have made it: a model of the packet that answers now, and the first of them while all is well. */
function checkMaker({ ledger, behaviours }: Stage, { known }: Made, model: string | null): void {
  const first = known.plan[0] ?? null;
  if (!ledger.hadModelTrouble && !known.wasSilent && model !== first)
    ledger.breaches.push(`${model ?? 'no model'} made the output, although ${first ?? 'none'} was to`);
  if (model === null) return;
  if (!known.plan.includes(model)) ledger.breaches.push(`${model} made it, which nobody had confirmed`);
  const behaviour = behaviours.get(model);
  if (behaviour !== 'honest' && behaviour !== 'lying')
    ledger.breaches.push(`the output is said to be by ${model}, which does not answer`);
}

/** An output that came since the last look: by an engine of its packet, by a model only if that answers now, and once. */
export function checkMade(stage: Stage, made: Made, added: readonly AuditEntry[]): void {
  checkSealed(stage, made);
  const { known, handoff } = made;
  const runs = added.filter(({ event }) => event === 'run.finished');
  if (runs.length === 0) return;
  if (runs.length > 1 || known.hasRun) stage.ledger.breaches.push('a run finished twice');
  known.hasRun = true;
  checkMaker(stage, made, stage.bench.memory.outputs.get(handoff.id)?.engine.model ?? null);
}
