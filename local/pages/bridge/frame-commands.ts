import { numberOf, pick } from '../site/json';
import type { Command } from './commands';
import { routeOf } from './page-history';

const MAX_HEIGHT = 20_000;

/** What our own half of the bridge in the frame tells the page; no app knows these. */
export const FRAME_COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'frame:height',
    (payload, { frame }) => frame.setHeight(Math.min(Math.max(numberOf(payload) ?? 0, 0), MAX_HEIGHT)),
  ],
  [
    'frame:move',
    (payload, { frame }) => {
      const route = routeOf(payload);
      if (pick(payload, 'action') === 'PUSH') frame.route?.push(route);
      else frame.route?.replace(route);
    },
  ],
  ['frame:go', (payload, { frame }) => frame.route?.go(numberOf(payload) ?? 0)],
  ['frame:escape', (_payload, { frame }) => frame.dialog?.escape()],
]);
