import type { GateDecision, ReviewEvent } from '../../contract/handoff';
import type { Output, Source } from '../../contract/output';
import type { GateKind } from '../../contract/vocabulary';
import type { GateRecord, Handoff, Seat } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';
import { cut } from '../packet/draft';
import type { Packet } from '../packet/packet';

/** Lines of a timeline. */
const MOST = 40;
/** Characters of what somebody wrote. */
const MOST_TEXT = 160;

/** What is told, and what of its run the chain says. */
export interface Told {
  readonly handoff: Handoff;
  readonly packet: Packet;
  readonly output: Output | null;
  /** When the run started and finished (ISO 8601); null where the chain was not asked or does not say. */
  readonly run: { readonly startedAt: string | null; readonly finishedAt: string | null };
}

type Kinds = Partial<Record<Source['kind'], (source: Source) => string>>;

const firstLine = (text: string): string => cut(text.trim().replace(/\n.*$/su, ''), MOST_TEXT);

/** Sources that happened at a time. Fields and links have none, and an earlier issue is another story. */
const HAPPENED: Kinds = {
  comment: ({ label, text }) => `${label}: ${firstLine(text)}`,
  history: ({ text }) => firstLine(text),
  attachment: ({ text }) => `File added: ${firstLine(text)}`,
};

const onIssue = ({ sources }: Packet): readonly ReviewEvent[] =>
  sources.flatMap((source) => {
    const text = HAPPENED[source.kind]?.(source);
    // The contract wants UTC; what is no time is left out.
    const ms = Date.parse(source.at ?? '');
    if (text === undefined || Number.isNaN(ms)) return [];
    return [{ at: new Date(ms).toISOString(), lane: 'issue' as const, text, who: source.author }];
  });

const GATES: Readonly<Record<GateKind, string>> = { run: 'before AI runs', use: 'before the output is used' };
const VERDICTS: Readonly<Record<GateDecision['verdict'], string>> = {
  approve: 'Approved',
  reject: 'Rejected',
  escalate: 'Escalated',
};

const event = (
  lane: ReviewEvent['lane'],
  {
    at,
    text,
    who = null,
  }: { readonly at: string | null; readonly text: string; readonly who?: string | null },
): readonly ReviewEvent[] => (at === null ? [] : [{ at, lane, text, who }]);

function atSeat({ plan }: GateRecord, seat: Seat): readonly ReviewEvent[] {
  const { approver, decision } = seat;
  const gate = GATES[plan.gate];
  return [
    ...event('gate', { at: seat.askedAt, text: `Asked to decide ${gate}`, who: approver.displayName }),
    ...event('gate', { at: seat.remindedAt, text: `Reminded to decide ${gate}`, who: approver.displayName }),
    ...event('gate', {
      at: seat.backupAskedAt,
      text: `Backup asked to decide ${gate}`,
      who: plan.backup?.displayName ?? null,
    }),
    ...(decision === null
      ? []
      : event('gate', {
          at: decision.at,
          text: `${VERDICTS[decision.verdict]} ${gate}${decision.as === 'backup' ? ', as backup' : ''}`,
          who: decision.by.displayName,
        })),
  ];
}

const REVIEWS = {
  accept: 'Output accepted',
  reject: 'Output rejected',
  escalate: 'Output escalated',
} as const;

function inHandoff({ handoff, packet }: Told): readonly ReviewEvent[] {
  const { review, requestedAt, requester, operation, seal } = handoff;
  const asked = `“${operationOf(operation).title}” asked for`;
  return [
    ...event('hand-off', { at: requestedAt, text: asked, who: requester.displayName }),
    ...event('hand-off', {
      at: requestedAt,
      text: `Sealed as ${seal.slice(0, 8)} with ${packet.sources.length} sources, policy version ${packet.policy.version}`,
    }),
    ...event('hand-off', {
      at: review?.at ?? null,
      text: review === null ? '' : REVIEWS[review.verdict],
      who: review?.by.displayName ?? null,
    }),
  ];
}

function ofRun({ run, output }: Told): readonly ReviewEvent[] {
  const engine = output === null ? null : (output.engine.model ?? output.engine.name);
  const result =
    output === null
      ? 'The run ended without an output'
      : `Output of ${output.counts.claims} claims, ${output.counts.grounded} on a quote`;
  return [
    ...event('ai', { at: run.startedAt, text: 'The run started', who: engine }),
    ...event('ai', { at: run.finishedAt, text: result, who: engine }),
  ];
}

/** Oldest first; what happened in the same millisecond stays in its order. */
const byTime = (events: readonly ReviewEvent[]): readonly ReviewEvent[] =>
  [...events].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/**
 * The incident as a reviewer has to know it (R185): what happened on the issue by the packet's own sources, the request, the
 * run, the review and the gates; newest last. At most 40 lines: the oldest of the issue's go first, and how many are left out
 * stands in their place. Texts of the issue are hostile input.
 */
export function timelineOf(told: Told): ReviewEvent[] {
  const gates = told.handoff.gates.flatMap((gate) => gate.seats.flatMap((seat) => atSeat(gate, seat)));
  const own = [...inHandoff(told), ...ofRun(told), ...gates];
  const issue = byTime(onIssue(told.packet));
  if (issue.length + own.length <= MOST) return [...byTime([...issue, ...own])];
  const room = Math.max(0, MOST - 1 - own.length);
  const kept = byTime([...issue.slice(issue.length - room), ...own]).slice(1 - MOST);
  const text = `${issue.length + own.length - kept.length} earlier events are not shown`;
  return [...kept.slice(0, 1).map(({ at }) => ({ at, lane: 'issue' as const, text, who: null })), ...kept];
}
