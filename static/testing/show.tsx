import { QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { PortProvider } from '../app-port';
import { createQueryClient } from '../queries';
import type { FakePort } from './fake-port';

/** Shows a screen over a fake port. */
export const show = (screen: ReactElement, port: FakePort): RenderResult =>
  render(
    <PortProvider value={port}>
      <QueryClientProvider client={createQueryClient()}>{screen}</QueryClientProvider>
    </PortProvider>,
  );

/** The axe rules that the page breaks. Rules that need layout, a canvas or a whole document are checked in the browser tests. */
export async function accessibilityFaults(container: HTMLElement): Promise<readonly string[]> {
  const result = await axe.run(container, {
    rules: {
      'color-contrast': { enabled: false },
      region: { enabled: false },
      'label-content-name-mismatch': { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}
