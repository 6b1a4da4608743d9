import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { PolicyTest } from '../../../src/contract/policy';
import { CHANGE, DOCUMENT, POLICY, SETTINGS } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, press, savedDraft, type } from '../../testing/admin-page';
import { inputsOf } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';
import { fromText, toFile } from './policy-file';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const choose = (name: string, text: string): void => {
  fireEvent.change(screen.getByLabelText('Import a file (JSON or YAML)'), {
    target: { files: [{ name, text: async () => text }] },
  });
};
const NEXT = { ...DOCUMENT, limits: { ...DOCUMENT.limits, maxClaims: 7 } };
const TEST: PolicyTest = {
  name: 'Critical drafts are blocked',
  input: {
    operation: 'draft-status-note',
    facts: {
      projectKey: 'INC',
      issueType: 'Incident',
      kind: 'incident',
      severity: 'critical',
      dataClass: 'internal',
      impact: null,
      environment: null,
      customerFacing: null,
      ownerAccountId: 'commander-cho',
      requesterRoles: [],
      labels: [],
      components: [],
    },
    at: '2026-11-18T09:00:00.000Z',
    draw: 99,
    stopped: [],
    bypassIds: [],
  },
  expect: { outcome: 'blocked', rules: ['sev-3'] },
};

describe('the versions', () => {
  it('are listed page by page, each with how it differs from the one in force', async () => {
    const port = adminPort(
      {},
      {
        'admin.versions': ({ cursor }) =>
          cursor === null
            ? { versions: SETTINGS.versions, people: [], cursor: 'next' }
            : {
                versions: SETTINGS.versions
                  .slice(0, 1)
                  .map((one) => ({ ...one, version: 1, change: 'Shipped' })),
                people: [],
                cursor: null,
              },
        'admin.version': () => ({ policy: { ...POLICY, version: 2 }, changes: [CHANGE] }),
      },
    );
    const container = await openAdmin(port, 'Versions');
    fireEvent.click(await screen.findByRole('button', { name: 'Show more' }));
    await screen.findByText('Shipped');
    press('Show v2');
    await screen.findByText('Hours for an approval');
    expect(inputsOf(port, 'admin.version')).toEqual([{ version: 2 }]);
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Export v2 as JSON');
    await waitFor(() => expect(port.files).toHaveLength(1));
    expect(port.files[0]?.name).toBe('ai-handoff-policy-v2.json');
  });

  it('are gone back to in one act, with a reason', async () => {
    const port = adminPort({}, { 'admin.roll-back': () => ({ ...POLICY, version: 4 }) });
    await openAdmin(port, 'Versions');
    press('Roll back');
    expect(isOff('Roll back to v2')).toBe(true);
    type('Reason', 'Too strict');
    press('Roll back to v2');
    await waitFor(() => expect(port.flags).toEqual(['Policy v4 is in force']));
    expect(inputsOf(port, 'admin.roll-back')).toEqual([{ baseVersion: 3, version: 2, reason: 'Too strict' }]);
  });

  it('cannot be gone back from the first, and says so', async () => {
    const versions = SETTINGS.versions.slice(0, 1);
    await openAdmin(
      adminPort({ versions }, { 'admin.versions': () => ({ versions, people: [], cursor: null }) }),
      'Versions',
    );
    expect(isOff('Roll back')).toBe(true);
    expect(screen.getByText('No earlier version was in force.')).toBeTruthy();
  });
});

describe('the policy as a file', () => {
  it.each(['json', 'yaml'] as const)('comes back from %s as it was', async (format) => {
    const { lines, lineEnd, name } = await toFile(DOCUMENT, { name: 'policy', format });
    expect(name).toBe(`policy.${format}`);
    expect(await fromText(lines.join(lineEnd))).toEqual({ document: DOCUMENT, problems: [] });
  });

  it('takes the place of the document in the page and is saved like any edit', async () => {
    const port = adminPort();
    await openAdmin(port, 'Versions');
    choose('next.json', JSON.stringify(NEXT));
    expect(await screen.findByText(/^next\.json stands in this page now/u)).toBeTruthy();
    expect((await savedDraft(port)).document).toEqual(NEXT);
  });

  it.each([
    ['a value out of bounds', { ...NEXT, limits: { ...NEXT.limits, maxClaims: 0 } }, 'limits.maxClaims'],
    ['a part that does not exist', { ...NEXT, robots: true }, 'Unknown here: robots.'],
    ['a part that is missing', { ...NEXT, rules: undefined }, 'rules'],
    [
      'a word that means nothing',
      { ...NEXT, kinds: [{ ...NEXT.kinds[0], assumedSeverity: 'huge' }] },
      'kinds.0.assumedSeverity',
    ],
  ])('is not taken with %s, and says where', async (_what, document, where) => {
    const port = adminPort();
    const container = await openAdmin(port, 'Versions');
    choose('wrong.yaml', JSON.stringify(document));
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('wrong.yaml was not taken: 1 problem.');
    expect(notice.textContent).toContain(where);
    expect(isOff('Save draft')).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is not taken when it is no YAML, refers to itself without end, or is larger than any policy', async () => {
    expect(await fromText('rules: [')).toMatchObject({ document: null, problems: [{ path: '' }] });
    expect(await fromText('just words')).toMatchObject({ document: null });
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((name, place) => {
        const before = 'abcdefgh'.charAt(place);
        return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`;
      }),
    ].join('\n');
    expect(await fromText(bomb)).toMatchObject({ document: null });
    expect(await fromText('#'.repeat(2_000_001))).toMatchObject({
      problems: [{ message: 'The file is larger than any policy.' }],
    });
  });
});

describe('the policy tests', () => {
  const policy = { ...POLICY, document: { ...DOCUMENT, tests: [TEST] } };

  it('show how each comes out on the document in the page', async () => {
    const port = adminPort(
      { policy },
      {
        'admin.check': () => ({
          problems: [],
          changes: [],
          tests: [{ name: TEST.name, passed: false, why: 'It is eligible.' }],
        }),
      },
    );
    await openAdmin(port, 'Versions');
    const list = within(screen.getByRole('list', { name: 'Policy tests' }));
    expect(await list.findByText('It is eligible.')).toBeTruthy();
  });

  it('are edited and removed', async () => {
    const port = adminPort({ policy });
    const container = await openAdmin(port, 'Versions');
    press(`Edit test ${TEST.name}`);
    type('Has to be', 'approval-bound');
    type('Severity', 'unknown');
    press('Remove sev-3');
    expect(await accessibilityFaults(container)).toEqual([]);
    const [saved] = (await savedDraft(port)).document.tests;
    expect(saved).toEqual({
      ...TEST,
      input: { ...TEST.input, facts: { ...TEST.input.facts, severity: null } },
      expect: { outcome: 'approval-bound', rules: [] },
    });
    press(`Remove test ${TEST.name}`);
    expect(screen.getByText('There is none yet.')).toBeTruthy();
  });
});

describe('the next look at the policy', () => {
  it('is a day, or none', async () => {
    const port = adminPort();
    await openAdmin(port, 'Versions');
    type('Review by', '2027-05-01');
    expect((await savedDraft(port)).document.reviewBy).toBe('2027-05-01');
    type('Review by', '');
    await waitFor(() => expect(isOff('Save draft')).toBe(false));
  });
});
