import { describe, expect, it } from '@jest/globals';
import { createPageHistory, routeOf } from './page-history';

function createScene(start = '/') {
  const asked: string[] = [];
  const { history, arrive } = createPageHistory(
    { href: start },
    {
      move: (action, { href, state }) => asked.push(`${action} ${href} ${JSON.stringify(state)}`),
      go: (delta) => asked.push(`GO ${delta}`),
    },
  );
  return { history, arrive, asked };
}

describe('createPageHistory', () => {
  it('starts where the address of the page stands', () => {
    expect(createScene('/audit?id=1#top').history.location).toMatchObject({
      pathname: '/audit',
      search: '?id=1',
      hash: '#top',
    });
  });

  it('moves the address and tells listeners until they leave', () => {
    const { history, asked } = createScene();
    const seen: string[] = [];
    const leave = history.listen(({ pathname, search }, action) =>
      seen.push(`${action} ${pathname}${search}`),
    );
    history.push('/audit?id=1', { from: 'list' });
    history.replace({ pathname: '/queue' });
    leave();
    history.push('/later');
    expect(seen).toEqual(['PUSH /audit?id=1', 'REPLACE /queue']);
    expect(asked).toEqual([
      'PUSH /audit?id=1 {"from":"list"}',
      'REPLACE /queue undefined',
      'PUSH /later undefined',
    ]);
    expect(history.length).toBe(3);
  });

  it('leaves going back to the page and arrives when the page says so', () => {
    const { history, arrive, asked } = createScene();
    history.push('/a');
    history.goBack();
    expect(history.location.pathname).toBe('/a');
    arrive({ href: '/', state: 1 });
    expect(asked.at(-1)).toBe('GO -1');
    expect(history).toMatchObject({ action: 'POP', location: { pathname: '/', state: 1 } });
  });

  it('names an address without going there', () => {
    const { history, asked } = createScene();
    expect(history.createHref({ pathname: '/x', search: '?y=1' })).toBe('/x?y=1');
    expect(asked).toEqual([]);
  });
});

describe('routeOf', () => {
  it('reads a route, and the first one for anything else', () => {
    expect(routeOf({ href: '/a', state: 2 })).toEqual({ href: '/a', state: 2 });
    expect(routeOf('nonsense')).toEqual({ href: '/', state: undefined });
  });
});
