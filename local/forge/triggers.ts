import type { Clock } from '../clock';
import { evaluateExpression } from '../expressions/evaluate';
import { ExpressionError } from '../expressions/expression-error';
import type { JiraEvent } from '../jira/jira-door';
import type { Faults } from './faults';
import { LIMITS } from './limits';
import type { LogSink } from './log';
import type { Manifest, Trigger } from './manifest';
import type { WorkQueue } from './work-queue';

/** Held back so that events after it overtake it. */
const REORDER_DELAY_MS = 1_000;

interface TriggersOptions {
  readonly manifest: Manifest;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly log: LogSink;
}

/** Puts a Jira event into the durable queue once for every trigger that wants it. */
export function createTriggers(options: TriggersOptions): (event: JiraEvent) => void {
  const { manifest, queue, clock, faults, log } = options;
  return (event) => {
    const subscribed = manifest.triggers.filter(({ events }) => events.includes(event.eventType));
    if (subscribed.length === 0) return;
    if (Buffer.byteLength(JSON.stringify(event)) > LIMITS.productEventBytes.value) {
      log.write({ level: 'error', invocation: '', text: `${event.eventType}: not sent, it is over 200 KB` });
      return;
    }
    const wanted = subscribed.filter((trigger) => isWanted(trigger, event, log));
    if (wanted.length === 0) return;
    const delayMs = faults.takeMode('events', event.eventType, 'reorder') ? REORDER_DELAY_MS : 0;
    const dueAtMs = clock.now() + delayMs;
    queue.add(wanted.map(({ key }) => ({ kind: 'trigger', moduleKey: key, body: event, dueAtMs })));
  };
}

/** forge-facts §1.9: a failing expression drops the event, unless the manifest says RECEIVE_AND_LOG. */
function isWanted(trigger: Trigger, event: JiraEvent, log: LogSink): boolean {
  if (trigger.ignoresSelf && event.selfGenerated) return false;
  if (!trigger.expression) return true;
  try {
    return evaluateExpression(trigger.expression, { event });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const end = trigger.receivesOnError ? 'delivered' : 'dropped';
    const text = `trigger "${trigger.key}": filter.expression failed, ${event.eventType} ${end}: ${error.message}`;
    log.write({ level: 'error', invocation: '', text });
    return trigger.receivesOnError;
  }
}
