import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from './default-policy';
import { policyFor } from './policy-for';

const version = (number: number) => ({
  version: number,
  digest: 'a'.repeat(64),
  publishedAt: '2026-11-18T10:00:00.000Z',
  publishedBy: 'admin-ada',
  authors: [],
  document: DEFAULT_POLICY,
});

describe('the version that decides', () => {
  it('is the one in force while none is on trial', () => {
    expect(policyFor({ policy: version(3), trial: null }, 'INC').version).toBe(3);
  });

  it('is the one on trial in the projects of the trial, and nowhere else', () => {
    const control = { policy: version(3), trial: { policy: version(4), projects: ['INC', 'REQ'] } };
    expect(['INC', 'REQ', 'SEC', 'IN'].map((key) => policyFor(control, key).version)).toEqual([4, 4, 3, 3]);
  });
});
