import { describe, expect, it } from '@jest/globals';
import { AuditPolicySchema } from '../../src/contract/policy';
import { POLICY } from '../testing/admin-fixtures';
import { faultsOf, isReleasing, isShorter, toForm, toPolicy, type AuditForm } from './audit-form';

const { document } = POLICY;
const IN_FORCE = document.audit;
const FORM = toForm(document);
const formWith = (part: Partial<AuditForm>): AuditForm => ({ ...FORM, ...part });

describe('toForm and toPolicy', () => {
  it('are each other’s way back', () => {
    expect(toPolicy(FORM)).toEqual(IN_FORCE);
    const none = { ...IN_FORCE, checkpointIssueKey: null };
    expect(toPolicy(toForm({ ...document, audit: none }))).toEqual(none);
    expect(FORM.readers).toEqual(['auditor-ava']);
  });

  it('take issue keys in lower case, apart by commas, semicolons, spaces and lines, each once', () => {
    const policy = toPolicy(
      formWith({ checkpointIssueKey: ' sec-1 ', heldIssues: 'inc-1, SEC-2;\nREQ-3  inc-1,' }),
    );
    expect(policy.checkpointIssueKey).toBe('SEC-1');
    expect(policy.legalHold.issueKeys).toEqual(['INC-1', 'SEC-2', 'REQ-3']);
    expect(AuditPolicySchema.parse(policy)).toEqual(policy);
  });

  it('ask for no feed where there is no issue to carry it', () => {
    expect(toPolicy(formWith({ hasFeed: true, checkpointIssueKey: ' ' })).hasFeed).toBe(false);
    expect(toPolicy(formWith({ hasFeed: true })).hasFeed).toBe(true);
  });
});

describe('faultsOf', () => {
  it('finds none in the policy in force, nor in an empty key and an empty hold', () => {
    expect(faultsOf(FORM)).toEqual({});
    expect(faultsOf(formWith({ checkpointIssueKey: '', heldIssues: '' }))).toEqual({});
  });

  it.each(['179', '3651', '', '180.5', '1e3', '-400', 'soon'])('refuses %j days', (days) => {
    expect(Object.keys(faultsOf(formWith({ packets: days, outputs: days })))).toEqual(['packets', 'outputs']);
  });

  it.each(['180', '3650'])('takes %s days', (days) => {
    expect(faultsOf(formWith({ packets: days, outputs: days }))).toEqual({});
  });

  it('names the key that is none', () => {
    expect(faultsOf(formWith({ checkpointIssueKey: 'SEC' })).checkpointIssueKey).toContain('“SEC”');
    expect(faultsOf(formWith({ heldIssues: 'INC-1, INC-0' })).heldIssues).toContain('“INC-0”');
  });

  it('takes from 1 to 50 readers', () => {
    const readers = (length: number): string[] => Array.from({ length }, (_, at) => `reader-${at}`);
    expect(faultsOf(formWith({ readers: readers(1) }))).toEqual({});
    expect(faultsOf(formWith({ readers: readers(50) }))).toEqual({});
    expect(faultsOf(formWith({ readers: readers(51) })).readers).toContain('At most 50');
    expect(faultsOf(formWith({ readers: [] })).readers).toContain('Nobody');
  });

  it('holds 200 issues and no more', () => {
    const keys = (number: number): string =>
      Array.from({ length: number }, (_, index) => `INC-${index + 1}`).join(' ');
    expect(faultsOf(formWith({ heldIssues: keys(200) }))).toEqual({});
    expect(faultsOf(formWith({ heldIssues: keys(201) })).heldIssues).toContain('At most 200');
  });
});

describe('what a change would let go of', () => {
  it('is said of a shorter period of either kind, and of no other', () => {
    expect(isShorter(FORM, IN_FORCE)).toBe(false);
    expect(isShorter(formWith({ packets: '364' }), IN_FORCE)).toBe(true);
    expect(isShorter(formWith({ outputs: '399' }), IN_FORCE)).toBe(true);
    expect(isShorter(formWith({ packets: '366', outputs: '401' }), IN_FORCE)).toBe(false);
  });

  it('is said of an issue that is held no longer, and of everything that was', () => {
    const all = { ...IN_FORCE, legalHold: { everything: true, issueKeys: [] } };
    expect(isReleasing(FORM, IN_FORCE)).toBe(false);
    expect(isReleasing(formWith({ heldIssues: '' }), IN_FORCE)).toBe(true);
    expect(isReleasing(formWith({ heldIssues: '', holdsEverything: true }), IN_FORCE)).toBe(false);
    expect(isReleasing(FORM, all)).toBe(true);
  });
});
