import { describe, expect, it } from '@jest/globals';
import { DOCUMENT } from '../../testing/admin-fixtures';
import { problemPlace } from './problem-list';

describe('problemPlace', () => {
  it.each([
    ['', 'The policy'],
    ['rules.1.because', 'Rule data-2: because'],
    ['rules.9.because', 'Rule 9: because'],
    ['kinds.0.offers', 'Kind of work Incidents: offers'],
    ['kinds', 'Kinds of work'],
    ['approvers.0.chain', 'Approver role Incident commander: chain'],
    ['limits.runMinutes', 'Minutes of a run at most'],
    ['reviewBy', 'Review by'],
  ])('reads %j as %s', (path, words) => {
    expect(problemPlace(DOCUMENT, path)).toBe(words);
  });
});
