import type { Output } from '../../contract/output';
import type { StatusNames } from '../../contract/policy';
import type { GatePlan } from '../../contract/scope';
import type { GateRecord, Handoff, Seat } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';
import type { Packet } from '../packet/packet';
import type { Fold } from '../writeback/adf';
import { asReviewed, postedLines, type CommentLine } from '../writeback/comment';
import { askingFor } from './plan-gates';

/** What a gate asks, as a question without its mark. */
export const QUESTION = { run: 'Approve this AI run', use: 'Approve the use of AI output' } as const;

/** What an approval subtask is described from. `seat` is the place that it stands for. */
export interface Asking {
  readonly handoff: Handoff;
  readonly packet: Packet;
  readonly output: Output | null;
  readonly gate: GateRecord;
  readonly seat: Seat;
  readonly names: StatusNames;
}

const text = (words: string): CommentLine => ({ kind: 'text', text: words });
const heading = (words: string): CommentLine => ({ kind: 'heading', text: words });
const items = (texts: readonly string[]): readonly CommentLine[] =>
  texts.map((words) => ({ kind: 'item', text: words }));

/** A time as people read it in Jira mobile or a mail: minutes, in UTC. */
export const timeWords = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function whyYou({ plan }: GateRecord, { approver }: Seat): string {
  const place = approver.standsInFor === null ? '' : ` in place of ${approver.standsInFor.displayName}`;
  const asked = plan.approvers.length;
  const quorum =
    asked === 1
      ? ''
      : ` ${plan.needed} of ${asked} people who are asked must approve${plan.isInOrder ? ', one after the other' : ''}.`;
  return `Why you: ${plan.role.replaceAll('-', ' ')}${place}.${quorum}`;
}

/** Each rule that asks for this gate with what it saw and its limit (R179, R183). */
const whyNow = ({ decision }: Packet, { gate }: GatePlan): readonly CommentLine[] => [
  heading('Why now'),
  ...items(
    askingFor(decision, gate).map(
      ({ ruleId, because, observed, threshold }) =>
        `${ruleId}: ${because} Seen: ${observed}. Limit: ${threshold}.`,
    ),
  ),
];

const REVIEWS = {
  light: 'A light review is enough.',
  'sign-off': 'Your sign-off is asked for: open what AI read before you approve.',
} as const;

const fold = (title: string, lines: readonly CommentLine[]): Fold => ({ kind: 'fold', title, lines });

const scopeLines = ({ scope }: Packet): readonly Fold[] => [
  fold('AI may read', items(scope.mayRead)),
  ...(scope.leftOut.length === 0 ? [] : [fold('Left out', items(scope.leftOut))]),
  fold('Blocked actions', items(scope.blockedActions)),
];

/** So much of the comment stands in the description; the panel shows the whole. */
const MAX_PREVIEW = 6_000;

function preview(lines: readonly CommentLine[]): readonly CommentLine[] {
  let room = MAX_PREVIEW;
  const kept = lines.filter((line) => {
    room -= line.text.length;
    return room >= 0;
  });
  const left = lines.length - kept.length;
  return left === 0
    ? kept
    : [...kept, text(`Cut here: ${left} more lines. The panel of this subtask shows the whole comment.`)];
}

/** At the use gate: what can be counted of the output, and the comment word by word, for whom it is. */
function outputLines({ handoff, packet, output, gate }: Asking): readonly (CommentLine | Fold)[] {
  if (gate.plan.gate !== 'use' || output === null) return [];
  const { claims, grounded, struck, contradictions, gaps, sources } = output.counts;
  const readers =
    handoff.review?.audience === 'customer' ? 'the customer of the request' : 'people of the project only';
  return [
    heading('What AI made'),
    text(
      `${grounded} of ${claims} claims stand on a quote, ${struck} struck, ${contradictions} contradictions, ${gaps} gaps, from ${sources} sources. Accepted by ${handoff.owner.displayName}; struck in review: ${handoff.review?.struck.length ?? 0}.`,
    ),
    fold(
      `The comment as it would be posted, for ${readers}`,
      preview(postedLines(handoff, asReviewed(handoff, output), packet.sources)),
    ),
  ];
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(' or ');

function howToDecide({ gate, seat, names }: Asking): readonly CommentLine[] {
  const { backup, mayBackupDecideEarly } = gate.plan;
  const second =
    backup === null
      ? ''
      : ` or, ${mayBackupDecideEarly ? '' : 'once asked, '}as backup, ${backup.displayName}`;
  const due = gate.expiresAt === null ? '' : ` Decide by ${timeWords(gate.expiresAt)}.`;
  return [
    heading('How to decide'),
    text(
      `In the panel of this subtask, or by moving it: to ${quoted(names.approve)} it is approved, to ${quoted(names.reject)} rejected, to ${quoted(names.escalate)} escalated. Any other status decides nothing.${due}`,
    ),
    text(
      `Only ${seat.approver.displayName}${second} decides here; anybody else’s move decides nothing. An approval counts for ${gate.plan.validHours} hours.`,
    ),
  ];
}

/**
 * The description of an approval subtask, fit for deciding from a phone or a mail (R138-R143, R176-R184): what, why you, why now,
 * risk, how to decide and until when, what would be posted, scope, seal. What quotes people's texts stands in one fold.
 */
export function approvalLines(asking: Asking): readonly (CommentLine | Fold)[] {
  const { handoff, packet, gate, seat } = asking;
  const { title, produces } = operationOf(handoff.operation);
  const { plan } = gate;
  return [
    heading(`${QUESTION[plan.gate]} on ${handoff.issue.key}?`),
    text(`${handoff.requester.displayName} asks for: ${title}. It produces: ${produces}.`),
    text(whyYou(gate, seat)),
    text(`Risk: ${plan.risk}. ${REVIEWS[plan.review]}`),
    ...whyNow(packet, plan),
    ...howToDecide(asking),
    ...outputLines(asking),
    ...scopeLines(packet),
    text(`Sealed packet ${handoff.seal}. Policy v${packet.policy.version}. Hand-off ${handoff.id}.`),
  ];
}
