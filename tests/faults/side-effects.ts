import { z } from 'zod';
import type { JiraRequest } from '../../local/jira/jira-door';
import type { StoredEntry, StoredWorld } from './stored-world';

/** What the app asks Jira to change, judged by what is stored at that moment (threats §3.2 no. 1, 2, 4, 5, 7). */

const MarksSchema = z.object({
  properties: z.array(z.object({ key: z.string(), value: z.unknown() })),
});
const NamedSchema = z.looseObject({
  handoffId: z.string(),
  gate: z.string().optional(),
  purpose: z.string().optional(),
});

interface Intent {
  readonly handoffId: string;
  /** The effect in words, and what the chain must hold before it. */
  readonly what: string;
  readonly isPreceded: (trail: readonly StoredEntry[]) => boolean;
  /** Whether it is one of the posts that a halted site must not make. */
  readonly isPost: boolean;
}

const has =
  (event: string, details: Readonly<Record<string, unknown>> = {}) =>
  (trail: readonly StoredEntry[]): boolean =>
    trail.some(
      (entry) =>
        entry.event === event &&
        Object.entries(details).every(([name, value]) => entry.details[name] === value),
    );

/** Before a write-back: a decision on eligibility, the scope, an approval of every gate that was asked for, an acceptance. */
function mayWriteBack(trail: readonly StoredEntry[]): boolean {
  const gates = trail
    .filter(({ event }) => event === 'approval.requested')
    .map(({ details }) => details['gate']);
  return [
    has('eligibility.decided'),
    has('scope.confirmed'),
    has('run.finished', { isEnough: true }),
    has('output.reviewed', { verdict: 'accept' }),
    has('writeback.intent'),
    ...gates.map((gate) => has('approval.decided', { gate, verdict: 'approve' })),
  ].every((isThere) => isThere(trail));
}

/** The mark by which the app knows its own comment or subtask again. */
function markIn(body: string, key: string): z.infer<typeof NamedSchema> | null {
  const parsed = MarksSchema.safeParse(JSON.parse(body));
  const value = parsed.success ? parsed.data.properties.find((item) => item.key === key)?.value : undefined;
  const named = NamedSchema.safeParse(value);
  return named.success ? named.data : null;
}

/** What may be behind a notification. */
const NOTICES = [
  'approval.reminded',
  'approval.backup-asked',
  'approval.held-in-panel',
  'incident.raised',
] as const;

/** A notification names no hand-off: it is about the newest one of the issue, or of the subtask's parent. */
function intentOfNotice(issueKey: string, world: StoredWorld): Intent | null {
  const about = world
    .handoffs()
    .filter(
      ({ issue, gates }) =>
        issue.key === issueKey ||
        gates.some(({ seats }) => seats.some(({ subtask }) => subtask?.key === issueKey)),
    )
    .at(-1);
  if (about === undefined) return null;
  const isPreceded = (trail: readonly StoredEntry[]): boolean => NOTICES.some((event) => has(event)(trail));
  return { handoffId: about.id, what: `a notification on ${issueKey}`, isPreceded, isPost: true };
}

function intentOfPost(path: string, body: string, world: StoredWorld): Intent | null {
  const writeBack = markIn(body, 'ai-handoff');
  if (path.endsWith('/comment') && writeBack !== null)
    return { handoffId: writeBack.handoffId, what: 'the comment', isPreceded: mayWriteBack, isPost: true };
  const answer = markIn(body, 'ai-handoff-answer');
  if (path.endsWith('/comment') && answer !== null) {
    const changeId = answer.purpose?.replace(/^answer-/u, '');
    const isPreceded = has('approval.ignored', { changeId });
    return { handoffId: answer.handoffId, what: 'an answer to an attempt', isPreceded, isPost: true };
  }
  const notified = /\/issue\/([^/]+)\/notify$/u.exec(path)?.[1];
  if (notified !== undefined) return intentOfNotice(notified, world);
  const subtask = markIn(body, 'ai-handoff-approval');
  if (path.endsWith('/issue') && subtask !== null) {
    const isPreceded = has('approval.requested', { gate: subtask.gate });
    return {
      handoffId: subtask.handoffId,
      what: `the ${subtask.gate ?? ''} subtask`,
      isPreceded,
      isPost: true,
    };
  }
  return null;
}

function intentOfPut(path: string, body: string): Intent | null {
  if (!path.endsWith('/properties/ai-handoff')) return null;
  const named = NamedSchema.extend({ state: z.string() }).safeParse(JSON.parse(body));
  if (!named.success) return null;
  const { handoffId, state } = named.data;
  const isPreceded = (trail: readonly StoredEntry[]): boolean => trail.some((entry) => entry.state === state);
  return { handoffId, what: `the property ${state}`, isPreceded, isPost: false };
}

/** These post a question and change nothing. */
const ASKING = /\/(?:search\/jql|permissions\/check|comment\/list|bulkfetch)$/u;

/** The breach that a request of the app would be, in words, or null. People's own requests through the app are not judged. */
export function judgeRequest(
  { method, path, body = 'null', actor }: JiraRequest,
  world: StoredWorld,
): string | null {
  const [pathname = ''] = path.split('?');
  if (method === 'GET' || actor.kind !== 'app' || ASKING.test(pathname)) return null;
  const intent = method === 'PUT' ? intentOfPut(pathname, body) : intentOfPost(pathname, body, world);
  if (intent === null) return `the app asked Jira for ${method} ${pathname}, which it has no business to do`;
  const trail = world.entries(intent.handoffId);
  if (!intent.isPreceded(trail))
    return `${intent.what} of ${intent.handoffId} has no earlier intent: ${trail.map(({ event }) => event).join(' ')}`;
  return intent.isPost && world.isHalted() ? `${intent.what} was posted while the site is halted` : null;
}
