import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { HandoffState } from '../../src/contract/vocabulary';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { HANDOFF_ID, issuePanel, viewIn } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

async function open(
  state: HandoffState,
  mayAudit: boolean,
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const view = viewIn(state);
  const port = createFakePort({
    'panel.load': () => issuePanel({ current: view, mayAudit }),
    'panel.handoff': () => view,
    'panel.evidence': () => ({ name: 'evidence.jsonl', lines: ['{}'] }),
  });
  const { container } = show(<Panel />, port);
  await screen.findByRole('list', { name: 'Progress' });
  return { port, container };
}

const bundle = () => screen.queryByRole('button', { name: 'Evidence bundle' });

describe('the evidence on an issue', () => {
  it('is offered on an ended hand-off to whom policy lets audit, and saved', async () => {
    const { port, container } = await open('completed', true);
    expect(await accessibilityFaults(container)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Evidence bundle' }));
    await waitFor(() => expect(port.files).toMatchObject([{ name: 'evidence.jsonl', lines: ['{}'] }]));
    expect(inputsOf(port, 'panel.evidence')).toEqual([{ handoffId: HANDOFF_ID }]);
  });

  it('is not offered to others, nor before the end', async () => {
    await open('completed', false);
    expect(bundle()).toBeNull();
    cleanup();
    await open('running', true);
    expect(bundle()).toBeNull();
  });
});
