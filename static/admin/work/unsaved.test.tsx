import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { CallError } from '../../../src/contract/errors';
import { DOCUMENT, MAX, SETTINGS, viewOf } from '../../testing/admin-fixtures';
import { adminPort, isOff, openAdmin, openTab, press, type } from '../../testing/admin-page';
import { inputsOf } from '../../testing/fake-port';
import { accessibilityFaults } from '../../testing/show';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

describe('edits that are not saved', () => {
  it('outlive a reload of the page, for the same person only', async () => {
    await openAdmin(adminPort(), 'Guardrails');
    type('Claims at most', '12');
    cleanup();
    await openAdmin(adminPort({ viewer: MAX }), 'Guardrails');
    expect(screen.getByLabelText<HTMLInputElement>('Claims at most').value).toBe('40');
    cleanup();
    await openAdmin(adminPort(), 'Guardrails');
    expect(screen.getByLabelText<HTMLInputElement>('Claims at most').value).toBe('12');
    expect(isOff('Save draft')).toBe(false);
  });

  it('say so in a browser that keeps nothing for the page', async () => {
    const kept = Object.getOwnPropertyDescriptor(window, 'sessionStorage');
    const denied = (): never => {
      throw new DOMException('Access is denied', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { configurable: true, get: denied });
    try {
      await openAdmin(adminPort(), 'Guardrails');
      type('Claims at most', '12');
      expect(screen.getByText(/^This browser keeps nothing for this page/u)).toBeTruthy();
      expect(isOff('Save draft')).toBe(false);
    } finally {
      cleanup();
      if (kept !== undefined) Object.defineProperty(window, 'sessionStorage', kept);
    }
  });

  it('are not taken over from a page of another shape', async () => {
    sessionStorage.setItem(
      'ai-handoff-edits-admin-ada',
      JSON.stringify({ revision: 0, baseVersion: 3, change: '', base: {}, document: { rules: 'none' } }),
    );
    await openAdmin(adminPort(), 'Guardrails');
    expect(screen.getByLabelText<HTMLInputElement>('Claims at most').value).toBe('40');
  });

  it('warn before the page is left, and only then', async () => {
    await openAdmin(adminPort(), 'Guardrails');
    const leave = (): boolean => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(true);
    type('Claims at most', '12');
    expect(leave()).toBe(false);
    press('Drop my edits');
    expect(leave()).toBe(true);
  });

  it('are put on top of what somebody else saved, which is shown first', async () => {
    const refused: CallError = { code: 'conflict', message: 'Somebody else saved.', retryable: false };
    const theirs = viewOf({
      revision: 9,
      authors: ['admin-max'],
      document: { ...DOCUMENT, limits: { ...DOCUMENT.limits, reviewHours: 48 } },
    });
    let isTheirs = false;
    const port = adminPort(
      {},
      {
        'admin.load': () => ({ ...SETTINGS, draft: isTheirs ? theirs : null }),
        'admin.save-draft': ({ revision, document, change }) => {
          if (revision === 9) return viewOf({ revision: 10, document, change });
          isTheirs = true;
          return refused;
        },
        'admin.merge': ({ mine }) => ({
          document: { ...mine, limits: { ...mine.limits, reviewHours: 48 } },
          revision: 9,
          baseVersion: 3,
          theirs: [{ place: 'limits/reviewHours', type: 'changed', before: '24', after: '48' }],
          conflicts: ['limits/maxClaims'],
        }),
      },
    );
    const container = await openAdmin(port, 'Guardrails');
    type('Claims at most', '12');
    press('Save draft');
    await screen.findByText('What they changed: 1 change');
    expect(screen.getByText('Claims at most', { selector: 'li' })).toBeTruthy();
    expect(isOff('Save draft')).toBe(true);
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Put my edits on top');
    await waitFor(() => expect(isOff('Save draft')).toBe(false));
    press('Save draft');
    await waitFor(() => expect(inputsOf(port, 'admin.save-draft')).toHaveLength(2));
    expect(inputsOf(port, 'admin.save-draft')[1]).toMatchObject({
      revision: 9,
      document: { limits: { maxClaims: 12, reviewHours: 48 } },
    });
  });

  it('are dropped for what somebody else saved on request', async () => {
    let revision = 5;
    const port = adminPort(
      {},
      {
        'admin.load': () => ({ ...SETTINGS, draft: viewOf({ revision }) }),
        'admin.save-draft': () => {
          revision = 6;
          return { code: 'conflict', message: 'Somebody else saved.', retryable: false };
        },
        'admin.merge': ({ mine }) => ({
          document: mine,
          revision: 6,
          baseVersion: 3,
          theirs: [],
          conflicts: [],
        }),
      },
    );
    await openAdmin(port, 'Guardrails');
    type('Claims at most', '12');
    press('Save draft');
    fireEvent.click(await screen.findByRole('button', { name: 'Take theirs' }));
    expect(screen.getByLabelText<HTMLInputElement>('Claims at most').value).toBe('40');
    expect(screen.queryByText(/· not saved/u)).toBeNull();
  });

  it('stay when the save of earlier ones comes back', async () => {
    let answer: (() => void) | null = null;
    const port = adminPort(
      {},
      {
        'admin.save-draft': async ({ document, change }) => {
          await new Promise<void>((resolve) => (answer = resolve));
          return viewOf({ revision: 6, document, change });
        },
      },
    );
    await openAdmin(port, 'Guardrails');
    type('Claims at most', '12');
    press('Save draft');
    await waitFor(() => expect(answer).not.toBeNull());
    type('Claims at most', '13');
    (answer as (() => void) | null)?.();
    await waitFor(() => expect(screen.queryByText(/Draft of v4/u)).toBeTruthy());
    openTab('Rules');
    openTab('Guardrails');
    expect(screen.getByLabelText<HTMLInputElement>('Claims at most').value).toBe('13');
  });
});
