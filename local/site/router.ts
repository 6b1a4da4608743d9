import type { HttpAnswer, HttpRequest } from './http';

/** An API route: an exact path, or a prefix that ends in `/`. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly handle: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
}

/** Finds the route for a request; exact paths win over prefixes. `*` as method takes every method. */
export function findRoute(routes: readonly Route[], { method, url }: HttpRequest): Route | undefined {
  const usable = routes.filter((route) => route.method === '*' || route.method === method);
  return (
    usable.find((route) => route.path === url.pathname) ??
    usable.find((route) => route.path.endsWith('/') && url.pathname.startsWith(route.path))
  );
}
