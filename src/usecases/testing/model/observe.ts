import type { AuditEntry } from '../../../contract/audit';
import { checkEntry } from '../../../domain/audit/chain';
import type { Handoff } from '../../../domain/handoff/handoff';
import { checkEnd, isOver } from './check-end';
import { checkAttempts } from './check-attempts';
import { checkEffects } from './check-effects';
import { checkGates } from './check-gates';
import { checkMade, checkQuestions } from './check-models';
import { checkWaits } from './check-rest';
import { sightOf, type Known } from './ledger';
import { ISSUE_ID, now, type Stage } from './stage';
import { gatesFor, plannedNow } from './truth';

/** Less than a sentence that could be quoted. */
const FEW_CHARACTERS = 40;

function meet(stage: Stage, handoff: Handoff): Known {
  const issue = stage.bench.jira.issue(ISSUE_ID);
  const known: Known = {
    id: handoff.id,
    gates: gatesFor(stage, handoff),
    sealed: sightOf(issue),
    plan: plannedNow(stage),
    tier: stage.policy.tier,
    wasSilent: issue.description.length < FEW_CHARACTERS && issue.comments.length === 0,
    state: 'proposed',
    since: null,
    version: 0,
    looked: new Map(),
    openedAt: new Map(),
    passedAt: new Map(),
    states: new Set(),
    sound: [],
    walk: new Map(),
    entries: 0,
    hasOutput: false,
    hasRun: false,
    comments: 0,
  };
  stage.ledger.known.set(handoff.id, known);
  const planned = handoff.gates.map(({ plan }) => plan.gate);
  if (planned.join() !== known.gates.join())
    stage.ledger.breaches.push(
      `policy asks for the gates [${known.gates.join()}], planned are [${planned.join()}]`,
    );
  return known;
}

/** The entries that came since the last look; each hangs on the one before. */
function readChain(stage: Stage, handoff: Handoff, known: Known): readonly AuditEntry[] {
  const added = stage.bench.memory.chains.get(handoff.id)?.entries.slice(known.entries) ?? [];
  for (const entry of added) {
    const broken = checkEntry(known.walk, entry);
    if (broken !== null) stage.ledger.breaches.push(`the chain breaks at ${broken.id}: ${broken.why}`);
    if (entry.state !== null) known.states.add(entry.state);
  }
  known.entries += added.length;
  return added;
}

/** The chain ends at its head, and says what the record says; whatever the record went through has an entry. */
function checkChain(
  { bench, ledger }: Stage,
  handoff: Handoff,
  known: Known & { readonly added: number },
): void {
  const chain = bench.memory.chains.get(handoff.id);
  const said = chain?.entries.at(-1)?.state ?? 'nothing';
  if (known.walk.get(handoff.id)?.lastHash !== chain?.head.lastHash)
    ledger.breaches.push('the chain does not end at its head');
  if (handoff.version !== known.version && known.added === 0)
    ledger.breaches.push(`version ${handoff.version} of the record has no entry`);
  if (said !== handoff.state)
    ledger.breaches.push(`the record is ${handoff.state}, its last entry says ${said}`);
}

function lookAt(stage: Stage, handoff: Handoff): void {
  const known = stage.ledger.known.get(handoff.id) ?? meet(stage, handoff);
  if (isOver(known.state) && handoff.state !== known.state)
    stage.ledger.breaches.push(`it had ended as ${known.state} and is ${handoff.state} now`);
  const before = known.state;
  const added = readChain(stage, handoff, known);
  checkChain(stage, handoff, { ...known, added: added.length });
  checkGates(stage, handoff, known);
  checkAttempts(stage, { handoff, known }, added);
  checkMade(stage, { handoff, known }, added);
  checkEffects(stage, handoff, known);
  if (isOver(handoff.state) && !isOver(before)) checkEnd(stage, handoff, known);
  if (known.state !== handoff.state) known.since = now(stage);
  known.state = handoff.state;
  known.version = handoff.version;
}

/** The app never moves an issue: whoever moved one did so in Jira, or decided in the panel (X4). */
function checkMoves({ bench, ledger }: Stage): void {
  for (const { key, changes } of bench.jira.issues.values())
    for (const { changeId, accountId } of changes) {
      const isOwn = ledger.acts.some(
        (act) => act.who === accountId && (act.changeId === changeId || act.via === 'panel'),
      );
      const isKnown = isOwn || ledger.movedBack.some(({ who }) => who === accountId) || key === 'INC-70001';
      if (!isKnown || accountId.startsWith('app-'))
        ledger.breaches.push(`${accountId} moved ${key}, and nobody did that`);
    }
}

/** Looks at all that is stored and at Jira after a command, and notes every breach. */
export function observe(stage: Stage): void {
  for (const handoff of stage.bench.memory.handoffs.values()) lookAt(stage, handoff);
  checkQuestions(stage);
  checkMoves(stage);
  checkWaits(stage);
  const open = [...stage.bench.memory.handoffs.values()].filter(({ state }) => !isOver(state));
  if (open.length > 1) stage.ledger.breaches.push(`${open.length} hand-offs are open at ${now(stage)}`);
}
