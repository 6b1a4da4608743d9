import { SiteError, type HttpAnswer, type HttpRequest } from './http';
import type { Identify } from './identity';
import type { Route } from './router';
import type { Steps } from './steps';

interface WatchOptions {
  readonly steps: Steps;
  readonly identify: Identify;
}

/** Header by which a page says which click or key of a person a resolver call belongs to. */
const GESTURE_HEADER = 'x-gesture';

/** POST operations of Jira that only read. */
const READS = /\/(?:search(?:\/jql|\/approximate-count)?|bulkfetch|permissions\/check|jql\/\w+)$/;

/** The same routes; what a person does through them is recorded as a step before it happens. */
export function watchRoutes(routes: readonly Route[], options: WatchOptions): readonly Route[] {
  return routes.map((route) => ({ ...route, handle: watched(route, options) }));
}

function watched({ path, handle }: Route, { steps, identify }: WatchOptions): Route['handle'] {
  switch (path) {
    case '/_local/invoke':
      return (request) => steps.during(request.headers[GESTURE_HEADER], () => handle(request));
    case '/_local/clock':
      return (request) => {
        steps.record({ kind: 'clock', name: durationIn(request.body) });
        return handle(request);
      };
    case '/rest/':
      return async (request): Promise<HttpAnswer> => {
        if (isChange(request)) await recordChange(request, steps, identify);
        return handle(request);
      };
    default:
      return handle;
  }
}

// Only a label: the route parses the body and refuses what is none.
const durationIn = (body: string): string => /"advance"\s*:\s*"(\w{1,40})"/.exec(body)?.[1] ?? 'unknown';

const isChange = ({ method, url }: HttpRequest): boolean =>
  !['GET', 'HEAD', 'OPTIONS'].includes(method) && !READS.test(url.pathname);

async function recordChange(request: HttpRequest, steps: Steps, identify: Identify): Promise<void> {
  const { method, url } = request;
  try {
    const accountId = await identify(request);
    const issueKey = /\/issue\/([A-Z][A-Z0-9_]*-\d+)/.exec(url.pathname)?.[1] ?? null;
    steps.record({ kind: 'jira', name: `${method} ${url.pathname}`, accountId, issueKey });
  } catch (error) {
    // Nobody acts: the route itself refuses.
    if (!(error instanceof SiteError)) throw error;
  }
}
