import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { SiteError, type HttpAnswer } from './http';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Reads one file below `root`; raises `not-found`, also for a path that would leave the folder. */
export async function readStaticFile(root: string, path: string): Promise<Buffer> {
  const file = resolve(root, decodePath(path));
  if (!file.startsWith(resolve(root) + sep)) throw new SiteError(404, 'not-found', 'no such file');
  try {
    return await readFile(file);
  } catch {
    throw new SiteError(404, 'not-found', `no file ${path}`);
  }
}

/** Answers one file below `root` with its type. */
export async function serveFile(root: string, path: string): Promise<HttpAnswer> {
  const body = await readStaticFile(root, path);
  const type = TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-cache' }, body };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path).replace(/^\/+/, '');
  } catch {
    throw new SiteError(404, 'not-found', 'no such file');
  }
}
