import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';
import { join } from 'node:path';
import type { Manifest, Resource } from '../forge/manifest';
import { SiteError, type HttpAnswer, type HttpRequest } from './http';
import type { Origins } from './origins';
import { readStaticFile, serveFile } from './static-files';

interface AppResourceOptions {
  readonly manifest: Manifest;
  /** Folder of manifest.yml: resource paths start there. */
  readonly root: string;
  readonly origins: Origins;
}

const BRIDGE_TAG = '<script src="/_pages/bridge-guest.js"></script>';
const PREFIX = '/_app/';

/**
 * Serves the app's Custom UI under `/_app/<resource>/` as Forge's CDN does: the bridge comes first, and the
 * content security policy is the one that `@forge/csp` computes from our manifest (forge-facts §2.8, §8.6).
 */
export async function serveAppResource(
  options: AppResourceOptions,
  request: HttpRequest,
): Promise<HttpAnswer> {
  const { resource, path } = findResource(options.manifest, request.url.pathname);
  const folder = join(options.root, resource.path);
  const isPage = path === resource.page || path === '';
  const headers = { 'referrer-policy': 'same-origin', 'x-content-type-options': 'nosniff' };
  if (!isPage) {
    const file = await serveFile(folder, path);
    return { ...file, headers: { ...file.headers, ...headers } };
  }
  const html = (await readStaticFile(folder, resource.page)).toString('utf8');
  const policy = createPolicy(options, html, request);
  return {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, ...headers },
    body: injectBridge(html),
  };
}

function findResource(manifest: Manifest, pathname: string): { resource: Resource; path: string } {
  const [key = '', ...rest] = pathname.slice(PREFIX.length).split('/');
  const path = rest.join('/');
  const entry = manifest.resources.get(`${key}/${path.replace(/\.html$/, '')}`);
  if (entry) return { resource: entry, path: entry.page };
  const resource = manifest.resources.get(key);
  if (!resource) throw new SiteError(404, 'not-found', `manifest.yml declares no resource "${key}"`);
  return { resource, path };
}

/** Puts the bridge before every other script of the page: the package reads it at load (forge-facts §5). */
function injectBridge(html: string): string {
  const head = /<head[^>]*>/i.exec(html);
  if (!head) return BRIDGE_TAG + html;
  const end = head.index + head[0].length;
  return html.slice(0, end) + BRIDGE_TAG + html.slice(end);
}

/**
 * Forge's policy, with loopback in place of the site's host name and never looser: only our page may embed it,
 * connections stay below /_app/ (on Forge the UI's origin has no Jira either), and nothing is reported to Atlassian.
 */
function createPolicy({ manifest, origins }: AppResourceOptions, html: string, { url }: HttpRequest): string {
  const processing = new CSPProcessingService({ info: () => undefined }, load);
  const existingCSPDetails = processing.getCspDetails(html, toPermissions(manifest.permissions));
  const directives = new CSPInjectionService().getInjectableCSP({
    existingCSPDetails,
    microsEnv: 'prod',
    parentEmbeddingDomain: origins.other(url.host),
  });
  return directives
    .filter((directive) => !directive.startsWith('report-uri'))
    .map((directive) =>
      directive.startsWith('connect-src') ? directive.replace("'self'", `${url.origin}${PREFIX}`) : directive,
    )
    .join('; ');
}

type CspPermissions = Parameters<CSPProcessingService['getCspDetails']>[1];

// Checked edge: readManifest saw an object here, and @forge/csp checks the entries that it uses.
function toPermissions(permissions: unknown): CspPermissions {
  return permissions as CspPermissions;
}
