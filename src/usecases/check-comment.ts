import type { AuditEntry, Body } from '../contract/audit';
import type { CallInput } from '../contract/calls';
import type { CommentCheck } from '../contract/comment-check';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { Notice } from '../domain/handoff/effect';
import type { Handoff } from '../domain/handoff/handoff';
import { toAdf } from '../domain/writeback/adf';
import { asReviewed, postedLines } from '../domain/writeback/comment';
import { isNews, knownComment, namedComment } from '../domain/writeback/comment-trail';
import { judgeComment, type CommentJudgement, type CommentNow } from '../domain/writeback/judge-comment';
import { postedForm } from '../domain/writeback/posted-form';
import type { WholeHandoff } from '../ports/handoff-store';
import { NO_FIELDS } from '../ports/jira';
import { bodiesOf } from './bodies';
import { readEntries } from './chain-rows';
import { commitStep, theApp, type Step } from './commit-step';
import { UseCaseError } from './use-case-error';
import { loadOwn } from './view-handoff';
import { loadVisibleWhole } from './visible-handoffs';
import type { Caller, IssueCaller, World } from './world';

/** The comment as it stands now, and who sees it: where the caller does not, the app looks, so that hidden is not taken for gone. */
interface Look {
  readonly by: 'caller' | 'app' | 'nobody';
  readonly now: CommentNow | null;
  /** Whether the issue stands in a service project now, as far as that matters. */
  readonly isRequest: boolean;
  readonly appSeesIssue: boolean;
}

/** A comparison, and the form of an edited text, which the trail names. */
interface Finding extends CommentJudgement {
  readonly change: CommentNow['change'];
  readonly edited: string | null;
}

interface Written {
  readonly handoff: Handoff;
  readonly commentId: string;
}

function writtenOf({ handoff }: WholeHandoff): Written {
  if (handoff.writtenBack === null)
    throw new UseCaseError('wrong-state', 'This hand-off has not written anything back.');
  return { handoff, commentId: handoff.writtenBack.commentId };
}

const audienceOf = ({ review }: Handoff) => review?.audience ?? 'internal';

/**
 * An issue may have moved since it was handed off, and Jira calls every comment outside of service projects public, so the project
 * is looked at where that would make an incident.
 */
async function isOnRequest(caller: Caller, handoff: Handoff, now: CommentNow): Promise<boolean> {
  const { id, projectType } = handoff.issue;
  if (audienceOf(handoff) === 'customer' || now.isPublic !== true) return projectType === 'service_desk';
  const header = await caller.jira.readHeader(id, NO_FIELDS);
  return (header?.reading.projectType ?? projectType) === 'service_desk';
}

async function look(world: World, caller: Caller, { handoff, commentId }: Written): Promise<Look> {
  const { id } = handoff.issue;
  const own = await caller.jira.readComment(id, commentId);
  const now = own ?? (await world.jira.readComment(id, commentId));
  if (now === null) {
    const appSeesIssue = (await world.jira.readHeader(id, NO_FIELDS)) !== null;
    return { by: 'nobody', now, isRequest: false, appSeesIssue };
  }
  const isRequest = await isOnRequest(caller, handoff, now);
  return { by: own === null ? 'app' : 'caller', now, isRequest, appSeesIssue: true };
}

/** The document that was posted, made again from what is stored; whether it is the one is for the HMAC to say. */
const madeAgain = ({ handoff, output, packet }: WholeHandoff): string | null =>
  output === null
    ? null
    : toCanonicalJson(toAdf(postedLines(handoff, asReviewed(handoff, output), packet.sources)));

const GONE = {
  text: 'gone',
  why: null,
  readers: 'unknown',
  lines: null,
  change: null,
  edited: null,
} as const;
const UNSEEN = { ...GONE, text: 'untold', why: 'app-sees-nothing' } as const;

function judge(whole: WholeHandoff, entries: readonly AuditEntry[], looked: Look): Finding {
  const { now, isRequest, appSeesIssue } = looked;
  if (now === null) return appSeesIssue ? GONE : UNSEEN;
  const { handoff } = whole;
  const posted = {
    audience: audienceOf(handoff),
    named: namedComment(entries),
    salt: handoff.salt,
    made: madeAgain(whole),
  };
  const judged = judgeComment(posted, now, isRequest);
  return { ...judged, change: now.change, edited: judged.text === 'edited' ? postedForm(now.body) : null };
}

/** Tells governance of a comment that customers read although it was written for the team; null where nobody is named. */
async function noticeOf(world: World, { handoff, commentId }: Written): Promise<Notice | null> {
  const { governance } = (await world.policies.control()).policy.document;
  if (governance.length === 0) return null;
  return {
    issueKey: handoff.issue.key,
    accountIds: governance,
    subject: `Incident: a comment of AI hand-off on ${handoff.issue.key} is public`,
    text:
      `The customer can read comment ${commentId} on ${handoff.issue.key}, which was written back for the team. Somebody changed ` +
      'who reads it, or moved the issue; the app changed nothing. Make the comment internal or delete it, and look after the customer.',
  };
}

/** The app leaves its entry, and an incident with it where the comment became public; it never touches the comment itself. */
async function recordNews(
  world: World,
  caller: Caller,
  news: Written & { readonly finding: Finding; readonly bodies: readonly Body[]; readonly isLeak: boolean },
): Promise<void> {
  const { handoff, commentId, finding, bodies, isLeak } = news;
  const { text, readers, change } = finding;
  const details = {
    commentId,
    text,
    readers,
    editor: change?.accountId ?? null,
    changedAt: change?.at ?? null,
  };
  const changed: Step['happenings'] = [{ event: 'comment.changed', details, bodies }];
  const incident: Step['happenings'] = [
    {
      event: 'incident.raised',
      details: { kind: 'public-comment', subject: commentId, isContained: false },
    },
  ];
  const notice = isLeak ? await noticeOf(world, news) : null;
  await commitStep(world, {
    before: handoff,
    after: handoff,
    actor: theApp(caller.requestId),
    happenings: isLeak ? [...changed, ...incident] : changed,
    effects: notice === null ? [] : ['notify'],
    notice,
  });
}

const MAX_TRIES = 3;

/** Compares, and records what is new. Somebody else's look at the same moment may have recorded it: then it is compared again. */
async function compare(
  world: World,
  caller: Caller,
  load: () => Promise<WholeHandoff>,
): Promise<CommentCheck> {
  let whole = await load();
  const looked = await look(world, caller, writtenOf(whole));
  for (let tries = 1; ; tries += 1) {
    try {
      return toAnswer(writtenOf(whole), await compareOnce(world, caller, { whole, looked }), looked);
    } catch (error) {
      const isRace = error instanceof UseCaseError && error.code === 'conflict';
      if (!isRace || tries >= MAX_TRIES) throw error;
      whole = await load();
    }
  }
}

async function compareOnce(
  world: World,
  caller: Caller,
  { whole, looked }: { readonly whole: WholeHandoff; readonly looked: Look },
): Promise<Finding> {
  const entries = await readEntries(world, whole.handoff.id);
  const finding = judge(whole, entries, looked);
  const bodies = bodiesOf(whole.handoff, [{ name: 'comment', text: finding.edited ?? '' }]);
  const known = knownComment(entries);
  const isLeak = finding.readers === 'customer' && known.readers !== 'customer';
  if (isNews(known, finding, bodies[0]?.hmac ?? null))
    await recordNews(world, caller, { ...writtenOf(whole), finding, bodies, isLeak });
  return finding;
}

/** Of a comment that the caller may not read nothing is told but that it is there. */
function toAnswer({ commentId }: Written, finding: Finding, { by }: Look): CommentCheck {
  const { text, why, readers, lines, change } = finding;
  if (by === 'app')
    return { commentId, text: 'hidden', why: null, readers: 'unknown', change: null, lines: null };
  return {
    commentId,
    text,
    why,
    readers,
    change: change === null ? null : { by: change.displayName, at: change.at },
    lines,
  };
}

/**
 * Compares the comment that a hand-off wrote back with what its chain names (OUT-12), reading Jira as the caller. The first look
 * that finds it changed leaves `comment.changed` in the chain, and `incident.raised` with a notice to governance where customers
 * read what was written for the team; the comment stays as it is. Raises `not-found`, also for another issue's hand-off,
 * `wrong-state` where nothing was written back, and what the ports raise.
 */
export const checkComment = (
  world: World,
  caller: IssueCaller,
  { handoffId }: CallInput<'panel.check-comment'>,
): Promise<CommentCheck> => compare(world, caller, () => loadOwn(world, caller, handoffId));

/** The same for governance, on any issue that the caller may browse. */
export const checkAnyComment = (
  world: World,
  caller: Caller,
  { handoffId }: CallInput<'oversight.check-comment'>,
): Promise<CommentCheck> => compare(world, caller, () => loadVisibleWhole(world, caller, handoffId));
