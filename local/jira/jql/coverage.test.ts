import { describe, expect, it } from '@jest/globals';
import { JQL_ROWS } from '../../coverage/jql-rows';
import { OPERATORS, PREDICATES } from './ast';
import { JQL_FIELDS, UNSERVED_JQL_FIELDS } from './fields';
import { JQL_FUNCTIONS, UNSERVED_JQL_FUNCTIONS } from './functions';

const calls = (names: readonly string[]) => names.map((name) => `${name}()`);

describe('the coverage table of JQL', () => {
  it.each<[kind: string, served: readonly string[], unserved: readonly string[]]>([
    ['field', JQL_FIELDS, UNSERVED_JQL_FIELDS],
    ['operator', OPERATORS, []],
    ['keyword', PREDICATES, []],
    ['function', calls(JQL_FUNCTIONS), calls(UNSERVED_JQL_FUNCTIONS)],
  ])('has a row for each %s that is registered, and none beside', (kind, served, unserved) => {
    const prefix = `JQL ${kind} `;
    const rows = JQL_ROWS.filter(({ name }) => name.startsWith(prefix));
    const names = (isServed: boolean) =>
      rows
        .filter(({ status }) => (status !== 'not_started') === isServed)
        .map(({ name }) => name.slice(prefix.length))
        .sort();
    expect(names(true)).toEqual([...served].sort());
    expect(names(false)).toEqual([...unserved].sort());
  });

  it('has one row for a name', () => {
    expect(new Set(JQL_ROWS.map(({ name }) => name)).size).toBe(JQL_ROWS.length);
  });
});
