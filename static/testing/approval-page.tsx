import { fireEvent, screen } from '@testing-library/react';
import type { ApprovalPanel } from '../../src/contract/handoff';
import { Panel } from '../panel/panel';
import { createFakePort, type Answers, type FakePort } from './fake-port';
import { approvalPanel } from './fixtures';
import { show } from './show';

/** Opens the reviewer's screen of a gate. */
export async function openApproval(
  panel: ApprovalPanel,
  answers: Answers = {},
): Promise<{ readonly port: FakePort; readonly container: HTMLElement }> {
  const port = createFakePort({ 'panel.load': () => panel, 'panel.decide': () => panel, ...answers });
  const { container } = show(<Panel />, port);
  await screen.findByRole('region', { name: 'Sealed packet' });
  return { port, container };
}

/** The usual gate with something else in its hand-off, and perhaps in its panel. */
export const withHandoff = (
  extra: Partial<ApprovalPanel['handoff']>,
  panel: Partial<ApprovalPanel> = {},
): ApprovalPanel => approvalPanel({ ...panel, handoff: { ...approvalPanel().handoff, ...extra } });

export const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));

export const button = (name: string): HTMLButtonElement | null => screen.queryByRole('button', { name });
