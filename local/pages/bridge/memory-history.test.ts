import { describe, expect, it } from '@jest/globals';
import { createMemoryHistory } from './memory-history';

describe('createMemoryHistory', () => {
  it('starts at the root', () => {
    expect(createMemoryHistory().location).toMatchObject({ pathname: '/', search: '', hash: '' });
  });

  it('tells listeners of each move until they leave', () => {
    const history = createMemoryHistory();
    const seen: string[] = [];
    const leave = history.listen((location, action) =>
      seen.push(`${action} ${location.pathname}${location.search}`),
    );
    history.push('/audit?id=1');
    history.replace({ pathname: '/queue' });
    history.go(-1);
    leave();
    history.push('/later');
    expect(seen).toEqual(['PUSH /audit?id=1', 'REPLACE /queue', 'POP /']);
  });

  it('forgets what lay ahead when it goes a new way', () => {
    const history = createMemoryHistory();
    history.push('/a');
    history.goBack();
    history.push('/b');
    history.goForward();
    expect(history.location.pathname).toBe('/b');
    expect(history.length).toBe(2);
  });

  it('stays where it is at either end', () => {
    const history = createMemoryHistory();
    history.goBack();
    history.go(5);
    expect(history.location.pathname).toBe('/');
  });
});
