import type { Clock } from '../../../clock';
import { MemoryStore } from '../../../store/memory-store';
import { createForgeHost, type ForgeHost } from '../../host';
import { toManifest } from '../../manifest';
import { createFixtureClock } from '../../testing/fixture-host';
import { FixtureJira } from '../../testing/fixture-jira';
import type { ChatModel } from '../chat-model';

const modulesOf = (hasLlm: boolean) => ({
  'jira:issuePanel': [{ key: 'panel', title: 'Panel', resource: 'main', resolver: { function: 'resolve' } }],
  function: [
    { key: 'resolve', handler: 'index.resolve' },
    { key: 'consume', handler: 'index.consume', timeoutSeconds: 900 },
    { key: 'consume-briefly', handler: 'index.consume', timeoutSeconds: 1 },
  ],
  consumer: [
    { key: 'worker', queue: 'long', function: 'consume' },
    { key: 'brief-worker', queue: 'brief', function: 'consume-briefly' },
  ],
  ...(hasLlm ? { llm: [{ key: 'llm', model: ['claude'] }] } : {}),
});

/** A host over the LLM fixture app. */
export interface LlmHost {
  readonly host: ForgeHost;
  readonly clock: Clock;
  /** Calls the resolver; the answer is `{answer}` or `{error}`. */
  readonly invoke: (functionKey: string, payload?: unknown) => Promise<unknown>;
  /** Chats in a consumer: `consume` may take 900 s, `consume-briefly` one. */
  readonly deliver: (functionKey: 'consume' | 'consume-briefly', prompt: unknown) => Promise<unknown>;
  /** The traffic of the LLM door. */
  readonly traffic: () => ReturnType<ForgeHost['traffic']['since']>;
}

/** Starts the fixture app over a model, or over none; the caller closes `host`. */
export async function startLlmHost(model?: ChatModel, { hasLlm = true } = {}): Promise<LlmHost> {
  const clock = createFixtureClock();
  const manifest = toManifest({
    app: { id: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555' },
    permissions: { scopes: ['storage:app'] },
    resources: [{ key: 'main', path: 'main' }],
    modules: modulesOf(hasLlm),
  });
  const host = await createForgeHost({
    manifest,
    store: new MemoryStore(),
    clock,
    jira: new FixtureJira(),
    model,
    loadApp: () => import('./llm-app'),
  });
  return {
    host,
    clock,
    invoke(functionKey, payload) {
      const target = {
        functionKey: 'resolve',
        moduleKey: 'panel',
        moduleType: 'jira:issuePanel',
        accountId: 'agent-ana',
      };
      return host.runtime.invoke(target, { call: { functionKey, payload }, context: {} }, {});
    },
    deliver(functionKey, prompt) {
      const target = { functionKey, moduleKey: 'worker', moduleType: 'consumer' };
      return host.runtime.invoke(target, { queueName: 'q', jobId: 'j', eventId: 'e', body: prompt }, {});
    },
    traffic: () => host.traffic.since(0).filter(({ door }) => door === 'llm'),
  };
}
