import { notServed } from './bridge/bridge-error';
import { type Channel, createChannel } from './bridge/channel';
import { COMMANDS, type CommandScene } from './bridge/commands';
import type { FrameSite, PageServices } from './bridge/frame';
import { FRAME_COMMANDS } from './bridge/frame-commands';
import { openEnvelope } from './bridge/messages';
import { createPageEvents, type PageEvents } from './bridge/page-events';

/** What a window hands to its `message` listener, as far as the bridge looks at it. */
interface IncomingMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

/** The page's side of the bridge: one for all frames. */
export interface BridgeHost {
  readonly events: PageEvents;
  /** Serves a frame until the returned function is called. */
  connect(frame: FrameSite): () => void;
  /** Takes every message of the window; only a connected frame's own, from the frames' origin, is answered. */
  receive(incoming: IncomingMessage): void;
}

interface Connection {
  readonly frame: FrameSite;
  readonly channel: Channel;
}

/** Creates the host; `frameOrigin` is the only origin that it listens to and posts to. */
export function createBridgeHost(frameOrigin: string, services: PageServices): BridgeHost {
  const events = createPageEvents();
  const publicEvents = createPageEvents();
  const connections = new Map<string, Connection>();
  const themed = new Set<Channel>();
  services.onColorMode((colorMode) => {
    for (const channel of themed) void channel.call('frame:theme', { colorMode });
  });

  const open = (frame: FrameSite, scene: CommandScene): Channel => {
    const channel = createChannel(
      (message) => frame.target()?.postMessage({ bridge: frame.token, message }, frameOrigin),
      (command, payload) => {
        const run = COMMANDS.get(command) ?? FRAME_COMMANDS.get(command);
        if (run === undefined) throw notServed(command);
        if (command === 'enableTheming') themed.add(channel);
        return run(payload, scene);
      },
    );
    return channel;
  };

  return {
    events,
    connect(frame) {
      const tell = (command: string, payload: unknown): void => void channel.call(command, payload);
      const scene: CommandScene = { frame, services, events, publicEvents, tell, ends: [] };
      const channel = open(frame, scene);
      connections.set(frame.token, { frame, channel });
      return () => {
        connections.delete(frame.token);
        themed.delete(channel);
        for (const end of scene.ends) end();
      };
    },
    receive({ data, origin, source }) {
      if (origin !== frameOrigin || source === null) return;
      for (const { frame, channel } of connections.values()) {
        const message = source === frame.target() ? openEnvelope(data, frame.token) : undefined;
        if (message) channel.receive(message);
      }
    },
  };
}
