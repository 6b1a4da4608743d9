import { join } from 'node:path';
import type { HttpAnswer, HttpRequest } from './http';
import type { Origins } from './origins';
import { serveFile } from './static-files';

interface PageOptions {
  /** Folder of the built pages. */
  readonly pagesFolder: string;
  readonly origins: Origins;
}

const ASSETS = '/_pages/';

/** Whether the address is one of the site's own pages. */
export function isPagePath(pathname: string): boolean {
  return pathname === '/' || pathname.startsWith('/browse/') || pathname.startsWith('/jira/');
}

/** Serves the Jira-like pages: one HTML file for every page address, and its assets. */
export async function servePage(
  { pagesFolder, origins }: PageOptions,
  { url }: HttpRequest,
): Promise<HttpAnswer> {
  const isAsset = url.pathname.startsWith(ASSETS);
  const file = await serveFile(join(pagesFolder), isAsset ? url.pathname.slice(ASSETS.length) : 'index.html');
  if (isAsset) return file;
  const policy = [
    "default-src 'self'",
    "img-src 'self' data:",
    `frame-src ${origins.other(url.host)}`,
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
  return {
    ...file,
    headers: { ...file.headers, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' },
  };
}
