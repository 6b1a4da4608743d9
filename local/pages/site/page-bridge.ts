import { BridgeError } from '../bridge/bridge-error';
import { counterpartOrigin } from '../bridge/origins';
import { type BridgeHost, createBridgeHost } from '../bridge-host';
import { invokeResolver, loadContext, loadModules } from './app-modules';
import { colorMode } from './color-mode';
import { openDialog } from './dialogs';
import { closeFlag, showFlag } from './flags';
import { callProduct } from './product';
import { openIssueCreate, openIssueView } from './jira-dialogs';
import { goTo } from './router';

/** Where the app's frames come from; undefined when the page was opened under a name without a counterpart. */
export const frameOrigin = counterpartOrigin(window.location);

function navigate(href: string, isNewTab: boolean): void {
  const url = new URL(href);
  const isOwn = url.origin === window.location.origin;
  if (isNewTab || !isOwn) window.open(url.href, '_blank', 'noopener,noreferrer');
  else goTo(`${url.pathname}${url.search}${url.hash}`);
}

// Forge hides what failed inside a function; here the server's own sentence helps the developer more.
async function invoke(...call: Parameters<typeof invokeResolver>): ReturnType<typeof invokeResolver> {
  return invokeResolver(...call).catch((error: unknown) => {
    throw new BridgeError(error instanceof Error ? error.message : 'the resolver did not answer');
  });
}

/** The page's one bridge host, or undefined where no frame can be shown. */
export const pageBridge: BridgeHost | undefined =
  frameOrigin === undefined
    ? undefined
    : createBridgeHost(frameOrigin, {
        invoke,
        context: loadContext,
        colorMode: colorMode.get,
        onColorMode: (listener) => void colorMode.subscribe(() => listener(colorMode.get())),
        showFlag,
        closeFlag,
        openDialog,
        viewIssue: openIssueView,
        createIssue: openIssueCreate,
        product: callProduct,
        navigate,
        reload: () => window.location.reload(),
        setTitle: (title) => {
          document.title = title;
        },
        pageOrigin: window.location.origin,
        modules: loadModules,
      });

/** Hands the window's messages to the bridge from now on. */
export function followMessages(): void {
  window.addEventListener('message', (event) => pageBridge?.receive(event));
}
