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
  /** Loads the issue's view again; absent where there is none. */
  readonly refresh?: (() => void) | undefined;
  /** Told after every resolver call, because it may have changed the issue. */
  readonly invoked?: (() => void) | undefined;
}

/** What a dialog's frame may do with its dialog. */
export interface DialogSite {
  /** What its opener gave; the frame reads it as `extension.modal`. */
  readonly context: unknown;
  readonly close: (payload: unknown) => void;
  /** Told when the dialog closes, whoever closed it. */
  readonly onClose: (listener: () => void) => void;
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

/** What the page does for every frame; the host knows neither React nor fetch. */
export interface PageServices {
  invoke(request: InvokeRequest): Promise<unknown>;
  context(moduleKey: string, issueKey: string | undefined): Promise<unknown>;
  colorMode(): ColorMode;
  onColorMode(listener: (mode: ColorMode) => void): void;
  showFlag(flag: FlagRequest): void;
  closeFlag(id: string): void;
  openDialog(dialog: DialogRequest): void;
  /** Goes to an absolute address: inside the site without a page load, elsewhere in a tab of its own. */
  navigate(url: string, isNewTab: boolean): void;
  reload(): void;
  setTitle(title: string): void;
  pageOrigin: string;
  modules(): Promise<readonly AppModule[]>;
}

/** The body of `POST /_local/invoke`. */
export interface InvokeRequest {
  readonly module: string;
  readonly functionKey: string;
  readonly payload: unknown;
  readonly issueKey?: string | undefined;
}
