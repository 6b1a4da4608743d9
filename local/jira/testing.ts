import type { Clock } from '../clock';
import { createSettings } from '../settings';
import type { SeedName } from '../seeds/seed-site';
import { MemoryStore } from '../store/memory-store';
import { serveJira, type Jira } from './jira';
import type { JiraActor, JiraEvent, JiraResponse } from './jira-door';
import { JiraState } from './state';

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
  readonly send: Send;
  /** As `send`, and undoes at once what that stored: many tries on one site. */
  readonly attempt: Send;
  /** What the site stores, for a test that has to change its settings. */
  readonly state: JiraState;
}

type Send = (who: string, request: string, body?: unknown) => Promise<JiraResponse>;

const UNDO = new Error('undone');

/** An emulated Jira over a memory store, seeded, with its events collected. */
export function createTestSite(seed: SeedName = 'demo'): TestSite {
  const clock = createTestClock();
  const state = new JiraState(new MemoryStore(), createSettings(), () => clock.now());
  const jira = serveJira(state, clock);
  jira.seed(seed);
  const events: JiraEvent[] = [];
  jira.onEvent((event) => events.push(event));
  const send: Send = (who, request, body) => {
    const [method = '', path = ''] = request.split(' ');
    return jira.handle({
      method,
      path: path.startsWith('/rest/') ? path : `/rest/api/3/${path}`,
      headers: {},
      actor: toActor(who),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  // The emulator works before its promise is there, so a transaction around it can be thrown away.
  const attempt: Send = async (...given) => {
    const answers: Promise<JiraResponse>[] = [];
    try {
      state.store.transaction(() => {
        answers.push(send(...given));
        throw UNDO;
      });
    } catch (error) {
      if (error !== UNDO) throw error;
    }
    const [answer] = answers;
    if (!answer) throw new Error('no answer');
    return answer;
  };
  return { jira, clock, events, send, attempt, state };
}

function toActor(who: string): JiraActor {
  if (who === 'app' || who === 'anonymous') return { kind: who };
  return { kind: 'user', accountId: who };
}

/** An Atlassian Document of one paragraph. */
export function doc(text: string) {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/** The text under `name` in an answer's body; empty where there is none. */
export function textIn(body: unknown, name: string): string {
  const value = new Map<string, unknown>(Object.entries(body ?? {})).get(name);
  return typeof value === 'string' ? value : '';
}

/** The objects of the list under `name` in an answer's body; empty where there is none. */
export function listIn(body: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const value = new Map<string, unknown>(Object.entries(body ?? {})).get(name);
  return Array.isArray(value)
    ? value.map((item: unknown) => Object.fromEntries(Object.entries(item ?? {})))
    : [];
}
