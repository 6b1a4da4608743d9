import { OPERATIONS_BY_SCOPE } from './jira-operations';

/** An operation of Jira or JSM as the doors know it. */
export interface JiraOperation {
  /** `METHOD /path` with `*` for each parameter: one endpoint of the rate limits. */
  readonly name: string;
  /** The classic scopes that it needs, all of them; empty where it needs none. */
  readonly classic: readonly string[];
  /** The granular scopes that together do instead of the classic ones; empty where none are known. */
  readonly granular: readonly string[];
}

const OPERATIONS: readonly JiraOperation[] = Object.entries(OPERATIONS_BY_SCOPE).flatMap(
  ([scopes, operations]) =>
    Object.entries(operations).map(([name, granular]) => ({
      name,
      classic: scopes === 'none' ? [] : scopes.split(' '),
      granular: toScopes(name, granular),
    })),
);

function toScopes(name: string, granular: string): readonly string[] {
  const product = name.includes('/rest/servicedeskapi/') ? 'jira-service-management' : 'jira';
  return granular.split(' ').flatMap((scope) => {
    if (scope === '') return [];
    // The scopes of people belong to Jira whoever asks for them.
    return [`${scope}:${scope === 'read:user' ? 'jira' : product}`];
  });
}

/** Finds the operation of a call, by its path without the query; literal segments win over `*`. */
export function findOperation(method: string, path: string): JiraOperation | undefined {
  const [pathname = ''] = path.split('?');
  const literal = OPERATIONS.find(({ name }) => name === `${method} ${pathname}`);
  if (literal) return literal;
  const parts = pathname.split('/');
  return OPERATIONS.find(({ name }) => {
    const [verb, pattern = ''] = name.split(' ');
    const pieces = pattern.split('/');
    if (verb !== method || pieces.length !== parts.length) return false;
    return pieces.every((piece, index) => piece === '*' || piece === parts[index]);
  });
}

/** Whether the app's scopes allow an operation: all of the classic ones, or all of the granular ones. */
export function allows(scopes: readonly string[], { classic, granular }: JiraOperation): boolean {
  if (classic.every((scope) => scopes.includes(scope))) return true;
  return granular.length > 0 && granular.every((scope) => scopes.includes(scope));
}
