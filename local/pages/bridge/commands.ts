import { isRecord, pick, pickText, recordOf, textOf } from '../site/json';
import { BridgeError } from './bridge-error';
import { toMetric } from './custom-metric';
import type { FrameSite, PageServices } from './frame';
import { isCallback, runCallback } from './functions';
import { resolveLocation } from './locations';
import type { PageEvents } from './page-events';
import { toProductRequest } from './product-request';
import { toDialogRequest, toFlagRequest } from './requests';
import { themeState } from './theming';

/** Who calls and what the page can do for him. */
export interface CommandScene {
  readonly frame: FrameSite;
  readonly services: PageServices;
  readonly events: PageEvents;
  /** Events that apps send to other apps. */
  readonly publicEvents: PageEvents;
  /** Calls the frame itself. */
  readonly tell: (command: string, payload: unknown) => void;
  /** What has to end when the frame goes. */
  readonly ends: (() => void)[];
}

/** Serves one bridge command. */
export type Command = (payload: unknown, scene: CommandScene) => unknown;

const invoke: Command = async (payload, { frame, services }) => {
  const invokeType = pickText(payload, 'invokeType');
  if (invokeType !== undefined)
    throw new BridgeError(`invoke of type ${invokeType} is not served by the local site`);
  const functionKey = pickText(payload, 'functionKey');
  if (functionKey === undefined) throw new BridgeError('functionKey must be a string!');
  const request = {
    module: frame.module.key,
    functionKey,
    // Without a payload the resolver package hands an empty object to the resolver; so does the endpoint's body.
    payload: pick(payload, 'payload') ?? {},
    issueKey: frame.issueKey,
    gesture: pickText(payload, 'gesture'),
  };
  try {
    const { body, rateLimitProperties } = await services.invoke(request);
    const metadata = pick(payload, 'metadata');
    if (metadata === undefined) return body;
    return { body, metadata: pick(metadata, 'rateLimitProperties') === true ? { rateLimitProperties } : {} };
  } finally {
    frame.invoked?.();
  }
};

const getContext: Command = async (_payload, { frame, services }) => {
  const context = recordOf(await services.context(frame.module.key, frame.issueKey));
  const extension = recordOf(context['extension']);
  const theme = themeState(services.colorMode());
  const modal = frame.dialog === undefined ? {} : { modal: frame.dialog.context };
  return { ...context, theme, extension: { ...extension, ...modal } };
};

// Outside a dialog there is nothing to close: `false` makes @forge/bridge raise its own error (forge-facts §6.8).
const close: Command = (payload, { frame }) => {
  frame.dialog?.close(payload);
  return frame.dialog !== undefined;
};

const onClose: Command = (payload, { frame }) => {
  if (frame.dialog === undefined || !isCallback(payload)) return false;
  frame.dialog.onClose(() => void payload());
  return true;
};

const listen = (payload: unknown, bus: PageEvents, ends: (() => void)[]): unknown => {
  const event = pickText(payload, 'event');
  const callback = pick(payload, 'callback');
  if (event === undefined || !isCallback(callback))
    throw new BridgeError('event and callback are needed to listen');
  const unsubscribe = bus.on(event, (value) => void callback(value));
  ends.push(unsubscribe);
  return { unsubscribe };
};

const emit = (payload: unknown, bus: PageEvents): void =>
  bus.emit(pickText(payload, 'event') ?? '', pick(payload, 'payload'));

const createHistory: Command = (_payload, { frame, tell, ends }) => {
  const { route } = frame;
  if (route === undefined) {
    throw new BridgeError(
      `createHistory needs a module that fills a page (jira:adminPage, jira:globalPage), not ${frame.module.type}`,
    );
  }
  ends.push(route.onMove((moved) => tell('frame:route', moved)));
  return route.get();
};

const navigate: Command = async (payload, { services }) => {
  const url = resolveLocation(payload, await services.modules(), services.pageOrigin);
  services.navigate(url, pick(payload, 'type') === 'new-tab');
};

const refresh: Command = (_payload, { frame }) => {
  frame.refresh?.();
  return frame.refresh !== undefined;
};

const openModal: Command = (payload, { frame, services, tell }) => {
  const dialog = toDialogRequest(payload, frame);
  services.openDialog({
    ...dialog,
    onClose: (result) => {
      dialog.onClose(result);
      tell('frame:focus', undefined);
    },
  });
};

const fetchProduct: Command = async (payload, { frame, services }) => {
  try {
    return await services.product(toProductRequest(payload));
  } finally {
    frame.invoked?.();
  }
};

const openIssueViewModal: Command = (payload, { services }) => {
  const issueKey = pickText(payload, 'data', 'context', 'issueKey');
  if (issueKey === undefined) return false;
  const onClose = pick(payload, 'data', 'onClose');
  services.viewIssue({ issueKey, onClose: () => runCallback(onClose) });
  return true;
};

const openIssueCreateModal: Command = (payload, { services }) => {
  const context = pick(payload, 'data', 'context');
  const onClose = pick(payload, 'data', 'onClose');
  services.createIssue({
    context: isRecord(context) ? context : {},
    onClose: (created) => runCallback(onClose, created),
  });
  return true;
};

/** Nothing but the necessary, until a person has agreed to more; here nobody is asked. */
const NO_CONSENT = { strictlyNecessary: true, functional: false, analytics: false, marketing: false };

/** The commands of the bridge that the local site serves; a Map, so that `constructor` is no command. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['invoke', invoke],
  ['getContext', getContext],
  ['fetchProduct', fetchProduct],
  ['enableTheming', (_payload, { services }) => themeState(services.colorMode())],
  ['showFlag', (payload, { services }) => services.showFlag(toFlagRequest(payload))],
  ['closeFlag', (payload, { services }) => services.closeFlag(pickText(payload, 'id') ?? '')],
  ['openModal', openModal],
  ['close', close],
  ['submit', close],
  ['onClose', onClose],
  ['refresh', refresh],
  ['reload', (_payload, { services }) => services.reload()],
  ['createHistory', createHistory],
  ['navigate', navigate],
  [
    'getUrl',
    async (payload, { services }) => resolveLocation(payload, await services.modules(), services.pageOrigin),
  ],
  // `view.open` opens a module's own dialog; no module of the local site has one.
  ['open', () => false],
  ['emit', (payload, { events }) => emit(payload, events)],
  ['on', (payload, { events, ends }) => listen(payload, events, ends)],
  ['emitPublic', (payload, { publicEvents }) => emit(payload, publicEvents)],
  ['onPublic', (payload, { publicEvents, ends }) => listen(payload, publicEvents, ends)],
  ['emitReadyEvent', () => undefined],
  ['changeWindowTitle', (payload, { services }) => services.setTitle(textOf(payload) ?? '')],
  ['getFrameId', (_payload, { frame }) => `${frame.module.key}-${frame.token.slice(0, 8)}`],
  ['isRovoEnabled', () => false],
  ['getCookieConsentPreferences', () => NO_CONSENT],
  ['emitFrontendCustomMetric', (payload) => void toMetric(payload)],
  ['refreshIssueView', refresh],
  ['openIssueViewModal', openIssueViewModal],
  ['openIssueCreateModal', openIssueCreateModal],
]);
