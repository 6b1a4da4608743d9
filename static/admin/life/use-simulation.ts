import { useQueryClient } from '@tanstack/react-query';
import type { Simulation } from '../../../src/contract/policy-life';
import { usePort } from '../../app-port';
import { useWalk, type Walk } from '../../oversight/use-walk';
import type { Settings } from '../settings';

/** Where a simulation stands: its newest slice, or none before the first was answered. */
export interface SimulationPlace {
  readonly revision: number;
  /** Whether to begin anew, whatever was simulated before. */
  readonly restart: boolean;
  readonly simulation: Simulation | null;
}

/** Simulates a draft slice by slice, so that it can be watched and cancelled; a finished one stands with the draft. */
export function useSimulation(): Walk<SimulationPlace> {
  const port = usePort();
  const client = useQueryClient();
  return useWalk<SimulationPlace>({
    step: async ({ revision, restart }) => ({
      revision,
      restart: false,
      simulation: await port.call('admin.simulate', { revision, restart }),
    }),
    isDone: ({ simulation }) => simulation?.phase === 'done',
    finish: (place) => {
      client.setQueryData<Settings>(['admin.load', {}], (settings) =>
        settings?.draft?.draft.revision === place.revision
          ? { ...settings, draft: { ...settings.draft, simulation: place.simulation } }
          : settings,
      );
      return place;
    },
  });
}
