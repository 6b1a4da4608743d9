import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortProvider } from './app-port';
import { bridgePort } from './bridge';
import { createQueryClient } from './queries';
import { Surface } from './surfaces';
import './styles/base.css';
import './styles/elements.css';

async function start(root: HTMLElement): Promise<void> {
  // Colours arrive before the first paint where the host can give them; without them the fallbacks are readable.
  const [moduleKey] = await Promise.all([
    bridgePort.moduleKey(),
    bridgePort.enableTheme().catch(() => undefined),
  ]);
  createRoot(root).render(
    <StrictMode>
      <PortProvider value={bridgePort}>
        <QueryClientProvider client={createQueryClient()}>
          <Surface moduleKey={moduleKey} />
        </QueryClientProvider>
      </PortProvider>
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) {
  start(root).catch(() => {
    root.textContent =
      'AI hand-off could not start because Jira did not answer. Reload the page to try again.';
  });
}
