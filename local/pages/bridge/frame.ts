import type { RouteState } from './page-history';
import type { ProductAnswer, ProductRequest } from './product-request';
import type { ColorMode } from './theming';

/** A UI module of the app, as `GET /_local/modules` lists it. */
export interface AppModule {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly resourceUrlPath: string;
  readonly useAsConfig: boolean;
}

/** A frame that stands in the page, and what the page does for it alone. */
export interface FrameSite {
  readonly token: string;
  readonly module: AppModule;
  readonly issueKey?: string | undefined;
  /** Set in a dialog's frame. */
  readonly dialog?: DialogSite | undefined;
  /** The frame's window, once it stands. */
  readonly target: () => FrameWindow | null | undefined;
  readonly setHeight: (height: number) => void;
  /** Set for a module that fills a page: only such a one has a route in the page's address. */
  readonly route?: PageRoute | undefined;
  /** Loads the issue's view again; absent where there is none. */
  readonly refresh?: (() => void) | undefined;
  /** Told after every resolver call, because it may have changed the issue. */
  readonly invoked?: (() => void) | undefined;
}

/** The part of the page's address that belongs to the app. */
export interface PageRoute {
  get(): RouteState;
  push(route: RouteState): void;
  replace(route: RouteState): void;
  go(delta: number): void;
  /** Told when somebody else than the app moved; returns what ends the subscription. */
  onMove(listener: (route: RouteState) => void): () => void;
}

/** What a dialog's frame may do with its dialog. */
export interface DialogSite {
  /** What its opener gave; the frame reads it as `extension.modal`. */
  readonly context: unknown;
  readonly close: (payload: unknown) => void;
  /** Told when the dialog closes, whoever closed it. */
  readonly onClose: (listener: () => void) => void;
  /** The Escape key was pressed inside the frame. */
  readonly escape: () => void;
}

/** The little of a window that the bridge uses. */
interface FrameWindow {
  postMessage(message: unknown, targetOrigin: string): void;
}

/** A message that Jira's flag area shows. */
export interface FlagRequest {
  readonly id: string;
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly description?: string | undefined;
  readonly actions: readonly { readonly text: string; readonly onClick: () => void }[];
  readonly isAutoDismiss: boolean;
}

/** A dialog over the page with a frame of its own. */
export interface DialogRequest {
  readonly module: AppModule;
  readonly issueKey?: string | undefined;
  readonly resourceUrlPath: string;
  readonly title: string;
  readonly size: string | { readonly width: string; readonly height?: string | undefined };
  readonly context: unknown;
  readonly closeOnEscape: boolean;
  readonly closeOnOverlayClick: boolean;
  readonly onClose: (payload: unknown) => void;
}

/** Jira's own issue view over the page. */
export interface IssueViewRequest {
  readonly issueKey: string;
  readonly onClose: () => void;
}

/** Jira's own form for a new issue; `context` holds what the app fills in. */
export interface IssueCreateRequest {
  readonly context: Readonly<Record<string, unknown>>;
  /** Told the issues that were created: none when the person gave up. */
  readonly onClose: (created: { readonly payload: readonly { readonly issueId: string }[] }) => void;
}

/** What the page does for every frame; the host knows neither React nor fetch. */
export interface PageServices {
  invoke(request: InvokeRequest): Promise<InvokeAnswer>;
  /** Calls Jira as the person, within the scopes of the manifest. */
  product(request: ProductRequest): Promise<ProductAnswer>;
  context(moduleKey: string, issueKey: string | undefined): Promise<unknown>;
  colorMode(): ColorMode;
  onColorMode(listener: (mode: ColorMode) => void): void;
  showFlag(flag: FlagRequest): void;
  closeFlag(id: string): void;
  openDialog(dialog: DialogRequest): void;
  viewIssue(request: IssueViewRequest): void;
  createIssue(request: IssueCreateRequest): void;
  /** Goes to an absolute address: inside the site without a page load, elsewhere in a tab of its own. */
  navigate(url: string, isNewTab: boolean): void;
  reload(): void;
  setTitle(title: string): void;
  pageOrigin: string;
  modules(): Promise<readonly AppModule[]>;
}

/** The body of `POST /_local/invoke`, and the click or key of a person that it belongs to. */
export interface InvokeRequest {
  readonly module: string;
  readonly functionKey: string;
  readonly payload: unknown;
  readonly issueKey?: string | undefined;
  readonly gesture?: string | undefined;
}

/** How much of the platform's invocation rate is left; a member is absent where the site does not say. */
export interface RateLimitProperties {
  readonly rateLimitLimit?: number | undefined;
  readonly rateLimitRemaining?: number | undefined;
  /** Seconds since the epoch. */
  readonly rateLimitReset?: number | undefined;
}

/** What a resolver call gives. */
export interface InvokeAnswer {
  readonly body: unknown;
  readonly rateLimitProperties: RateLimitProperties;
}
