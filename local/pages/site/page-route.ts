import type { PageRoute } from '../bridge/frame';
import type { RouteState } from '../bridge/page-history';
import { pick } from './json';
import { goWithState, place, stateHere } from './router';

/** Whether an address is a page or lies below it. */
export function isBelow(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`);
}

/** What of the page's address belongs to the app whose page begins at `base`; `/` for the page itself. */
function routeBelow(base: string, address: string): string {
  const rest = address.startsWith(base) ? address.slice(base.length) : '';
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The app's part of the address: what it pushes stands in the browser's history, and a reload brings it back. */
export function createPageRoute(base: string): PageRoute {
  const get = (): RouteState => {
    const { pathname, search, hash } = window.location;
    return { href: routeBelow(base, `${pathname}${search}${hash}`), state: pick(stateHere(), 'app') };
  };
  let known = get().href;
  const move = (route: RouteState, isNew: boolean): void => {
    known = route.href;
    const address = `${base}${route.href === '/' ? '' : route.href}`;
    goWithState(address, { state: { app: route.state }, isNew });
  };
  return {
    get,
    push: (route) => move(route, true),
    replace: (route) => move(route, false),
    go: (delta) => window.history.go(delta),
    onMove: (listener) =>
      place.subscribe(() => {
        if (!isBelow(window.location.pathname, base) || get().href === known) return;
        known = get().href;
        listener(get());
      }),
  };
}
