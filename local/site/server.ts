import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { serveAppResource } from './app-resource';
import { systemErrorCode } from './error-code';
import type { Manifest } from '../forge/manifest';
import { SiteError, readRequest, toErrorAnswer, type HttpAnswer, type HttpRequest } from './http';
import { assertHost, assertOwnOrigin, createOrigins, type Origins } from './origins';
import { isPagePath, servePage } from './page-routes';
import { findRoute, type Route } from './router';

/** What the server serves besides its API routes. */
export interface ServerOptions {
  readonly port: number;
  readonly routes: readonly Route[];
  readonly manifest: Manifest;
  readonly root: string;
  readonly pagesFolder: string;
}

/** A listening server; it binds loopback only. */
export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * An idle connection stays open so long. Node's five seconds let a busy machine close one in the moment in which a client that
 * kept it sends its next request, which then ends with a reset.
 */
const KEEP_ALIVE_MS = 60_000;

/** Listens on both loopback addresses; port 0 takes a free one. Rejects when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const servers: Server[] = [];
  let { port } = options;
  for (const address of LOOPBACK) {
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (message, response) => {
      void respond(message, response);
    });
    try {
      port = await listen(server, port, address);
      servers.push(server);
    } catch (error) {
      // A machine without IPv6 still has localhost.
      if (address === '::1' && isWithoutIpv6(error)) continue;
      await closeAll(servers);
      throw error;
    }
  }
  const origins = createOrigins(port);

  async function respond(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await answerSafely(message, options, origins);
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }
  return { port, close: () => closeAll(servers) };
}

async function answerSafely(
  message: IncomingMessage,
  options: ServerOptions,
  origins: Origins,
): Promise<HttpAnswer> {
  try {
    return await answer(await readRequest(message), options, origins);
  } catch (error) {
    if (error instanceof SiteError) return toErrorAnswer(error);
    console.error(`request failed: ${message.method ?? ''} ${message.url ?? ''}`, error);
    return { status: 500, body: 'Internal error of the local site; its log names it.' };
  }
}

async function answer(request: HttpRequest, options: ServerOptions, origins: Origins): Promise<HttpAnswer> {
  assertHost(request, origins);
  const { pathname } = request.url;
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  if (isGet && pathname.startsWith('/_app/')) return serveAppResource({ ...options, origins }, request);
  if (isGet && (isPagePath(pathname) || pathname.startsWith('/_pages/')))
    return servePage({ ...options, origins }, request);
  assertOwnOrigin(request);
  const route = findRoute(options.routes, request);
  if (!route) throw new SiteError(404, 'not-found', `no endpoint ${request.method} ${pathname}`);
  return route.handle(request);
}

function listen(server: Server, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}

function isWithoutIpv6(error: unknown): boolean {
  const code = systemErrorCode(error);
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map(closeServer));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
