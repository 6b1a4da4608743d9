import { createChannel } from './bridge/channel';
import { createGestures } from './bridge/gestures';
import { openEnvelope } from './bridge/messages';
import { counterpartOrigin, tokenOf } from './bridge/origins';
import { createPageHistory, routeOf, type PageHistory } from './bridge/page-history';
import { applyColorMode, colorModeOf } from './bridge/theming';
import { recordOf } from './site/json';

/** What `@forge/bridge` finds in the frame; it takes `callBridge` off the object when it loads (forge-facts §5). */
interface GuestBridge {
  readonly callBridge: (command: string, payload?: unknown) => Promise<unknown>;
}

declare global {
  interface Window {
    __bridge?: GuestBridge;
  }
}

const TOKENS_PATH = '/_pages/tokens.css';

function linkTokens(): Promise<void> {
  if (document.querySelector(`link[href="${TOKENS_PATH}"]`)) return Promise.resolve();
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = TOKENS_PATH;
  return new Promise((resolve) => {
    // A missing sheet leaves the app with its fallback colours; it must not keep it from starting.
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
}

function reportHeight(report: (height: number) => void): void {
  let last = 0;
  const measure = (): void => {
    const root = document.documentElement;
    const height = Math.ceil(
      Math.max(root.getBoundingClientRect().height, document.body.getBoundingClientRect().bottom),
    );
    if (height === last) return;
    last = height;
    report(height);
  };
  // The page makes the frame as high as its content, so a scroll bar would only flicker while it follows.
  document.documentElement.style.overflowY = 'hidden';
  const observer = new ResizeObserver(measure);
  observer.observe(document.documentElement);
  observer.observe(document.body);
}

function start(): GuestBridge {
  const pageOrigin = counterpartOrigin(window.location);
  const token = tokenOf(window.location.hash);
  const gestures = createGestures(token, () => performance.now());
  let pages: PageHistory | undefined;
  // What lies under a dialog loses the focus inside its frame; the page can give it back to the frame only.
  let lastFocused: HTMLElement | undefined;
  const channel = createChannel(
    (message) => {
      if (pageOrigin !== undefined) window.parent.postMessage({ bridge: token, message }, pageOrigin);
    },
    (command, payload) => {
      if (command === 'frame:theme') applyColorMode(document.documentElement, colorModeOf(payload));
      if (command === 'frame:focus') lastFocused?.focus();
      if (command === 'frame:route') pages?.arrive(routeOf(payload));
    },
  );
  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== pageOrigin) return;
    const message = openEnvelope(event.data, token);
    if (message) channel.receive(message);
  });
  document.addEventListener('DOMContentLoaded', () => {
    reportHeight((height) => void channel.call('frame:height', height));
  });
  const enableTheming = async (): Promise<void> => {
    applyColorMode(document.documentElement, colorModeOf(await channel.call('enableTheming')));
    await linkTokens();
  };
  const createHistory = async (): Promise<PageHistory['history']> => {
    pages = createPageHistory(routeOf(await channel.call('createHistory')), {
      move: (action, route) => void channel.call('frame:move', { action, ...route }),
      go: (delta) => void channel.call('frame:go', delta),
    });
    return pages.history;
  };
  for (const type of ['pointerdown', 'keydown', 'click', 'submit'])
    window.addEventListener(type, gestures.begin, { capture: true });
  window.addEventListener('focusin', ({ target }) => {
    lastFocused = target instanceof HTMLElement ? target : undefined;
  });
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) void channel.call('frame:escape');
  });
  return {
    callBridge: async (command, payload) => {
      if (command === 'enableTheming') return enableTheming();
      if (command === 'createHistory') return createHistory();
      return command === 'invoke'
        ? channel.call(command, { ...recordOf(payload), gesture: gestures.current() })
        : channel.call(command, payload);
    },
  };
}

window.__bridge = start();
