import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AppModule, DialogSite, PageRoute } from '../bridge/frame';
import { frameUrl } from '../bridge/origins';
import { frameOrigin, pageBridge } from '../site/page-bridge';

interface AppFrameProps {
  readonly module: AppModule;
  readonly minHeight: number;
  readonly issueKey?: string | undefined;
  readonly title?: string | undefined;
  readonly path?: string | undefined;
  readonly dialog?: DialogSite | undefined;
  readonly route?: PageRoute | undefined;
  readonly onRefresh?: (() => void) | undefined;
  readonly onInvoked?: (() => void) | undefined;
}

const SANDBOX = 'allow-scripts allow-same-origin allow-forms allow-popups allow-modals allow-downloads';

/** A module of the app in a frame of the other origin, as high as its content, with a bridge of its own. */
export function AppFrame(props: AppFrameProps): ReactNode {
  const { module, issueKey, dialog, route, onRefresh, onInvoked } = props;
  const element = useRef<HTMLIFrameElement>(null);
  const [token] = useState(() => crypto.randomUUID());
  const [height, setHeight] = useState(0);
  useEffect(
    () =>
      pageBridge?.connect({
        token,
        module,
        issueKey,
        dialog,
        route,
        target: () => element.current?.contentWindow,
        setHeight,
        refresh: onRefresh,
        invoked: onInvoked,
      }),
    [token, module, issueKey, dialog, route, onRefresh, onInvoked],
  );
  if (frameOrigin === undefined) {
    return <p className="subtle">Open this site as http://localhost or http://127.0.0.1 to see the app.</p>;
  }
  return (
    <iframe
      ref={element}
      className="app-frame"
      title={props.title ?? module.title}
      src={frameUrl(frameOrigin, props.path ?? module.resourceUrlPath, token)}
      sandbox={SANDBOX}
      style={{ height: Math.max(height, props.minHeight) }}
    />
  );
}
