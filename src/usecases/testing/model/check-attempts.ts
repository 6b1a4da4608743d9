import type { AuditEntry } from '../../../contract/audit';
import type { Handoff } from '../../../domain/handoff/handoff';
import type { Act, Known } from './ledger';
import type { Stage } from './stage';
import { whyNot } from './truth';

/** The account behind an entry's person; null for the app. */
const accountOf = ({ bench }: Stage, { actor }: AuditEntry): string | null =>
  [...bench.memory.actors.values()].find(({ ref }) => ref === actor.ref)?.accountId ?? null;

const detail = (entry: AuditEntry, name: string): unknown =>
  (entry.details as Readonly<Record<string, unknown>>)[name];

/** What limits of policy refuse although nothing speaks against the person; whether a backup was asked is the app's to tell. */
const BY_LIMIT: readonly unknown[] = ['over-limit', 'too-early'];

/** The acts that an entry of an ignored attempt can mean. */
function actsOf(stage: Stage, handoff: Handoff, entry: AuditEntry): readonly Act[] {
  const who = accountOf(stage, entry);
  const changeId = detail(entry, 'changeId');
  return stage.ledger.acts.filter(
    (act) =>
      act.handoffId === handoff.id &&
      act.who === who &&
      act.gate === detail(entry, 'gate') &&
      act.changeId === changeId &&
      (act.via === 'transition' || act.at === entry.at) &&
      (act.via === 'transition') === (detail(entry, 'via') === 'transition'),
  );
}

const isTakenBack = (stage: Stage, handoff: Handoff, entry: AuditEntry): boolean =>
  stage.ledger.movedBack.some(
    ({ handoffId, changeId }) => handoffId === handoff.id && changeId === detail(entry, 'changeId'),
  );

/** An attempt that is on record as ignored was made, and nothing that the model knows lets it count. */
function checkIgnored(
  stage: Stage,
  { handoff, known }: { handoff: Handoff; known: Known },
  entry: AuditEntry,
): void {
  const acts = actsOf(stage, handoff, entry);
  if (acts.length === 0 && !isTakenBack(stage, handoff, entry)) {
    stage.ledger.breaches.push(
      `an attempt of ${accountOf(stage, entry) ?? 'nobody'} is on record that nobody made`,
    );
    return;
  }
  if (BY_LIMIT.includes(detail(entry, 'why'))) return;
  const gate = handoff.gates.find(({ plan }) => plan.gate === detail(entry, 'gate'));
  const isWaiting =
    handoff.state === (gate?.plan.gate === 'run' ? 'awaiting-run-approval' : 'awaiting-use-approval');
  if (gate === undefined || !isWaiting) return;
  const hasDecided = (who: string): boolean =>
    gate.seats.some(({ decision }) => decision?.by.accountId === who);
  const isUnfair = acts.some(
    (act) =>
      !hasDecided(act.who) &&
      gate.seats.some(
        ({ decision, askedAt }, seat) =>
          decision === null &&
          askedAt !== null &&
          whyNot(stage, { handoff, known, gate, seat, act }) === null,
      ),
  );
  if (isUnfair)
    stage.ledger.breaches.push(
      `${String(detail(entry, 'why'))} was said to ${acts[0]?.who ?? ''}, who may decide`,
    );
}

/** A change in Jira is looked at once: it decides, or it is ignored. */
function checkOnce(stage: Stage, known: Known, entry: AuditEntry): void {
  const changeId = detail(entry, 'changeId');
  if (typeof changeId !== 'string') return;
  const times = (known.looked.get(changeId) ?? 0) + 1;
  known.looked.set(changeId, times);
  if (times > 1) stage.ledger.breaches.push(`the change ${changeId} is on record ${times} times`);
}

/** Each ignored change is answered at most once on its subtask, and nothing else is said there. */
function checkAnswers({ bench, ledger }: Stage, handoff: Handoff, known: Known): void {
  const subtasks = handoff.gates.flatMap(({ seats }) => seats.flatMap(({ subtask }) => subtask?.id ?? []));
  for (const id of subtasks) {
    const said = bench.jira.issues.get(id)?.posted.map(({ mark }) => mark.purpose) ?? [];
    const wrong = said.filter((purpose) => !known.looked.has(purpose.replace('answer-', '')));
    if (new Set(said).size < said.length) ledger.breaches.push(`subtask ${id} was answered twice`);
    if (wrong.length > 0) ledger.breaches.push(`subtask ${id} was told [${wrong.join(' ')}] for no reason`);
  }
}

/** Holds what is on record of attempts to what people tried. */
export function checkAttempts(
  stage: Stage,
  { handoff, known }: { readonly handoff: Handoff; readonly known: Known },
  added: readonly AuditEntry[],
): void {
  for (const entry of added) {
    if (entry.event === 'approval.decided' || entry.event === 'approval.ignored')
      checkOnce(stage, known, entry);
    if (entry.event === 'approval.ignored') checkIgnored(stage, { handoff, known }, entry);
  }
  checkAnswers(stage, handoff, known);
}

/** After the schedule has run once, no move that decides is left unseen, whatever became of its event (EVT-03). */
export function checkLooked(stage: Stage): void {
  for (const act of stage.ledger.acts) {
    const known = stage.ledger.known.get(act.handoffId);
    const handoff = stage.bench.memory.handoffs.get(act.handoffId);
    const gate = handoff?.gates.find(({ plan }) => plan.gate === act.gate);
    if (known === undefined || handoff === undefined || gate === undefined || act.changeId === null) continue;
    const isWaiting = handoff.state === `awaiting-${act.gate}-approval`;
    const isCounting = gate.seats.some(
      ({ decision }, seat) =>
        decision === null && whyNot(stage, { handoff, known, gate, seat, act }) === null,
    );
    if (isWaiting && isCounting && !known.looked.has(act.changeId))
      stage.ledger.breaches.push(`nobody looked at ${act.verdict} by ${act.who} (change ${act.changeId})`);
  }
}
