import type { Clock } from '../clock';
import type { SeedName } from '../seeds/seed-site';
import { MemoryStore } from '../store/memory-store';
import { createJira, type Jira } from './jira';
import type { JiraActor, JiraEvent, JiraResponse } from './jira-door';

/** A fixed instant for tests: 18 November 2026, 10:00 UTC. */
export const TEST_NOW = Date.UTC(2026, 10, 18, 10);

/** A clock that stands still until it is moved. */
export function createTestClock(start = TEST_NOW): Clock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

export interface TestSite {
  readonly jira: Jira;
  readonly clock: Clock;
  readonly events: JiraEvent[];
  /** Sends one request as `app`, `anonymous` or an account id. */
  readonly send: (who: string, request: string, body?: unknown) => Promise<JiraResponse>;
}

/** An emulated Jira over a memory store, seeded, with its events collected. */
export function createTestSite(seed: SeedName = 'demo'): TestSite {
  const clock = createTestClock();
  const jira = createJira({ store: new MemoryStore(), clock });
  jira.seed(seed);
  const events: JiraEvent[] = [];
  jira.onEvent((event) => events.push(event));
  return {
    jira,
    clock,
    events,
    send: (who, request, body) => {
      const [method = '', path = ''] = request.split(' ');
      return jira.handle({
        method,
        path: path.startsWith('/rest/') ? path : `/rest/api/3/${path}`,
        headers: {},
        actor: toActor(who),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}

function toActor(who: string): JiraActor {
  if (who === 'app' || who === 'anonymous') return { kind: who };
  return { kind: 'user', accountId: who };
}

/** An Atlassian Document of one paragraph. */
export function doc(text: string) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}
