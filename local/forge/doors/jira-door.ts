import type { Clock } from '../../clock';
import type { JiraActor, JiraEmulator } from '../../jira/jira-door';
import type { Manifest } from '../manifest';
import type { UsageMeter } from '../usage';
import type { DoorAnswer, DoorCall, DoorHandler } from './door';
import { costOf, type JiraPoints } from './jira-points';
import type { JiraRates } from './jira-rates';
import { allows, findOperation, type JiraOperation } from './jira-scopes';
import { toRateAnswer } from './rate-refusal';

interface JiraDoorOptions {
  readonly jira: JiraEmulator;
  readonly manifest: Manifest;
  readonly clock: Clock;
  /** Of the tenant. */
  readonly rates: JiraRates;
  /** Of the app. */
  readonly points: JiraPoints;
  readonly usage: UsageMeter;
}

const refuse = (status: number, message: string, headers: Record<string, string> = {}): DoorAnswer => ({
  status,
  headers,
  body: { errorMessages: [message], errors: {} },
});

/** `requestJira` of the app: scopes, who, rates; then the emulated Jira decides as for anybody. */
export function createJiraDoor(options: JiraDoorOptions): DoorHandler {
  const { jira, manifest, clock, rates, points, usage } = options;
  return async (call) => {
    usage.addJira({ calls: 1 });
    const admitted = admit(call, manifest);
    if ('refusal' in admitted) return admitted.refusal;
    const { method, path, headers, body } = call;
    const now = clock.now();
    const spent = points.refusal(now) ?? rates.take(method, path, now);
    if (spent) return toRateAnswer(spent, now);
    const request = { method, path, headers, actor: admitted.actor };
    const answer = await jira.handle(body === undefined ? request : { ...request, body });
    const cost = costOf(admitted.operation.name, answer);
    points.spend(now, cost);
    usage.addJira({ points: cost });
    return { ...answer, points: cost };
  };
}

type Admission =
  { readonly operation: JiraOperation; readonly actor: JiraActor } | { readonly refusal: DoorAnswer };

/** Who calls, if the manifest's scopes let the app do so. */
function admit(call: DoorCall, manifest: Manifest): Admission {
  const { method, path, provider, accountId, invocation } = call;
  const operation = findOperation(method, path);
  if (!operation) {
    const missing = 'no scope is known for it; add it to local/forge/doors/jira-operations.ts';
    return { refusal: refuse(403, `${method} ${path}: ${missing}`) };
  }
  if (!allows(manifest.scopes, operation)) {
    const line = `add "- ${operation.classic.join('" and "- ')}" under permissions.scopes in manifest.yml`;
    return { refusal: refuse(403, `${method} ${path}: ${line}`) };
  }
  if (provider === 'app') return { operation, actor: { kind: 'app' } };
  if (provider === 'none' || accountId === undefined) return { refusal: NOBODY };
  if (accountId !== invocation.accountId && !mayImpersonate(manifest, operation)) {
    const scope = operation.classic[0] ?? 'a scope';
    const line = `"${scope}: { allowImpersonation: true }" under permissions.scopes in manifest.yml`;
    return { refusal: refuse(403, `asUser('${accountId}') needs ${line}`) };
  }
  return { operation, actor: { kind: 'user', accountId } };
}

/** forge-facts §6.2: the header makes @forge/api raise NeedsAuthenticationError. */
const NOBODY = refuse(401, 'Authentication Required: no user exists in this invocation', {
  'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR',
});

/** `asUser` of somebody who is not there needs the call's own scope with `allowImpersonation` (forge-facts §1.3). */
function mayImpersonate({ impersonationScopes }: Manifest, operation: JiraOperation): boolean {
  return impersonationScopes.length > 0 && allows(impersonationScopes, operation);
}
