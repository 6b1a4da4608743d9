import type { Clock } from '../clock';
import type { JiraEvent } from '../jira/jira-door';
import type { Faults } from './faults';
import type { Manifest } from './manifest';
import type { WorkQueue } from './work-queue';

/** forge-facts §1.9: events above 200 KB are not delivered. */
const EVENT_LIMIT = 200 * 1024;
/** Held back so that events after it overtake it. */
const REORDER_DELAY_MS = 1_000;

interface TriggersOptions {
  readonly manifest: Manifest;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly faults: Faults;
}

/** Puts a Jira event into the durable queue once for every trigger that wants it. */
export function createTriggers({
  manifest,
  queue,
  clock,
  faults,
}: TriggersOptions): (event: JiraEvent) => void {
  return (event) => {
    const wanted = manifest.triggers.filter(
      ({ events, filter }) =>
        events.includes(event.eventType) && !(filter?.ignoreSelf === true && event.selfGenerated),
    );
    if (wanted.length === 0 || Buffer.byteLength(JSON.stringify(event)) > EVENT_LIMIT) return;
    const delayMs = faults.takeMode('events', event.eventType, 'reorder') ? REORDER_DELAY_MS : 0;
    const dueAtMs = clock.now() + delayMs;
    queue.add(wanted.map(({ key }) => ({ kind: 'trigger', moduleKey: key, body: event, dueAtMs })));
  };
}
