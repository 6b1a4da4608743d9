import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Delegation, Quorum } from '../../../src/contract/policy-people';
import { DOCUMENT, POLICY } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, pick, press, savedDraft, type } from '../../testing/admin-page';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const DAY_MS = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const delegationOf = (over: Partial<Delegation> = {}): Delegation => ({
  from: 'commander-cho',
  to: 'backup-bo',
  role: 'incident-commander',
  since: daysFromNow(-1),
  until: daysFromNow(6),
  because: 'Away for a week',
  ...over,
});
const policyWith = (part: Partial<PolicyDocument>) => ({ ...POLICY, document: { ...DOCUMENT, ...part } });
const delegating = (...delegations: Delegation[]) => adminPort({ policy: policyWith({ delegations }) });
const cards = (name: string) => screen.getAllByRole('group', { name });
const inCard = (name: string) => within(screen.getByRole('group', { name }));

describe('delegations', () => {
  it.each<readonly [string, Partial<Delegation>, string]>([
    ['will start', { since: daysFromNow(1), until: daysFromNow(2) }, 'Will start'],
    ['runs', {}, 'Runs'],
    ['has ended', { since: daysFromNow(-3), until: daysFromNow(-1) }, 'Ended'],
  ])('show one that %s', async (_what, over, word) => {
    await openAdmin(delegating(delegationOf(over)), 'Approvers');
    const card = inCard('For Cho Park');
    expect(card.getByText(word)).toBeTruthy();
    expect(card.getByText('Bo Berg')).toBeTruthy();
    expect(await accessibilityFaults(screen.getByRole('region', { name: 'Delegations' }))).toEqual([]);
  });

  it('are added for a week in every role once both are picked, and want a reason', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    expect(isOff('Add delegation')).toBe(true);
    await pick('Pick who is away', 'ben', 'Ben Brandt');
    expect(isOff('Add delegation')).toBe(true);
    await pick('Pick who decides meanwhile', 'ben', 'Ben Brandt');
    expect(screen.getByText(/^Nobody can delegate to themselves/u)).toBeTruthy();
    expect(isOff('Add delegation')).toBe(true);
  });

  it('are edited: who decides, the role, the time and the reason', async () => {
    const port = delegating(delegationOf());
    await openAdmin(port, 'Approvers');
    await pick('Change delegate', 'ben', 'Ben Brandt');
    type('In the role', '');
    type('Until', '2026-12-01T12:00');
    type('Because', 'A fair');
    expect((await savedDraft(port)).document.delegations).toEqual([
      {
        ...delegationOf({ to: 'agent-ben', role: null, because: 'A fair' }),
        since: expect.any(String),
        until: new Date('2026-12-01T12:00').toISOString(),
      },
    ]);
  });

  it('say at the field that a reason is missing', async () => {
    await openAdmin(delegating(delegationOf()), 'Approvers');
    type('Because', '');
    const field = inCard('For Cho Park').getByLabelText('Because');
    const described = (field.getAttribute('aria-describedby') ?? '').split(' ');
    const texts = described.map((id) => document.getElementById(id)?.textContent ?? '');
    expect(texts.join(' ')).toContain('This must not be empty.');
    expect(isOff('Save draft')).toBe(true);
  });

  it('show the problems that the server finds at their fields', async () => {
    const problem = (path: string, message: string) => ({ path, level: 'warning' as const, message });
    const port = adminPort(
      { policy: policyWith({ delegations: [delegationOf()] }) },
      {
        'admin.check': () => ({
          problems: [
            problem('delegations.0.from', 'In no chain.'),
            problem('delegations.0.to', 'Sent on.'),
            problem('delegations.0.role', 'No such role.'),
            problem('delegations.0.until', 'It has ended.'),
          ],
          tests: [],
          changes: [],
        }),
      },
    );
    await openAdmin(port, 'Approvers');
    for (const text of ['In no chain.', 'Sent on.', 'No such role.', 'It has ended.'])
      expect(await inCard('For Cho Park').findByText(`Warning: ${text}`)).toBeTruthy();
  });

  it('keep a role that is gone in sight, so that it can be changed', async () => {
    await openAdmin(delegating(delegationOf({ role: 'old-role' })), 'Approvers');
    const choices = within(inCard('For Cho Park').getByLabelText('In the role')).getAllByRole('option');
    expect(choices.map(({ textContent }) => textContent)).toEqual([
      'Every role',
      'Incident commander',
      'Old role',
    ]);
  });

  it('are removed after asking once, the others unchanged', async () => {
    const second = delegationOf({ from: 'backup-bo', to: 'admin-max', because: 'Second' });
    const port = delegating(delegationOf(), delegationOf({ role: null }), second);
    await openAdmin(port, 'Approvers');
    const [first] = cards('For Cho Park');
    if (first === undefined) throw new Error('no card');
    fireEvent.click(within(first).getByRole('button', { name: 'Remove the delegation for Cho Park' }));
    press('Remove');
    const { delegations } = (await savedDraft(port)).document;
    expect(delegations.map(({ from, role }) => [from, role])).toEqual([
      ['commander-cho', null],
      ['backup-bo', 'incident-commander'],
    ]);
  });
});

describe('a new delegation', () => {
  it('begins now and ends in a week', async () => {
    const find = ({ query }: { readonly query: string }) => ({
      options: [
        { id: 'agent-ben', name: 'Ben Brandt', detail: '' },
        { id: 'agent-ana', name: 'Ana Alm', detail: '' },
      ].filter(({ id }) => id.includes(query)),
    });
    const port = adminPort({}, { 'admin.find': find });
    await openAdmin(port, 'Approvers');
    await pick('Pick who is away', 'ben', 'Ben Brandt');
    await pick('Pick who decides meanwhile', 'ana', 'Ana Alm');
    press('Add delegation');
    expect(inCard('For Ben Brandt').getByText('Runs')).toBeTruthy();
    expect(isOff('Add delegation')).toBe(true);
    type('Because', 'A week away');
    const [made] = (await savedDraft(port)).document.delegations;
    expect(made).toMatchObject({ from: 'agent-ben', to: 'agent-ana', role: null, because: 'A week away' });
    const length = Date.parse(made?.until ?? '') - Date.parse(made?.since ?? '');
    expect(Math.round(length / DAY_MS)).toBe(7);
  });
});

describe('a quorum', () => {
  const inQuorum = () => inCard('How many approve as Incident commander');
  const quorumOf = async (port: ReturnType<typeof adminPort>): Promise<Quorum | undefined> =>
    (await savedDraft(port)).document.approvers[0]?.quorum;

  it('follows what is chosen and says it in a sentence', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    expect(inQuorum().getByRole('status').textContent).toBe('One person is asked and decides alone.');
    fireEvent.change(inQuorum().getByLabelText('Approvals needed'), { target: { value: '2' } });
    fireEvent.change(inQuorum().getByLabelText('People asked'), { target: { value: '3' } });
    expect(inQuorum().getByRole('status').textContent).toMatch(/^3 people are asked at once, and 2 of them/u);
    expect(await quorumOf(port)).toEqual({ needed: 2, of: 3, isInOrder: false });
  });

  it('in order needs everybody who is asked', async () => {
    const port = adminPort();
    await openAdmin(port, 'Approvers');
    fireEvent.change(inQuorum().getByLabelText('People asked'), { target: { value: '2' } });
    fireEvent.click(inQuorum().getByRole('checkbox', { name: /^Ask in order/u }));
    expect(await quorumOf(port)).toEqual({ needed: 2, of: 2, isInOrder: true });
  });
});
