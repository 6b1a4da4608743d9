import { describe, expect, it } from '@jest/globals';
import { type Channel, createChannel } from './bridge/channel';
import type { FrameSite, InvokeRequest, PageRoute } from './bridge/frame';
import { openEnvelope } from './bridge/messages';
import type { RouteState } from './bridge/page-history';
import { createFakePage, FRAMES, PAGE, PANEL } from './bridge/testing/fake-page';
import { type BridgeHost, createBridgeHost } from './bridge-host';

interface Guest {
  readonly channel: Channel;
  readonly heard: string[];
  readonly told: unknown[];
  readonly heights: number[];
  readonly end: () => void;
}

/** A frame whose window hands its messages to the host as a browser would; `origin` is the one that it claims. */
function connectGuest(
  host: BridgeHost,
  changes: Partial<FrameSite> & { readonly origin?: string; readonly sends?: string } = {},
): Guest {
  const { origin = FRAMES, sends = 'token', ...site } = changes;
  const heard: string[] = [];
  const told: unknown[] = [];
  const heights: number[] = [];
  const target = {
    postMessage(data: unknown, to: string) {
      const message = to === FRAMES ? openEnvelope(structuredClone(data), 'token') : undefined;
      if (message) queueMicrotask(() => channel.receive(message));
    },
  };
  const end = host.connect({
    token: 'token',
    module: PANEL,
    issueKey: 'INC-2041',
    target: () => target,
    setHeight: (height) => heights.push(height),
    ...site,
  });
  const channel = createChannel(
    (message) => host.receive({ data: structuredClone({ bridge: sends, message }), origin, source: target }),
    (command, payload) => {
      heard.push(command);
      told.push(payload);
    },
  );
  return { channel, heard, told, heights, end };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function createScene() {
  const page = createFakePage();
  return { page, host: createBridgeHost(FRAMES, page.services) };
}

describe('bridge host, commands', () => {
  it('invokes as the module on its issue and tells the page afterwards', async () => {
    const { page, host } = createScene();
    let told = 0;
    const { channel } = connectGuest(host, { invoked: () => (told += 1) });
    await expect(channel.call('invoke', { functionKey: 'load', payload: { a: 1 } })).resolves.toEqual({
      echoed: { a: 1 },
    });
    expect(page.invoked).toEqual([
      { module: 'panel', functionKey: 'load', payload: { a: 1 }, issueKey: 'INC-2041', gesture: undefined },
    ]);
    expect(told).toBe(1);
  });

  it('wraps the answer when metadata is asked for', async () => {
    const { channel } = connectGuest(createScene().host);
    const answer = (metadata: object) => channel.call('invoke', { functionKey: 'load', metadata });
    await expect(answer({})).resolves.toEqual({ body: { echoed: {} }, metadata: {} });
    await expect(answer({ rateLimitProperties: true })).resolves.toEqual({
      body: { echoed: {} },
      metadata: { rateLimitProperties: { rateLimitLimit: 1_200, rateLimitRemaining: 1_199 } },
    });
  });

  it('hands on which click of a person a call belongs to', async () => {
    const { page, host } = createScene();
    await connectGuest(host).channel.call('invoke', { functionKey: 'load', gesture: 'frame-3' });
    expect(page.invoked[0]?.gesture).toBe('frame-3');
  });

  it('rejects an invoke with the message of the server', async () => {
    const { channel } = connectGuest(createScene().host);
    await expect(channel.call('invoke', { functionKey: 'broken' })).rejects.toMatchObject({
      message: 'There was an error invoking the function',
    });
  });

  it.each(['neverHeardOf', 'constructor', '__proto__', 'toString'])(
    'names %s as not served',
    async (command) => {
      const { channel } = connectGuest(createScene().host);
      const message = `bridge command ${command} is not served by the local site`;
      await expect(channel.call(command)).rejects.toMatchObject({ name: 'BridgeAPIError', message });
    },
  );

  it('keeps the route of a module that fills a page in the address, both ways', async () => {
    const moves: string[] = [];
    const listeners = new Set<(route: RouteState) => void>();
    const route: PageRoute = {
      get: () => ({ href: '/audit?id=1' }),
      push: ({ href }) => moves.push(`push ${href}`),
      replace: ({ href }) => moves.push(`replace ${href}`),
      go: (delta) => moves.push(`go ${delta}`),
      onMove: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const { channel, heard, told, end } = connectGuest(createScene().host, { route });
    await expect(channel.call('createHistory')).resolves.toEqual({ href: '/audit?id=1' });
    await channel.call('frame:move', { action: 'PUSH', href: '/queue' });
    await channel.call('frame:move', { action: 'REPLACE', href: '/rules' });
    await channel.call('frame:go', -1);
    for (const listener of listeners) listener({ href: '/audit' });
    await settled();
    expect(moves).toEqual(['push /queue', 'replace /rules', 'go -1']);
    expect([heard, told]).toEqual([['frame:route'], [{ href: '/audit' }]]);
    end();
    expect(listeners.size).toBe(0);
  });

  it("gives the context with the theme, and a dialog its opener's words", async () => {
    const dialog = {
      context: { handoffId: 'h1' },
      close: () => undefined,
      onClose: () => undefined,
      escape: () => undefined,
    };
    const { channel } = connectGuest(createScene().host, { dialog });
    await expect(channel.call('getContext')).resolves.toMatchObject({
      moduleKey: 'panel',
      theme: { colorMode: 'dark' },
      extension: { issue: { key: 'INC-2041' }, modal: { handoffId: 'h1' } },
    });
  });

  it('closes a dialog with what it gave, and nothing else', async () => {
    const { host } = createScene();
    const given: unknown[] = [];
    const dialog = {
      context: {},
      close: (payload: unknown) => given.push(payload),
      onClose: () => undefined,
      escape: () => given.push('escape'),
    };
    await expect(connectGuest(host).channel.call('close', 1)).resolves.toBe(false);
    await expect(connectGuest(host, { dialog }).channel.call('close', { ok: true })).resolves.toBe(true);
    await connectGuest(host, { dialog }).channel.call('frame:escape');
    expect(given).toEqual([{ ok: true }, 'escape']);
  });

  it('shows a flag whose action runs in the frame', async () => {
    const { page, host } = createScene();
    const ran: string[] = [];
    const { channel } = connectGuest(host);
    await channel.call('showFlag', {
      id: 'f',
      title: 'Saved',
      type: 'success',
      actions: [{ text: 'Undo', onClick: () => ran.push('undo') }],
    });
    page.shown[0]?.actions[0]?.onClick();
    await settled();
    expect(page.shown).toMatchObject([{ id: 'f', type: 'success', title: 'Saved', isAutoDismiss: false }]);
    expect(ran).toEqual(['undo']);
  });

  it('opens a dialog on a resource of the manifest', async () => {
    const { page, host } = createScene();
    await connectGuest(host).channel.call('openModal', {
      resource: 'main/review',
      size: 'large',
      context: { a: 1 },
    });
    expect(page.opened).toMatchObject([
      { resourceUrlPath: '/_app/main/review.html', size: 'large', context: { a: 1 } },
    ]);
  });

  it('tells the opener what its dialog gave, and gives the keyboard back to it', async () => {
    const { page, host } = createScene();
    const given: unknown[] = [];
    const { channel, heard } = connectGuest(host);
    await channel.call('openModal', { onClose: (payload: unknown) => given.push(payload) });
    page.opened[0]?.onClose({ ok: true });
    await settled();
    expect([given, heard]).toEqual([[{ ok: true }], ['frame:focus']]);
  });

  it('goes to issues and pages of the app', async () => {
    const { page, host } = createScene();
    const { channel } = connectGuest(host);
    await channel.call('navigate', { target: 'issue', issueKey: 'REQ-2188', type: 'same-tab' });
    await channel.call('navigate', { url: 'https://example.com/x', type: 'new-tab' });
    await expect(channel.call('getUrl', { target: 'module', moduleKey: 'admin' })).resolves.toBe(
      `${PAGE}/jira/settings/apps/handoff`,
    );
    await channel.call('navigate', {
      target: 'module',
      moduleKey: 'admin',
      path: 'rules?x=1',
      type: 'same-tab',
    });
    expect(page.visited).toEqual([
      `same ${PAGE}/browse/REQ-2188`,
      'new https://example.com/x',
      `same ${PAGE}/jira/settings/apps/handoff/rules?x=1`,
    ]);
  });

  it.each([
    { url: 'javascript:alert(1)' },
    { url: 'data:text/html,x' },
    { target: 'dashboard', dashboardId: '1' },
  ])('refuses to go to %j', async (location) => {
    const { page, host } = createScene();
    await expect(connectGuest(host).channel.call('navigate', location)).rejects.toMatchObject({
      name: 'BridgeAPIError',
    });
    expect(page.visited).toEqual([]);
  });

  it('carries events between frames until one leaves', async () => {
    const { host } = createScene();
    const heard: unknown[] = [];
    const listener = connectGuest(host);
    await listener.channel.call('on', {
      event: 'saved',
      callback: (payload: unknown) => heard.push(payload),
    });
    host.events.emit('saved', 1);
    await settled();
    listener.end();
    host.events.emit('saved', 2);
    await settled();
    expect(heard).toEqual([1]);
  });

  it('bounds the height that a frame asks for', async () => {
    const { channel, heights } = connectGuest(createScene().host);
    for (const height of [320, -5, 1e9, 'tall']) await channel.call('frame:height', height);
    expect(heights).toEqual([320, 0, 20_000, 0]);
  });

  it('tells frames of the theme once they asked for it', async () => {
    const { page, host } = createScene();
    const { channel, heard } = connectGuest(host);
    const toggle = async (): Promise<void> => {
      for (const listener of page.themeListeners) listener('light');
      await settled();
    };
    await toggle();
    await expect(channel.call('enableTheming')).resolves.toMatchObject({ colorMode: 'dark' });
    await toggle();
    expect(heard).toEqual(['frame:theme']);
  });
});

describe('bridge host, who may speak', () => {
  const attempt = async (changes: Parameters<typeof connectGuest>[1]): Promise<readonly InvokeRequest[]> => {
    const { page, host } = createScene();
    void connectGuest(host, changes).channel.call('invoke', { functionKey: 'load' });
    await settled();
    return page.invoked;
  };

  it('hears the frame itself', async () => {
    await expect(attempt({})).resolves.toHaveLength(1);
  });

  it('does not hear another origin', async () => {
    await expect(attempt({ origin: PAGE })).resolves.toEqual([]);
  });

  it('does not hear a wrong token', async () => {
    await expect(attempt({ sends: 'guess' })).resolves.toEqual([]);
  });

  it('does not hear another window of the right origin', async () => {
    await expect(attempt({ target: () => ({ postMessage: () => undefined }) })).resolves.toEqual([]);
  });

  it('does not hear a frame that has left', async () => {
    const { page, host } = createScene();
    const { channel, end } = connectGuest(host);
    end();
    void channel.call('invoke', { functionKey: 'load' });
    await settled();
    expect(page.invoked).toEqual([]);
  });
});
