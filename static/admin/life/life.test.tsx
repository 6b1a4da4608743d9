import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, waitFor } from '@testing-library/react';
import type { CallError } from '../../../src/contract/errors';
import type { DraftView, PolicyDraft } from '../../../src/contract/policy-life';
import { MAX, POLICY, REPLAY, SETTINGS, SIMULATION, viewOf } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import { inputsOf, type Answers, type FakePort } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const SIMULATED = viewOf({}, { simulation: SIMULATION });
const SUBMITTED: Partial<PolicyDraft> = {
  stage: 'submitted',
  submitted: { by: 'admin-ada', at: '2026-11-19T09:10:00.000Z' },
};
const APPROVED: Partial<PolicyDraft> = {
  stage: 'approved',
  review: { by: 'admin-max', at: '2026-11-19T10:00:00.000Z', verdict: 'approve', note: 'Fine' },
};
const CANARY: Partial<PolicyDraft> = {
  ...APPROVED,
  stage: 'canary',
  canary: { version: 4, projects: ['REQ'], by: 'admin-ada', since: '2026-11-19T11:00:00.000Z' },
};

/** A server on which one act leads from one draft to the next. */
function moving(from: DraftView, answers: (to: (view: DraftView) => DraftView) => Answers): FakePort {
  let draft: DraftView | null = from;
  const to = (view: DraftView): DraftView => {
    draft = view;
    return view;
  };
  return adminPort({}, { 'admin.load': () => ({ ...SETTINGS, draft }), ...answers(to) });
}

describe('a draft that is edited', () => {
  it('is simulated slice by slice and shows what became looser first', async () => {
    const slices = [
      { ...SIMULATION, phase: 'decisions' as const, done: 40, finishedAt: null },
      { ...SIMULATION, phase: 'issues' as const, done: 140, finishedAt: null },
      SIMULATION,
    ];
    let place = -1;
    const port = moving(viewOf(), (to) => ({
      'admin.simulate': () => {
        place += 1;
        const slice = slices[place] ?? SIMULATION;
        if (slice.phase === 'done') to(viewOf({}, { simulation: slice }));
        return slice;
      },
    }));
    const container = await openAdmin(port);
    expect(isOff('Submit for review')).toBe(true);
    press('Simulate');
    await screen.findByText(
      '40 recorded decisions and 0 active issues: 2 decisions less careful, 1 decision more careful.',
    );
    expect(inputsOf(port, 'admin.simulate')).toEqual([
      { revision: 5, restart: false },
      { revision: 5, restart: false },
      { revision: 5, restart: false },
    ]);
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows.findIndex((row) => row.includes('INC-2041'))).toBeLessThan(
      rows.findIndex((row) => row.includes('INC-2050')),
    );
    expect(isOff('Submit for review')).toBe(false);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is simulated until somebody cancels, and goes on from there', async () => {
    let finish: (() => void) | null = null;
    const part = { ...SIMULATION, phase: 'decisions' as const, done: 40, finishedAt: null };
    let calls = 0;
    const port = moving(viewOf(), () => ({
      'admin.simulate': async () => {
        calls += 1;
        if (calls === 1) return part;
        if (calls === 2) await new Promise<void>((resolve) => (finish = resolve));
        return SIMULATION;
      },
    }));
    await openAdmin(port);
    press('Simulate');
    await screen.findByText('Deciding recorded decisions again: 40 so far…');
    press('Cancel');
    await screen.findByText('Cancelled after 40. What was decided so far is kept.');
    await waitFor(() => expect(finish).not.toBeNull());
    press('Go on simulating');
    await screen.findByText(/2 decisions less careful, 1 decision more careful\.$/u);
    expect(calls).toBe(3);
  });

  it('is not submitted while its tests fail, and says so', async () => {
    const view = viewOf({}, { simulation: SIMULATION, tests: [{ name: 'T', passed: false, why: 'x' }] });
    await openAdmin(adminPort({ draft: view }));
    expect(isOff('Submit for review')).toBe(true);
    expect(screen.getByText('Submit for review: The policy test “T” does not pass.')).toBeTruthy();
  });

  it('is submitted with the revision that the page shows', async () => {
    const port = moving(SIMULATED, (to) => ({
      'admin.submit': () => to(viewOf(SUBMITTED, { simulation: SIMULATION })),
    }));
    await openAdmin(port);
    press('Submit for review');
    await screen.findByText('Waiting for review');
    expect(inputsOf(port, 'admin.submit')).toEqual([{ revision: 5 }]);
  });

  it('is discarded after asking once', async () => {
    const port = adminPort(
      {},
      {
        'admin.load': () => ({ ...SETTINGS, draft: gone ? null : viewOf() }),
        'admin.discard-draft': () => {
          gone = true;
          return { draft: null };
        },
      },
    );
    let gone = false;
    await openAdmin(port);
    press('Discard draft');
    expect(inputsOf(port, 'admin.discard-draft')).toEqual([]);
    press('Discard');
    await waitFor(() => expect(screen.queryByText(/^Draft of v4/u)).toBeNull());
    expect(inputsOf(port, 'admin.discard-draft')).toEqual([{ revision: 5 }]);
  });

  it('is saved again on top of a version that came into force meanwhile', async () => {
    const port = adminPort({ policy: { ...POLICY, version: 7 }, draft: SIMULATED });
    await openAdmin(port);
    expect(
      screen.getByText(
        'Simulate, Submit for review, Publish: The policy in force changed meanwhile. Save the draft on top of it first.',
      ),
    ).toBeTruthy();
    expect(await savedDraft(port)).toMatchObject({ revision: 5, baseVersion: 7 });
  });
});

describe('a draft that is submitted', () => {
  it('cannot be reviewed by who wrote it, and says why', async () => {
    const container = await openAdmin(adminPort({ draft: viewOf(SUBMITTED) }));
    expect(isOff('Approve draft')).toBe(true);
    expect(isOff('Return draft')).toBe(true);
    expect(screen.getByText(/^Another admin has to review this/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is approved by another admin, who sees what changes', async () => {
    const port = adminPort(
      { viewer: MAX, draft: viewOf(SUBMITTED) },
      { 'admin.review': () => viewOf(APPROVED) },
    );
    const container = await openAdmin(port);
    expect(screen.getByText('Hours for an approval')).toBeTruthy();
    expect(screen.getByText('In force, v3')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Approve draft');
    await waitFor(() =>
      expect(inputsOf(port, 'admin.review')).toEqual([{ revision: 5, verdict: 'approve', note: '' }]),
    );
  });

  it('is returned with a note only', async () => {
    const port = adminPort({ viewer: MAX, draft: viewOf(SUBMITTED) }, { 'admin.review': () => viewOf() });
    await openAdmin(port);
    expect(isOff('Return draft')).toBe(true);
    type('Note to the authors', 'Six hours are enough');
    press('Return draft');
    await waitFor(() =>
      expect(inputsOf(port, 'admin.review')).toEqual([
        { revision: 5, verdict: 'return', note: 'Six hours are enough' },
      ]),
    );
  });

  it('shows the author what the reviewer wrote when it comes back', async () => {
    const review = {
      by: 'admin-max',
      at: '2026-11-19T10:00:00.000Z',
      verdict: 'return' as const,
      note: 'Too long',
    };
    await openAdmin(adminPort({ draft: viewOf({ review }) }));
    expect(screen.getByText('Max Meyer returned this draft: Too long')).toBeTruthy();
  });

  it('shows the refusal of the server beside the verdict', async () => {
    const refused: CallError = { code: 'own-work', message: 'You wrote this draft.', retryable: false };
    const port = adminPort({ viewer: MAX, draft: viewOf(SUBMITTED) }, { 'admin.review': () => refused });
    await openAdmin(port);
    press('Approve draft');
    expect(await screen.findByText('You wrote this draft.')).toBeTruthy();
  });
});

describe('a draft that is approved', () => {
  it('is published at once', async () => {
    const port = adminPort(
      {},
      {
        'admin.load': () => ({ ...SETTINGS, draft: viewOf(APPROVED) }),
        'admin.publish': () => ({ ...POLICY, version: 4 }),
      },
    );
    await openAdmin(port);
    press('Publish');
    await waitFor(() => expect(port.flags).toEqual(['Policy v4 is in force']));
    expect(inputsOf(port, 'admin.publish')).toEqual([{ revision: 5 }]);
  });

  it('goes on trial in projects that are picked by name', async () => {
    const port = moving(viewOf(APPROVED), (to) => ({
      'admin.start-canary': () => to(viewOf(CANARY)),
      'admin.compare-canary': ({ cursor }) => ({ replay: REPLAY, cursor: cursor === null ? 'next' : null }),
      'admin.stop-canary': () => to(viewOf(APPROVED)),
    }));
    await openAdmin(port);
    expect(isOff('Start canary')).toBe(true);
    await pick('Add a canary project', 'req', 'Requests');
    press('Start canary');
    await screen.findByText(/^40 recorded decisions and/u);
    expect(inputsOf(port, 'admin.start-canary')).toEqual([{ revision: 5, projects: ['REQ'] }]);
    press('Show more');
    await screen.findByText(/^80 recorded decisions and 0 active issues: 4 decisions less careful/u);
    press('Stop canary');
    press('Stop');
    await screen.findByRole('button', { name: 'Start canary' });
    expect(inputsOf(port, 'admin.stop-canary')).toEqual([{ revision: 5 }]);
  });

  it('warns that saving takes it back from its review', async () => {
    await openAdmin(adminPort({ draft: viewOf(APPROVED) }), 'Guardrails');
    type('Claims at most', '12');
    expect(screen.getByText(/^Saving takes the draft back from its review/u)).toBeTruthy();
    expect(isOff('Publish')).toBe(true);
  });
});
