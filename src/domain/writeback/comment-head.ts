import type { Output } from '../../contract/output';
import type { OutputMode } from '../../contract/vocabulary';
import { outcomeOf, type GateRecord, type Handoff, type Seat } from '../handoff/handoff';

/** Who approved at a seat, whether as the backup, and whose place an approver took by a delegation. */
function approvalAt({ approver, decision }: Seat, gate: string): readonly string[] {
  if (decision?.verdict !== 'approve') return [];
  const place = approver.standsInFor === null ? '' : ` in place of ${approver.standsInFor.displayName}`;
  const how = decision.as === 'backup' ? ' as backup' : place;
  return [`${decision.by.displayName} (${gate} approved${how})`];
}

function approversAt(gate: GateRecord): readonly string[] {
  const { gate: kind, needed } = gate.plan;
  const approved = gate.seats.flatMap((seat) => approvalAt(seat, kind));
  if (outcomeOf(gate) !== null) return approved;
  const before =
    needed === gate.seats.length
      ? `approves before ${kind}`
      : `may approve before ${kind}, ${needed} of ${gate.seats.length} needed`;
  const waiting = gate.seats.filter(({ decision }) => decision === null);
  return [...approved, ...waiting.map(({ approver }) => `${approver.displayName} (${before})`)];
}

type Engine = Output['engine'];

const MADE: Readonly<Record<OutputMode, (engine: Engine) => string>> = {
  model: ({ name, model }) => `Made by AI (model ${model ?? name})`,
  'lower-model': ({ name, model }) => `Made by AI (model ${model ?? name}, of a lower tier)`,
  composer: ({ name, version }) => `Made by AI (${name} ${version}, no model)`,
  'manual-template': ({ name, version }) =>
    `Filled in by AI (${name} ${version}, no model) for people to go on by hand`,
};

const sentence = (words: string): string => words.replace(/\.$/u, '');

/** What was tried before and gave nothing (U15). */
const insteadOf = ({ fallbacks }: Output): readonly string[] =>
  fallbacks.length === 0
    ? []
    : [`Tried before it: ${fallbacks.map(({ engine, why }) => `${engine} (${sentence(why)})`).join('; ')}.`];

function inWordsOf({ sections }: Output, { owner }: Handoff): readonly string[] {
  const claims = sections.flatMap((section) => section.claims);
  const edited = claims.filter(({ was, struck }) => was !== null && struck === null).length;
  return edited === 0
    ? []
    : [`${edited} ${edited === 1 ? 'claim is' : 'claims are'} in the words of ${owner.displayName}.`];
}

/** The sentences before the text of an attributed comment; `output` as it was reviewed. No text of an engine stands in them. */
export function headOf(handoff: Handoff, output: Output): readonly string[] {
  const approvers = handoff.gates.flatMap(approversAt).join(', ');
  const made = MADE[output.mode](output.engine);
  return [
    `${made} for ${handoff.requester.displayName}; reviewed by ${handoff.owner.displayName}` +
      `${approvers === '' ? '' : `; approver: ${approvers}`}. ` +
      `Policy v${handoff.policyVersion}. Hand-off ${handoff.id}. Every statement quotes a source of this issue.`,
    ...insteadOf(output),
    ...inWordsOf(output, handoff),
    'This changes nothing by itself: no status, no approval, no access.',
  ];
}
