import type { CallInput, CallOutput } from '../contract/calls';
import { preparePacket } from './prepare-packet';
import type { IssueCaller, World } from './world';

/** Shows what AI may do before it is accepted (R028): prepares the packet, stores nothing. */
export async function reviewScope(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.review-scope'>,
): Promise<CallOutput<'panel.review-scope'>> {
  const nonce = world.ids.nonce();
  const { packet, seal } = await preparePacket(world, caller, { ...input, nonce });
  return {
    decision: packet.decision,
    scope: packet.scope,
    engine: packet.engine,
    fallbacks: [...packet.fallbacks],
    gates: [...packet.gates],
    owner: packet.owner,
    seal,
    nonce,
    sourceCount: packet.sources.length,
    preparedAt: world.clock.now(),
  };
}
