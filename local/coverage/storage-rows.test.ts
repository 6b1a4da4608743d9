import { describe, expect, it } from '@jest/globals';
import { REPORT_PATH } from '../forge/doors/accounts-door';
import { QUEUE_PATHS } from '../forge/doors/queue-door';
import { KVS_PATHS } from '../forge/kvs/kvs-door';
import { KVS_ROWS } from './kvs-rows';
import { QUEUE_ROWS } from './queue-rows';

describe('the coverage of storage and queue', () => {
  it.each([
    ['storage', KVS_ROWS, KVS_PATHS],
    ['queue', QUEUE_ROWS, [...QUEUE_PATHS, REPORT_PATH]],
  ])('has exactly the paths of %s that are registered', (_name, rows, registered) => {
    const paths = rows.map(({ name }) => name).filter((name) => name.startsWith('/'));
    expect([...paths].sort()).toEqual([...registered].sort());
  });
});
