import { describe, expect, it } from '@jest/globals';
import { issueKeyOf } from './routes';

describe('issueKeyOf', () => {
  it.each([
    ['/browse/INC-2041', 'INC-2041'],
    ['/browse/inc-2041/', 'INC-2041'],
    ['/browse/INC-2041/edit', undefined],
    ['/browse/%3Cscript%3E', undefined],
    ['/jira/queue', undefined],
  ])('reads %s', (path, key) => {
    expect(issueKeyOf(path)).toBe(key);
  });
});
