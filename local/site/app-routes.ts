import { z } from 'zod';
import { createBackendContext } from '../forge/app-identity';
import type { Clock } from '../clock';
import type { ForgeHost } from '../forge/host';
import { InvocationFailure } from '../forge/invocation';
import { LIMITS } from '../forge/limits';
import type { UiModule } from '../forge/manifest';
import type { InvokeTarget } from '../forge/runtime';
import type { JiraEmulator } from '../jira/jira-door';
import { SiteError, json, parseBody, type HttpAnswer, type HttpRequest } from './http';
import type { Identify } from './identity';
import { InvokeRates } from './invoke-rates';
import type { Route } from './router';
import { createUiContext } from './ui-context';

interface AppRoutesOptions {
  readonly host: ForgeHost;
  readonly jira: JiraEmulator;
  readonly clock: Clock;
  readonly identify: Identify;
}

interface InvokeOptions extends AppRoutesOptions {
  readonly rates: InvokeRates;
}

const InvokeSchema = z.object({
  module: z.string(),
  functionKey: z.string(),
  payload: z.unknown().optional(),
  issueKey: z.string().optional(),
});
const DynamicSchema = z.object({ module: z.string(), issueKey: z.string() });

/** What the bridge in the browser asks for, and scripts with forged payloads too. */
export function createAppRoutes(parts: AppRoutesOptions): readonly Route[] {
  const { host } = parts;
  const options: InvokeOptions = { ...parts, rates: new InvokeRates(parts.clock) };
  return [
    {
      method: 'GET',
      path: '/_local/modules',
      handle: () => json(200, host.manifest.uiModules.map(toModuleView)),
    },
    { method: 'GET', path: '/_local/context', handle: (request) => answerContext(options, request) },
    { method: 'POST', path: '/_local/invoke', handle: (request) => invokeResolver(options, request) },
    {
      method: 'POST',
      path: '/_local/dynamic-properties',
      handle: (request) => computeProperties(options, request),
    },
  ];
}

function toModuleView({ key, type, title, resource, useAsConfig }: UiModule) {
  const page = resource.includes('/') ? `${resource}.html` : `${resource}/index.html`;
  return { key, type, title, resourceUrlPath: `/_app/${page}`, ...(useAsConfig ? { useAsConfig } : {}) };
}

async function answerContext(
  { host, jira, identify }: AppRoutesOptions,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const accountId = await identify(request);
  const { searchParams, origin } = request.url;
  const module = findModule(host, searchParams.get('module') ?? '');
  const issueKey = searchParams.get('issueKey') ?? undefined;
  return json(200, await createUiContext(jira, { module, accountId, issueKey, siteUrl: origin }));
}

async function invokeResolver(options: InvokeOptions, request: HttpRequest): Promise<HttpAnswer> {
  const { host, jira, identify, rates } = options;
  const accountId = await identify(request);
  rates.take(accountId);
  if (Buffer.byteLength(request.body) > LIMITS.invokeRequest.value) {
    throw new SiteError(413, 'payload-too-large', 'an invoke request has at most 500 KB');
  }
  const { module: moduleKey, functionKey, payload, issueKey } = parseBody(InvokeSchema, request);
  const module = findModule(host, moduleKey);
  if (!module.resolver) throw new SiteError(400, 'unknown-module', `module "${moduleKey}" has no resolver`);
  const context = await createUiContext(jira, { module, accountId, issueKey, siteUrl: request.url.origin });
  const target = toTarget(module, module.resolver.function, accountId);
  return run(host, target, { call: { functionKey, payload }, context });
}

async function computeProperties(options: InvokeOptions, request: HttpRequest): Promise<HttpAnswer> {
  const { host, jira, identify, rates } = options;
  const accountId = await identify(request);
  rates.take(accountId);
  const { module: moduleKey, issueKey } = parseBody(DynamicSchema, request);
  const module = findModule(host, moduleKey);
  if (!module.dynamicProperties) {
    throw new SiteError(400, 'unknown-module', `module "${moduleKey}" has no dynamicProperties function`);
  }
  const context = await createUiContext(jira, { module, accountId, issueKey, siteUrl: request.url.origin });
  return run(host, toTarget(module, module.dynamicProperties.function, accountId), context);
}

function toTarget({ key, type }: UiModule, functionKey: string, accountId: string): InvokeTarget {
  return { functionKey, moduleKey: key, moduleType: type, accountId };
}

async function run(host: ForgeHost, target: InvokeTarget, payload: unknown): Promise<HttpAnswer> {
  try {
    const result = await host.runtime.invoke(target, payload, createBackendContext(target.accountId));
    return json(200, result ?? null);
  } catch (error) {
    if (!(error instanceof InvocationFailure)) throw error;
    const message = `There was an error invoking the function - ${error.message}`;
    throw new SiteError(error.code === 'FUNCTION_TIME_OUT' ? 504 : 500, 'invocation-failed', message);
  }
}

function findModule(host: ForgeHost, key: string): UiModule {
  const module = host.manifest.uiModules.find((item) => item.key === key);
  if (!module) {
    const known = host.manifest.uiModules.map((item) => item.key).join(', ');
    throw new SiteError(404, 'unknown-module', `no UI module has this key; the manifest has: ${known}`);
  }
  return module;
}
