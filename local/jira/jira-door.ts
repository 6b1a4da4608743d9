import type { AppModules, JqlFunctionModule } from './app-modules';

/** Who a Jira request is made as. `app` is the app's own account (accountType `app`). */
export type JiraActor =
  | { readonly kind: 'user'; readonly accountId: string }
  | { readonly kind: 'app' }
  | { readonly kind: 'anonymous' };

export interface JiraRequest {
  readonly method: string;
  /** Path with query, e.g. `/rest/api/3/issue/INC-2041?fields=summary`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Raw body text; JSON for every operation that is served. */
  readonly body?: string;
  readonly actor: JiraActor;
}

export interface JiraResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON value; undefined where Jira answers without a body. */
  readonly body?: unknown;
}

/** A product event as Forge delivers it (`eventType`, `issue`, `changelog`, `atlassianId`, `selfGenerated`, …). */
export interface JiraEvent {
  readonly eventType: string;
  readonly selfGenerated: boolean;
  readonly [field: string]: unknown;
}

/** The installed app as Jira needs it, beside its events. */
export interface ConnectedApp {
  readonly modules: AppModules;
  /** Runs the function of a JQL function, for nobody in particular. Rejects when the app fails. */
  callFunction(module: JqlFunctionModule, payload: unknown): Promise<unknown>;
  /** Told what of the app failed inside Jira. */
  report(text: string): void;
}

/** The emulated Jira: every way into it, REST of a person or of the app, passes `handle`. */
export interface JiraEmulator {
  handle(request: JiraRequest): Promise<JiraResponse>;
  /** Called once per product event, after the change is stored. */
  onEvent(listener: (event: JiraEvent) => void): void;
  /** Gives Jira the app's workflow rules, indexes and JQL functions; a Jira of a test may go without. */
  connect?(app: ConnectedApp): void;
}

/** The app's own account on the site. */
export const APP_ACCOUNT_ID = 'app-ai-handoff';
