import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { Verification } from '../../src/contract/trail';
import type { CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { verificationAt } from '../testing/audit-fixtures';
import { openAudit, openView } from '../testing/audit-tab';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { holdAnswers } from '../testing/held-answers';
import { foundOne, nothingWaits } from '../testing/oversight-answers';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

const FINISHED = '2026-11-18T10:05:00.000Z';
const BUSY: CallError = { code: 'unavailable', message: 'Storage did not answer.', retryable: true };
const CALL = 'oversight.verify-all';

/** A server that keeps the place of the walk, as the real one does; the test answers each step. */
function serverWith(kept: Verification | null) {
  const held = holdAnswers<Verification | CallError>();
  let verification = kept;
  const port = createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.search': foundOne,
    'oversight.verification': (): CallOutput<'oversight.verification'> => ({ verification }),
    'oversight.verify-all': () => held.ask(),
  });
  const step = async (answer: Verification | CallError): Promise<void> => {
    if (!('retryable' in answer)) verification = answer;
    await act(async () => held.answer(answer));
  };
  return { port, step };
}

const region = () => within(screen.getByRole('region', { name: 'Verify everything' }));
const press = async (name: string): Promise<boolean> =>
  fireEvent.click(await region().findByRole('button', { name }));
const asked = (port: FakePort, times: number): Promise<void> =>
  waitFor(() => expect(inputsOf(port, CALL)).toHaveLength(times));

describe('Verify everything', () => {
  it('asks again and again until it is finished, and shows how far it is', async () => {
    const { port, step } = serverWith(null);
    const container = await openAudit(port, 'Whole trail');
    expect(await region().findByText(/was not verified here yet/u)).toBeTruthy();
    await press('Verify audit trail');
    await asked(port, 1);
    expect(region().getByText('Counting the chains…')).toBeTruthy();
    await step(verificationAt(430));
    const bar = region().getByRole<HTMLProgressElement>('progressbar', { name: 'Chains verified' });
    expect([bar.value, bar.max]).toEqual([430, 1_200]);
    expect(region().getByText('430 of 1,200 chains · 5,160 entries · 0 checkpoints')).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    await asked(port, 2);
    await step(verificationAt(1_200, { finishedAt: FINISHED, checkpoints: 12 }));
    expect(
      await region().findByText(
        'Verified: 14,400 entries in 1,200 chains and 12 checkpoints, every hash holds.',
      ),
    ).toBeTruthy();
    expect(region().queryByRole('progressbar')).toBeNull();
    expect(inputsOf(port, CALL)).toEqual([{ restart: true }, { restart: false }]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names the first broken entry', async () => {
    const { port, step } = serverWith(null);
    await openAudit(port, 'Whole trail');
    await press('Verify audit trail');
    await asked(port, 1);
    await step(
      verificationAt(7, { finishedAt: FINISHED, firstBroken: { id: 'ho-1.000003', why: 'hash differs' } }),
    );
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The trail is broken at entry ho-1.000003: hash differs',
    );
    expect(inputsOf(port, CALL)).toHaveLength(1);
  });

  it('stops asking when it is cancelled, and goes on from the place on the server', async () => {
    const { port, step } = serverWith(null);
    const container = await openAudit(port, 'Whole trail');
    await press('Verify audit trail');
    await asked(port, 1);
    await step(verificationAt(200));
    await asked(port, 2);
    await press('Cancel');
    // The call that was on its way still reaches the server.
    await step(verificationAt(430));
    expect(await region().findByText(/^Stopped at 430 of 1,200 chains, started by Ava Stone/u)).toBeTruthy();
    expect(inputsOf(port, CALL)).toHaveLength(2);
    expect(await accessibilityFaults(container)).toEqual([]);
    await press('Go on');
    await asked(port, 3);
    await step(verificationAt(1_200, { finishedAt: FINISHED }));
    expect(await region().findByText(/^Verified:/u)).toBeTruthy();
    expect(inputsOf(port, CALL)).toEqual([{ restart: true }, { restart: false }, { restart: false }]);
  });

  it('offers a walk that somebody left unfinished, to go on or to start over', async () => {
    const { port, step } = serverWith(verificationAt(430, { by: 'Ana Alvarez' }));
    await openAudit(port, 'Whole trail');
    expect(
      await region().findByText(/^Stopped at 430 of 1,200 chains, started by Ana Alvarez/u),
    ).toBeTruthy();
    await press('Start over');
    await asked(port, 1);
    await step(verificationAt(5));
    await asked(port, 2);
    expect(inputsOf(port, CALL)).toEqual([{ restart: true }, { restart: false }]);
  });

  it('keeps the place when a call fails, and takes it again', async () => {
    const { port, step } = serverWith(null);
    await openAudit(port, 'Whole trail');
    await press('Verify audit trail');
    await asked(port, 1);
    await step(verificationAt(300));
    await asked(port, 2);
    await step(BUSY);
    expect((await screen.findByRole('alert')).textContent).toContain('Storage did not answer.');
    expect(region().getByText(/^Stopped at 300 of 1,200 chains/u)).toBeTruthy();
    await press('Retry');
    await asked(port, 3);
    await step(verificationAt(1_200, { finishedAt: FINISHED }));
    expect(await region().findByText(/^Verified:/u)).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(inputsOf(port, CALL)).toEqual([{ restart: true }, { restart: false }, { restart: false }]);
  });

  it('goes on while the auditor looks at another view', async () => {
    const { port, step } = serverWith(null);
    await openAudit(port, 'Whole trail');
    await press('Verify audit trail');
    await asked(port, 1);
    openView('Hand-offs');
    await step(verificationAt(600));
    await asked(port, 2);
    openView('Whole trail');
    expect(region().getByRole<HTMLProgressElement>('progressbar').value).toBe(600);
  });

  it('begins from the list of hand-offs, going on with what is unfinished', async () => {
    const { port, step } = serverWith(verificationAt(430));
    await openAudit(port);
    fireEvent.click(await screen.findByRole('button', { name: 'Verify audit trail' }));
    await asked(port, 1);
    expect(inputsOf(port, CALL)).toEqual([{ restart: false }]);
    await step(verificationAt(1_200, { finishedAt: FINISHED }));
    expect(await region().findByText(/^Verified:/u)).toBeTruthy();
  });

  it('says when it cannot tell where the last walk stands', async () => {
    const port = createFakePort({ 'oversight.queue': nothingWaits, 'oversight.search': foundOne });
    await openAudit(port, 'Whole trail');
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The test does not answer oversight.verification.',
    );
  });
});
