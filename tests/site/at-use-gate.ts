import type { HandoffView } from '../../src/contract/handoff';
import { trailOf } from './evidence';
import { accept, handOff, subtaskOf, viewOf } from './handoffs';
import type { LocalSite } from './local-site';

/** Ana on the incident that these tests are about, and what she asks for. */
export const ANA = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
export const OPERATION = 'prepare-incident-packet';

/** A hand-off that waits at its use gate, and the subtask of the gate. */
export interface Gated {
  readonly view: HandoffView;
  readonly subtask: string;
}

type Named = Pick<HandoffView, 'summary'>;

/** Ana hands INC-2041 off and its owner accepts; throws unless a use gate opens. */
export async function atUseGate(site: LocalSite): Promise<Gated> {
  const { summary, owner } = await handOff(site, ANA, OPERATION);
  const owned = { ...ANA, as: owner.accountId };
  await accept(site, owned, await viewOf(site, owned, summary.id));
  const view = await viewOf(site, ANA, summary.id);
  return { view, subtask: subtaskOf(view, 'use') };
}

export const stateOf = async (site: LocalSite, { summary }: Named): Promise<string> =>
  (await viewOf(site, ANA, summary.id)).summary.state;

/** The names of the events of a hand-off's trail. */
export const eventsOf = async (site: LocalSite, { summary }: Named): Promise<readonly string[]> =>
  (await trailOf(site, summary.id)).map((line) => line.split(' ', 1).join());
