import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type * as BridgePackage from '@forge/bridge';
import { createBridgeHost, type BridgeHost } from '../bridge-host';
import { createChannel, type Channel } from './channel';
import type { FrameSite } from './frame';
import { openEnvelope } from './messages';
import { REFUSED_COMMANDS } from './refused-commands';
import { createFakePage, FRAMES, PANEL } from './testing/fake-page';

type CallBridge = (command: string, payload?: unknown) => Promise<unknown>;

/** The package as an app loads it; it takes `callBridge` off the window at that moment. */
let forge: typeof BridgePackage;
let callBridge: CallBridge;
let page: ReturnType<typeof createFakePage>;
let host: BridgeHost;
let channel: Channel;

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function connect(changes: Partial<FrameSite> = {}): void {
  page = createFakePage();
  host = createBridgeHost(FRAMES, page.services);
  const target = {
    postMessage(data: unknown) {
      const message = openEnvelope(structuredClone(data), 'token');
      if (message) queueMicrotask(() => channel.receive(message));
    },
  };
  host.connect({
    token: 'token',
    module: PANEL,
    issueKey: 'INC-2041',
    target: () => target,
    setHeight: () => undefined,
    ...changes,
  });
  channel = createChannel(
    (message) =>
      host.receive({ data: structuredClone({ bridge: 'token', message }), origin: FRAMES, source: target }),
    () => undefined,
  );
}

/** In a browser a request may have the page's own address, which the package makes use of. */
class PageRequest extends Request {
  constructor(address: string, init?: RequestInit) {
    super(new URL(address, FRAMES), init);
  }
}

beforeAll(async () => {
  callBridge = (command, payload) => channel.call(command, payload);
  Object.assign(globalThis, { __bridge: { callBridge }, Request: PageRequest });
  forge = await import('@forge/bridge');
});

beforeEach(() => connect());

describe('@forge/bridge over the page', () => {
  it('invokes a resolver and gives what it answers', async () => {
    await expect(forge.invoke('load', { a: 1 })).resolves.toEqual({ echoed: { a: 1 } });
    await expect(forge.invoke('load', {}, { rateLimitProperties: true })).resolves.toEqual({
      body: { echoed: {} },
      metadata: { rateLimitProperties: { rateLimitLimit: 1_200, rateLimitRemaining: 1_199 } },
    });
  });

  it('asks Jira as the person', async () => {
    const response = await forge.requestJira('/rest/api/3/issue/INC-2041/comment', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"body":1}',
    });
    expect([response.status, await response.json()]).toEqual([200, { ok: 1 }]);
    expect(page.asked).toMatchObject([
      {
        path: '/rest/api/3/issue/INC-2041/comment',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-atlassian-token': 'no-check' },
        body: '{"body":1}',
      },
    ]);
  });

  it('refuses other products, files and paths outside /rest/', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    await expect(forge.requestConfluence('/rest/api/3/space')).rejects.toThrow('product confluence');
    await expect(forge.requestJira('/secure/admin')).rejects.toThrow('no path below /rest/');
    await expect(
      callBridge('fetchProduct', { product: 'jira', restPath: '/rest/x', isMultipartFormData: true }),
    ).rejects.toThrow('form data');
    expect(page.asked).toEqual([]);
  });

  it('shows a flag and takes it away', async () => {
    const flag = forge.showFlag({ id: 'f', title: 'Saved', type: 'success', isAutoDismiss: true });
    await flag.close();
    expect([page.shown[0]?.id, page.closed]).toEqual(['f', ['f']]);
  });

  it('says that a panel cannot be closed, submitted or opened', async () => {
    await expect(forge.view.close()).rejects.toThrow('not closable');
    await expect(forge.view.submit()).rejects.toThrow('not submittable');
    await expect(forge.view.open()).rejects.toThrow('not openable');
    await expect(forge.view.refresh()).rejects.toThrow('not refreshable');
  });

  it('tells a dialog that it closes', async () => {
    const listeners: (() => void)[] = [];
    const heard: string[] = [];
    connect({
      dialog: {
        context: {},
        close: () => undefined,
        onClose: (listener) => listeners.push(listener),
        escape: () => undefined,
      },
    });
    await forge.view.onClose(async () => void heard.push('closed'));
    for (const listener of listeners) listener();
    await settled();
    expect(heard).toEqual(['closed']);
  });

  it('loads the issue again on refresh', async () => {
    let refreshed = 0;
    connect({ refresh: () => (refreshed += 1) });
    await forge.view.refresh();
    expect(refreshed).toBe(1);
  });

  it('reloads, names the window and says that it is ready', async () => {
    await forge.router.reload();
    await forge.view.changeWindowTitle('Hand-offs');
    await forge.view.emitReadyEvent();
    expect([page.visited, page.titles]).toEqual([['reload'], ['Hand-offs']]);
    await expect(callBridge('getFrameId')).resolves.toBe('panel-token');
  });

  it('has a history for modules that fill a page only', async () => {
    await expect(forge.view.createHistory()).rejects.toThrow('jira:issuePanel');
  });

  it('carries events of the app and public ones apart', async () => {
    const heard: unknown[] = [];
    const own = await forge.events.on('saved', (payload) => void heard.push(['own', payload]));
    await forge.events.onPublic('saved', (payload) => void heard.push(['public', payload]));
    await forge.events.emit('saved', 1);
    await forge.events.emitPublic('saved', 2);
    await settled();
    expect(heard).toEqual([
      ['own', 1],
      ['public', 2],
    ]);
    own.unsubscribe();
    await settled();
    await forge.events.emit('saved', 3);
    await settled();
    expect(heard).toHaveLength(2);
  });

  it('has no Rovo and no consent', async () => {
    await expect(forge.rovo.isEnabled()).resolves.toBe(false);
    await expect(forge.getCookieConsentPreferences()).resolves.toMatchObject({
      strictlyNecessary: true,
      analytics: false,
    });
  });

  it('takes a metric with a valid name only', async () => {
    const metric = (customMetricName: string, value = 1) =>
      callBridge('emitFrontendCustomMetric', { customMetricName, value });
    await expect(forge.frontendCustomMetrics.counter('hand-off').incr()).resolves.toBeUndefined();
    await expect(metric('a'.repeat(50))).resolves.toBeUndefined();
    for (const name of ['a'.repeat(51), '', '-a', 'a..b', 'a b'])
      await expect(metric(name)).rejects.toThrow('not valid');
    await expect(metric('a', 0)).rejects.toThrow('positive');
  });

  it("opens Jira's own dialogs and loads the issue again", async () => {
    let refreshed = 0;
    connect({ refresh: () => (refreshed += 1) });
    const heard: unknown[] = [];
    const onClose = (given: unknown): void => void heard.push(given);
    await callBridge('openIssueViewModal', { data: { onClose, context: { issueKey: 'REQ-2188' } } });
    await callBridge('openIssueCreateModal', { data: { onClose, context: { summary: 'New' } } });
    await callBridge('refreshIssueView');
    page.viewed[0]?.onClose();
    page.created[0]?.onClose({ payload: [{ issueId: '10001' }] });
    await settled();
    expect([page.viewed[0]?.issueKey, page.created[0]?.context, refreshed]).toEqual([
      'REQ-2188',
      { summary: 'New' },
      1,
    ]);
    expect(heard).toEqual([undefined, { payload: [{ issueId: '10001' }] }]);
    await expect(callBridge('openIssueViewModal', {})).resolves.toBe(false);
  });

  it.each([...REFUSED_COMMANDS.keys()])('refuses %s by name', async (command) => {
    await expect(callBridge(command, {})).rejects.toMatchObject({
      name: 'BridgeAPIError',
      message: expect.stringContaining(`bridge command ${command} is not served by the local site: `),
    });
  });
});
