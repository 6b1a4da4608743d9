import { numberOf, pick, pickText, recordOf, textOf } from '../site/json';
import { BridgeError } from './bridge-error';
import type { FrameSite, PageServices } from './frame';
import { isCallback } from './functions';
import { resolveLocation } from './locations';
import type { PageEvents } from './page-events';
import { toDialogRequest, toFlagRequest } from './requests';
import { themeState } from './theming';

/** Who calls and what the page can do for him. */
export interface CommandScene {
  readonly frame: FrameSite;
  readonly services: PageServices;
  readonly events: PageEvents;
  /** What has to end when the frame goes. */
  readonly ends: (() => void)[];
}

type Command = (payload: unknown, scene: CommandScene) => unknown;

const MAX_HEIGHT = 20_000;

const invoke: Command = async (payload, { frame, services }) => {
  const functionKey = pickText(payload, 'functionKey');
  if (functionKey === undefined) throw new BridgeError('functionKey must be a string!');
  const request = {
    module: frame.module.key,
    functionKey,
    // Without a payload the resolver package hands an empty object to the resolver; so does the endpoint's body.
    payload: pick(payload, 'payload') ?? {},
    issueKey: frame.issueKey,
  };
  try {
    const body = await services.invoke(request);
    return pick(payload, 'metadata') === undefined ? body : { body, metadata: {} };
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

const on: Command = (payload, { events, ends }) => {
  const event = pickText(payload, 'event');
  const callback = pick(payload, 'callback');
  if (event === undefined || !isCallback(callback))
    throw new BridgeError('event and callback are needed to listen');
  const unsubscribe = events.on(event, (value) => void callback(value));
  ends.push(unsubscribe);
  return { unsubscribe };
};

const navigate: Command = async (payload, { services }) => {
  const url = resolveLocation(payload, await services.modules(), services.pageOrigin);
  services.navigate(url, pick(payload, 'type') === 'new-tab');
};

const refresh: Command = (_payload, { frame }) => {
  frame.refresh?.();
  return frame.refresh !== undefined;
};

/** The commands that the local site serves; a Map, so that `constructor` is no command. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['invoke', invoke],
  ['getContext', getContext],
  ['enableTheming', (_payload, { services }) => themeState(services.colorMode())],
  ['showFlag', (payload, { services }) => services.showFlag(toFlagRequest(payload))],
  ['closeFlag', (payload, { services }) => services.closeFlag(pickText(payload, 'id') ?? '')],
  ['openModal', (payload, { frame, services }) => services.openDialog(toDialogRequest(payload, frame))],
  ['close', close],
  ['submit', close],
  ['onClose', onClose],
  ['refresh', refresh],
  ['reload', (_payload, { services }) => services.reload()],
  ['navigate', navigate],
  [
    'getUrl',
    async (payload, { services }) => resolveLocation(payload, await services.modules(), services.pageOrigin),
  ],
  // `view.open` opens a module's own dialog; no module of the local site has one.
  ['open', () => false],
  ['emit', (payload, { events }) => events.emit(pickText(payload, 'event') ?? '', pick(payload, 'payload'))],
  ['on', on],
  ['emitReadyEvent', () => undefined],
  ['changeWindowTitle', (payload, { services }) => services.setTitle(textOf(payload) ?? '')],
  ['getFrameId', (_payload, { frame }) => `${frame.module.key}-${frame.token.slice(0, 8)}`],
  [
    'frame:height',
    (payload, { frame }) => frame.setHeight(Math.min(Math.max(numberOf(payload) ?? 0, 0), MAX_HEIGHT)),
  ],
]);
