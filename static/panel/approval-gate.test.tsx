import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen, within } from '@testing-library/react';
import type { GatePlan } from '../../src/contract/scope';
import { BO, CHO, PLAN } from '../testing/gate-fixtures';
import { accessibilityFaults } from '../testing/show';
import { ApprovalGate } from './approval-gate';

afterEach(cleanup);

const LEA = { accountId: 'sponsor-lea', displayName: 'Lea Moss', standsInFor: null };

function shown(extra: Partial<GatePlan> = {}): {
  readonly container: HTMLElement;
  readonly facts: readonly string[];
} {
  const { container } = render(<ApprovalGate gates={[{ ...PLAN, ...extra }]} />);
  const region = within(screen.getByRole('region', { name: 'Human Approval Gate' }));
  const terms = region.getAllByRole('term').map(({ textContent }) => textContent);
  const texts = region.getAllByRole('definition').map(({ textContent }) => textContent);
  return { container, facts: terms.map((term, index) => `${term}: ${texts[index]}`) };
}

describe('the gate before a hand-off is confirmed', () => {
  it('says who decides, until when, who stands in, and for how long an approval counts', async () => {
    const { container, facts } = shown();
    expect(facts).toEqual([
      'Incident commander: Cho Park',
      'Decides: within 4 hours of being asked; reminded after 1 hour',
      'Backup: Bo Berg, asked after 2 hours',
      'An approval counts: for 24 hours, for exactly this packet and this one act',
    ]);
    for (const word of ['Before the output is used', 'Medium risk', 'Light review']) {
      expect(screen.getByText(word)).toBeTruthy();
    }
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('lists several approvers with how many are needed, and for whom one stands in', () => {
    const { facts } = shown({
      approvers: [{ ...BO, standsInFor: CHO }, LEA],
      needed: 1,
      backup: null,
      remindAfterHours: null,
    });
    expect(facts.slice(0, 3)).toEqual([
      'Incident commander: 1 of 2 must approve: Bo Berg, for Cho Park; Lea Moss',
      'Decides: within 4 hours of being asked',
      'Backup: Nobody',
    ]);
  });

  it('says in which order several are asked', () => {
    const { facts } = shown({
      gate: 'run',
      approvers: [{ ...CHO, standsInFor: null }, LEA],
      needed: 2,
      isInOrder: true,
      mayBackupDecideEarly: true,
      backupAfterHours: null,
      review: 'sign-off',
      risk: 'high',
    });
    expect(facts[0]).toBe('Incident commander: 2 of 2 must approve: Cho Park; then Lea Moss');
    expect(facts[2]).toBe('Backup: Bo Berg, may decide at any time');
    for (const word of ['Before the AI runs', 'High risk', 'Sign-off'])
      expect(screen.getByText(word)).toBeTruthy();
  });

  it('says that it is held in the panel where the project has no subtask', async () => {
    const { container } = shown({ place: 'panel' });
    expect(screen.getByText('This approval is held in the panel of the issue.')).toBeTruthy();
    expect(screen.getByText(/admin can add a subtask type/u)).toBeTruthy();
    expect(await accessibilityFaults(container)).toEqual([]);
    cleanup();
    shown();
    expect(screen.queryByText('This approval is held in the panel of the issue.')).toBeNull();
  });
});
