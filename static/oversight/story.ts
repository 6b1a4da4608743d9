import type { AuditEntry, AuditEvent, DetailsOf } from '../../src/contract/audit';
import type { GateKind, ReasonCode } from '../../src/contract/vocabulary';
import { exactTime } from '../elements/relative-time';
import { OUTPUT_MODES } from '../elements/output-words';
import { count, idToWords, OPERATIONS, OUTCOMES, REASONS, STATES, VERDICTS } from '../elements/words';
import type { NameOf } from './people';

/** What a sentence is made from beside the event's own details. */
interface Telling {
  readonly entry: AuditEntry;
  readonly nameOf: NameOf;
}

/** One event's sentence without its subject and without the full stop. */
type Tell<E extends AuditEvent> = (details: DetailsOf<E>, telling: Telling) => string;

/** The part of an entry that decides which sentence it gets. */
type Told<E extends AuditEvent = AuditEvent> = {
  readonly [K in E]: { readonly event: K; readonly details: DetailsOf<K> };
}[E];

const GATES: Readonly<Record<GateKind, string>> = { run: 'the run', use: 'the use of the output' };
const REVIEWED = { accept: 'accepted', reject: 'rejected', escalate: 'escalated' } as const;
const WAYS = {
  panel: 'in the panel',
  batch: 'together with others in the queue',
  transition: 'by moving the approval subtask',
} as const;
const CHECKED = ['allowed', 'modified', 'blocked', 'escalated'] as const;
const DRAFT_ACTS: Readonly<Record<DetailsOf<'policy.draft'>['act'], string>> = {
  saved: 'saved a draft of the policy',
  discarded: 'discarded the draft of the policy',
  simulated: 'simulated the draft of the policy',
  submitted: 'submitted the draft of the policy for review',
  approved: 'approved the draft of the policy',
  returned: 'returned the draft of the policy to its authors',
  'canary-started': 'put the draft of the policy on trial',
  'canary-stopped': 'ended the trial of the policy',
};
const WHO_IS_MISSING: Readonly<Record<string, string>> = {
  owners: 'set of owners',
  business: 'business owner',
  technical: 'technical owner',
  'on-call': 'on-call reviewer',
};
const ANSWERERS: Readonly<Record<DetailsOf<'escalation.answered'>['by'], string>> = {
  approver: 'an approver of its gate',
  owner: 'the owner of its output',
  'class-owner': 'the business owner of its class',
  governance: 'governance',
};
const ERASED_WHY = {
  retention: 'their retention period is over',
  'account-closed': 'an account was closed',
} as const;

const operationOf = ({ operation }: AuditEntry): string => {
  const titles: Readonly<Record<string, string>> = OPERATIONS;
  return operation === null ? 'no operation' : (titles[operation] ?? idToWords(operation));
};
const issueOf = ({ issue }: AuditEntry): string => issue?.key ?? 'no issue';
const stateWord = (state: keyof typeof STATES): string => STATES[state].word.toLowerCase();
const because = (reason: ReasonCode): string =>
  reason === 'none' ? '' : `. Reason: ${REASONS[reason].toLowerCase()}`;
const unless = (isEmpty: boolean, text: string): string => (isEmpty ? '' : text);
const cause = (attribution: string): string => `. Cause: ${attribution}`;

function verdictsIn({ checks }: AuditEntry): string {
  const counts = CHECKED.flatMap((verdict) => {
    const number = checks.filter((check) => check.verdict === verdict).length;
    return number === 0 ? [] : [`${number} ${verdict}`];
  });
  return counts.length === 0 ? 'no check is recorded' : counts.join(', ');
}

function rulesIn({ checks }: AuditEntry): string {
  const rules = [...new Set(checks.map(({ ruleId }) => ruleId))];
  return rules.length === 0 ? '' : ` (${rules.join(', ')})`;
}

function engineOf({ versions }: AuditEntry): string {
  return `${versions.engine ?? 'an engine without a name'}, ${versions.model ?? 'no model'}`;
}

/** What made an output, and what was tried before it. */
function madeIn({ mode, fallbacks }: Pick<DetailsOf<'run.finished'>, 'mode' | 'fallbacks'>): string {
  const tried = fallbacks.map((sentence) => sentence.replace(/\.$/u, '')).join('; ');
  return `. Made by ${OUTPUT_MODES[mode]}${unless(tried === '', `. Tried before: ${tried}`)}`;
}

/** Which claims a reviewer struck or wrote anew, and why. */
function correctionsIn({ struck, edited }: DetailsOf<'output.reviewed'>): string {
  return `${unless(struck === '', `, claims struck (${struck})`)}${unless(edited === '', `, claims in other words (${edited})`)}`;
}

function periodIn({ from, to }: DetailsOf<'export.made'>): string {
  if (from === null && to === null) return 'of all times';
  if (from === null) return to === null ? '' : `up to ${exactTime(to)}`;
  return to === null ? `from ${exactTime(from)} on` : `from ${exactTime(from)} to ${exactTime(to)}`;
}

function attentionIn(details: DetailsOf<'approval.attention'>): string {
  const { opened, seconds, words, isQuick, decisionsToday, approvalsInARow, over } = details;
  const read = opened.length === 0 ? 'opened no part of the packet' : `opened ${opened.join(', ')}`;
  const time = seconds === null ? 'with no time known' : `in ${count(seconds, 'second')}`;
  const pace = `${read} ${time} for ${count(words, 'word')}${unless(!isQuick, ', which is quick')}`;
  return `${pace}; decision ${decisionsToday} of the day, ${count(approvalsInARow, 'approval')} in a row${over === null ? '' : `. Over a limit: ${over}`}`;
}

const REQUEST = {
  'handoff.requested': ({ sources }, { entry }) =>
    `asked AI on ${issueOf(entry)} for “${operationOf(entry)}”, with ${count(sources, 'source')}`,
  'eligibility.decided': ({ outcome, fired }, { entry }) =>
    `was told by policy v${entry.versions.policy ?? '?'}: ${OUTCOMES[outcome].word.toLowerCase()}. ${count(fired, 'rule')} fired${rulesIn(entry)}`,
  'scope.confirmed': ({ mayRead, leftOut, blockedActions }) =>
    `confirmed and sealed the scope: ${count(mayRead.length, 'kind of source', 'kinds of source')} to read, ${leftOut.length} left out, ${count(blockedActions.length, 'action')} blocked`,
  'handoff.withdrawn': ({ from }) => `withdrew the hand-off while it was ${stateWord(from)}`,
  'handoff.timed-out': ({ from, dueAt }) =>
    `ended the hand-off because nobody acted in time while it was ${stateWord(from)}${dueAt === null ? '' : `, due ${exactTime(dueAt)}`}`,
  'bypass.used': ({ bypass }) => `went on by ${bypass}, a bypass of the policy`,
  'handoff.halted': ({ reason }) => `stopped the hand-off because AI operations are halted: ${reason}`,
} satisfies { readonly [E in AuditEvent]?: Tell<E> };

const APPROVAL = {
  'approval.requested': ({ gate, approver, backup, ruleId, dueAt }, { nameOf }) =>
    `asked ${nameOf(approver)} to approve ${GATES[gate]} (rule ${ruleId})${dueAt === null ? '' : `, due ${exactTime(dueAt)}`}; ${backup === null ? 'there is no backup' : `backup: ${nameOf(backup)}`}`,
  'approval.subtask-created': ({ gate, subtask, approver }, { nameOf }) =>
    `opened ${subtask} for ${nameOf(approver)} to decide about ${GATES[gate]}`,
  'approval.decided': ({ gate, verdict, via, reason }) =>
    `${VERDICTS[verdict]} ${GATES[gate]} ${WAYS[via]}${because(reason)}`,
  'approval.ignored': ({ gate, verdict, via, why }) =>
    `tried to ${verdict} ${GATES[gate]} ${WAYS[via]}; it did not count: ${why}`,
  'approval.invalidated': ({ changes }) =>
    `declared the approval void${unless(changes.length === 0, ` because of: ${changes.join('; ')}`)}`,
  'approval.attention': (details) => attentionIn(details),
  'approval.backup-asked': ({ gate, approver, backup, why }, { nameOf }) =>
    `asked ${nameOf(backup)}, the backup of ${nameOf(approver)}, to decide about ${GATES[gate]}: ${why}`,
  'approval.reminded': ({ gate, approver, by }, { nameOf }) =>
    `reminded ${nameOf(approver)} to decide about ${GATES[gate]}${by === 'requester' ? ', as the requester asked' : ', as policy sets it'}`,
  'approval.held-in-panel': ({ gate, approver, why }, { nameOf }) =>
    `put ${GATES[gate]} to ${nameOf(approver)} in the panel of the issue, without a subtask: ${why}`,
  'escalation.answered': ({ by }) => `answered the escalation as ${ANSWERERS[by]}`,
} satisfies { readonly [E in AuditEvent]?: Tell<E> };

const RUN = {
  'run.queued': ({ gate }) =>
    gate === 'none'
      ? 'queued the run, which needed no approval first'
      : 'queued the run after it was approved',
  'run.started': ({ sources, tier }, { entry }) =>
    `started the run over ${count(sources, 'source')} with ${engineOf(entry)} (AI tier ${tier})`,
  'guardrail.decided': ({ stage, findings }, { entry }) =>
    `checked the ${stage} of the run: ${verdictsIn(entry)}${unless(findings.length === 0, `. Found: ${findings.join('; ')}`)}`,
  'run.finished': ({ claims, grounded, struck, contradictions, gaps, isEnough, ...made }) =>
    `finished the run: ${grounded} of ${count(claims, 'claim')} stand on a quote, ${struck} struck, ${count(contradictions, 'contradiction')}, ${gaps} missing. This is ${isEnough ? 'enough' : 'not enough'} to go on${madeIn(made)}`,
  'run.failed': ({ why, attribution }) => `ended the run because it failed: ${why}${cause(attribution)}`,
} satisfies { readonly [E in AuditEvent]?: Tell<E> };

const COMMENT_TEXTS: Readonly<Record<DetailsOf<'comment.changed'>['text'], string>> = {
  'as-posted': 'reading as it was posted',
  edited: 'edited',
  gone: 'gone',
  untold: 'with a text that can no longer be compared',
};
const COMMENT_READERS: Readonly<Record<DetailsOf<'comment.changed'>['readers'], string>> = {
  'as-written': '',
  customer: ', and the customer can read it',
  team: ', and the customer can no longer read it',
  restricted: ', and a group or a role alone can read it',
  unknown: '',
};

/** What a look at a written-back comment found; whom and when Jira names, where it does. */
function commentFound(
  { commentId, text, readers, editor, changedAt }: DetailsOf<'comment.changed'>,
  { entry, nameOf }: Telling,
): string {
  const who = editor === null ? '' : ` by ${nameOf(editor)}`;
  const by = changedAt === null ? '' : `; last changed${who}, ${exactTime(changedAt)}`;
  return `found comment ${commentId} on ${issueOf(entry)} ${COMMENT_TEXTS[text]}${COMMENT_READERS[readers]}${by}`;
}

const AFTER = {
  'output.reviewed': (details) =>
    `${REVIEWED[details.verdict]} the output${correctionsIn(details)}${unless(details.overrides === 0, `, against ${count(details.overrides, 'finding')} of the app`)}${because(details.reason)}`,
  'writeback.intent': ({ comment }, { entry }) =>
    `let the output out: it is to be posted on ${issueOf(entry)} as ${comment === 'internal' ? 'an internal comment' : 'a comment that the customer can read'}`,
  'writeback.done': ({ commentId, isRepeat }, { entry }) =>
    isRepeat
      ? `found comment ${commentId} on ${issueOf(entry)} already posted, and posted no second one`
      : `posted the output on ${issueOf(entry)} as comment ${commentId}`,
  'comment.changed': commentFound,
  'effect.done': ({ effect }) => `carried out in Jira: ${idToWords(effect).toLowerCase()}`,
  'effect.failed': ({ effect, code, attempts, attribution }) =>
    `could not carry out in Jira after ${count(attempts, 'attempt')}: ${idToWords(effect).toLowerCase()} (${code})${cause(attribution)}`,
  'record.erased': ({ bodies, why }) =>
    `erased texts for good (${bodies.join(', ')}) because ${ERASED_WHY[why]}; what names them stays`,
} satisfies { readonly [E in AuditEvent]?: Tell<E> };

const SITE = {
  'incident.raised': ({ subject, isContained }) =>
    `raised an incident: comment ${subject} was public although it was meant to be internal; ${isContained ? 'it was deleted' : 'the app has not deleted it'}`,
  'policy.changed': ({ change }, { entry }) =>
    `changed the policy${entry.versions.policy === null ? '' : ` to v${entry.versions.policy}`}: ${change}`,
  'policy.draft': ({ act, note }) => `${DRAFT_ACTS[act]}${unless(note === '', `: ${note}`)}`,
  'class.changed': ({ class: ofClass, isStopped, who, told }) =>
    isStopped
      ? `stopped ${idToWords(ofClass).toLowerCase()} because its ${WHO_IS_MISSING[who] ?? who} is missing; ${told ? 'the backup was told' : 'nobody could be told'}`
      : `let ${idToWords(ofClass).toLowerCase()} go on`,
  'killswitch.changed': ({ isHalted, reason }) =>
    `${isHalted ? 'halted' : 'resumed'} AI operations: ${reason}`,
  'export.made': (details) => `exported ${details.what} as ${details.format}, ${periodIn(details)}`,
  'access.denied': ({ call, code }) => `was refused ${call} (${code})`,
  'checkpoint.written': ({ checkpoint, chains }) =>
    `wrote checkpoint ${checkpoint} over ${count(chains, 'chain')}`,
  'checkpoint.published': ({ checkpoint, issue, commentId }) =>
    `published checkpoint ${checkpoint} on ${issue} as comment ${commentId}`,
  'integrity.checked': ({ entries, chains, checkpoints, firstBroken }) =>
    `verified ${count(entries, 'entry', 'entries')} in ${count(chains, 'chain')} and ${count(checkpoints, 'checkpoint')}: ${firstBroken === null ? 'everything holds' : `broken at ${firstBroken}`}`,
  'person.erased': ({ actor }) => `erased which account ${actor} stands for`,
} satisfies { readonly [E in AuditEvent]?: Tell<E> };

const TELLERS: { readonly [E in AuditEvent]: Tell<E> } = {
  ...REQUEST,
  ...APPROVAL,
  ...RUN,
  ...AFTER,
  ...SITE,
};

const tell = <E extends AuditEvent>({ event, details }: Told<E>, telling: Telling): string =>
  TELLERS[event](details, telling);

const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
const finished = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);

/** Who an entry names as its doer, in which role, and on whose behalf. */
function doerOf({ actor, onBehalfOf }: AuditEntry, nameOf: NameOf): string {
  const who =
    actor.kind === 'app' ? 'the app' : `${nameOf(actor.ref)} (${idToWords(actor.role).toLowerCase()})`;
  return onBehalfOf === null ? who : `${who}, for ${nameOf(onBehalfOf)},`;
}

/**
 * An entry as one plain sentence: who, in which role, did what, with which result and why. When is left to the page. Details hold
 * words that people and models wrote: hostile input, for text nodes only.
 */
export function sentenceOf(entry: AuditEntry, nameOf: NameOf): string {
  return finished(`${capitalised(doerOf(entry, nameOf))} ${tell(entry, { entry, nameOf })}`);
}
