import type { JiraActor, JiraEmulator } from '../../jira/jira-door';
import type { Manifest } from '../manifest';
import type { DoorAnswer, DoorCall, DoorHandler } from './door';
import { findScope } from './jira-scopes';

const refuse = (status: number, message: string, headers: Record<string, string> = {}): DoorAnswer => ({
  status,
  headers,
  body: { errorMessages: [message], errors: {} },
});

/** `requestJira` of the app: scopes first, then who, then the emulated Jira decides as for anybody. */
export function createJiraDoor(jira: JiraEmulator, manifest: Manifest): DoorHandler {
  return async (call) => {
    const refusal = checkScope(call, manifest);
    if (refusal) return refusal;
    const actor = toActor(call);
    if (!actor) {
      // forge-facts §6.2: this header makes @forge/api raise NeedsAuthenticationError.
      return refuse(401, 'Authentication Required: no user exists in this invocation', {
        'forge-proxy-error': 'NEEDS_AUTHENTICATION_ERR',
      });
    }
    if (actor.kind === 'user' && actor.accountId !== call.invocation.accountId) {
      return refuse(
        403,
        `asUser('${actor.accountId}') needs a scope with allowImpersonation: true in manifest.yml`,
      );
    }
    const { method, path, headers, body } = call;
    return jira.handle({ method, path, headers, actor, ...(body === undefined ? {} : { body }) });
  };
}

function checkScope({ method, path }: DoorCall, manifest: Manifest): DoorAnswer | undefined {
  const need = findScope(method, path);
  if (need.kind === 'none') return undefined;
  if (need.kind === 'unknown') {
    return refuse(
      403,
      `${method} ${path}: no scope is known for it; add it to local/forge/doors/jira-scopes.ts`,
    );
  }
  if (manifest.scopes.includes(need.scope)) return undefined;
  return refuse(403, `${method} ${path}: add "- ${need.scope}" under permissions.scopes in manifest.yml`);
}

function toActor({ provider, accountId }: DoorCall): JiraActor | undefined {
  if (provider === 'app') return { kind: 'app' };
  return provider === 'user' && accountId !== undefined ? { kind: 'user', accountId } : undefined;
}
