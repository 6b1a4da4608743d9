import type { Clock } from '../clock';
import { createSettings, type SiteSettings } from '../settings';
import { seedSite, type SeedName } from '../seeds/seed-site';
import type { Store } from '../store/store';
import { Access } from './access';
import {
  attachRule,
  clearRules,
  listRules,
  type AttachedRule,
  type RuleOrder,
  type RuleRefusal,
} from './attached-rules';
import {
  changeAccount,
  changeMembership,
  listAccounts,
  type Account,
  type AccountOutcome,
  type Membership,
  type MembershipOutcome,
} from './accounts';
import { installPermissions } from './app-permissions';
import { Call, type Reply } from './call';
import { importIssueLines, type ImportReport } from './import-issues';
import type { ConnectedApp, JiraEmulator, JiraEvent, JiraRequest, JiraResponse } from './jira-door';
import { JiraError } from './jira-error';
import { PrecomputationNeeded } from './jql/app-function';
import type { Json } from './json';
import { precompute } from './precompute';
import type { AppPermission, NotificationRecord } from './records';
import { findRoute } from './router';
import { JiraState } from './state';
import { refuseUnservedParameters } from './unserved-parameters';

/** The emulated Jira with what the local site needs around it: seeds and imports, which send no events. */
export interface Jira extends JiraEmulator {
  /** Empties Jira's part of the store and fills it. */
  seed(name: SeedName): void;
  /** Reads issues, one JSON text a line; a bad line is reported and the rest goes on. */
  importLines(lines: AsyncIterable<string> | Iterable<string>): Promise<ImportReport>;
  /** The accounts of people. */
  accounts(): readonly Account[];
  /** Closes, updates or reopens a person's account. */
  changeAccount(change: Pick<Account, 'accountId' | 'status'>): AccountOutcome;
  /** Puts a person into a group or takes one out, as an admin of the organisation does. */
  changeMembership(change: Membership): MembershipOutcome;
  /** The app's rules on transitions, as an admin puts them there in the workflow editor. */
  rules(): readonly AttachedRule[];
  attachRule(order: RuleOrder): readonly AttachedRule[] | RuleRefusal;
  clearRules(): void;
  /** Needed here and not of every emulator. */
  connect(app: ConnectedApp): void;
  /** What `POST /issue/{key}/notify` would have mailed, oldest first; nothing leaves the site. */
  notifications(): readonly NotificationRecord[];
  /** Whether the store was never seeded. */
  isEmpty(): boolean;
}

interface JiraOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Read at each search; without it, searches see every write at once. */
  readonly settings?: SiteSettings;
  /** Global permissions of the installed app; without them Jira knows its own only. */
  readonly permissions?: readonly AppPermission[];
}

/** An emulated Jira over a store. Every request runs in one transaction; events go out after it has committed. */
export function createJira(options: JiraOptions): Jira {
  const { store, clock, settings = createSettings(), permissions = [] } = options;
  return serveJira(new JiraState(store, settings, () => clock.now()), clock, permissions);
}

/** An emulated Jira over a state that somebody else holds too, as tests do to change its settings. */
export function serveJira(state: JiraState, clock: Clock, permissions: readonly AppPermission[] = []): Jira {
  const listeners: ((event: JiraEvent) => void)[] = [];
  let app: ConnectedApp | undefined;
  if (permissions.length > 0) state.store.transaction(() => installPermissions(state, permissions));
  return {
    async handle(request) {
      const run = () => {
        const { response, events } = answer(request, state, clock.now());
        for (const event of events) for (const listener of listeners) listener(event);
        return response;
      };
      return runPrecomputed(run, async (needed) => {
        if (app) await precompute(needed, { state, app, now: () => clock.now() });
      });
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    seed(name) {
      state.store.transaction(() => {
        seedSite(state, name, clock.now());
        installPermissions(state, permissions);
      });
    },
    connect(connected) {
      app = connected;
      state.modules = connected.modules;
      state.report = (text) => connected.report(text);
    },
    rules: () => listRules(state),
    attachRule: (order) => state.store.transaction(() => attachRule(state, order)),
    clearRules: () => state.store.transaction(() => clearRules(state)),
    importLines: (lines) => importIssueLines(state, lines, clock.now()),
    accounts: () => listAccounts(state),
    changeAccount: (change) => state.store.transaction(() => changeAccount(state, change, clock.now())),
    changeMembership: (change) => state.store.transaction(() => changeMembership(state, change)),
    notifications: () => state.notifications.all(),
    isEmpty: () => !state.isSeeded(),
  };
}

/** A query may use several functions of the app, one after the other; more than this is no query that a person writes. */
const MAX_PRECOMPUTATIONS = 50;

/**
 * Runs a request, which happens at once unless it needs something of the app: then the app is asked and the request, of
 * which nothing was stored, runs again.
 */
async function runPrecomputed(
  run: () => JiraResponse,
  compute: (needed: PrecomputationNeeded) => Promise<void>,
): Promise<JiraResponse> {
  for (let asked = 0; asked < MAX_PRECOMPUTATIONS; asked += 1) {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof PrecomputationNeeded)) throw error;
      await compute(error);
    }
  }
  return toErrorResponse(JiraError.invalid('The query uses too many functions of apps.'), '');
}

interface Answer {
  readonly response: JiraResponse;
  readonly events: readonly JiraEvent[];
}

function answer(request: JiraRequest, state: JiraState, now: number): Answer {
  const { pathname, searchParams } = new URL(request.path, 'http://site');
  const method = request.method.toLowerCase();
  try {
    const route = findRoute(method, pathname);
    if (!route) {
      throw new JiraError(501, [`This local site does not serve ${method.toUpperCase()} ${pathname}.`]);
    }
    refuseUnservedParameters(route.operationId, searchParams);
    const payload = readPayload(request.body);
    return state.store.transaction(() => {
      const access = new Access(state, request.actor);
      const call = new Call({ state, access, now, params: route.params, query: searchParams, payload });
      return { response: toResponse(route.handler(call)), events: call.events };
    });
  } catch (error) {
    if (error instanceof JiraError) return { response: toErrorResponse(error, pathname), events: [] };
    throw error;
  }
}

function readPayload(body: string | undefined): Json | undefined {
  if (body === undefined || body === '') return undefined;
  try {
    // Checked edge: JSON.parse answers a JSON value or throws.
    return JSON.parse(body) as Json;
  } catch {
    throw JiraError.invalid('Invalid request payload. Refer to the REST API documentation and try again.');
  }
}

const JSON_HEADERS = { 'content-type': 'application/json;charset=UTF-8' };

/** The body is copied as JSON, so that no stored object leaves by reference and no `undefined` is answered. */
function toResponse({ status, body }: Reply): JiraResponse {
  if (body === undefined) return { status, headers: {} };
  const copy: unknown = JSON.parse(JSON.stringify(body));
  return { status, headers: JSON_HEADERS, body: copy };
}

/** Platform operations answer an ErrorCollection, service-desk ones an ErrorResponse. */
function toErrorResponse(error: JiraError, path: string): JiraResponse {
  const { status, errorMessages, errors } = error;
  if (path.startsWith('/rest/servicedeskapi/')) {
    return { status, headers: JSON_HEADERS, body: { errorMessage: error.message } };
  }
  return { status, headers: JSON_HEADERS, body: { errorMessages, errors } };
}
