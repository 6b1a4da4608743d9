import { fireEvent, screen, waitForElementToBeRemoved } from '@testing-library/react';
import { OversightPage } from '../oversight/oversight-page';
import type { FakePort } from './fake-port';
import { show } from './show';

/** Opens the oversight page on its Audit tab, and there on a view if one is named. */
export async function openAudit(port: FakePort, view?: string): Promise<HTMLElement> {
  const { container } = show(<OversightPage />, port);
  fireEvent.click(await screen.findByRole('tab', { name: 'Audit' }));
  await waitForElementToBeRemoved(() => screen.queryByText('Looking for hand-offs…'));
  if (view !== undefined) fireEvent.click(screen.getByRole('tab', { name: view }));
  return container;
}

/** Opens one sub-view of the Audit tab. */
export const openView = (view: string): boolean => fireEvent.click(screen.getByRole('tab', { name: view }));
