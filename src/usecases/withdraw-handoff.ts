import type { CallInput, CallOutput } from '../contract/calls';
import { advance, type Handoff } from '../domain/handoff/handoff';
import { canHappen } from '../domain/lifecycle/lifecycle';
import { commitStep } from './commit-step';
import { UseCaseError } from './use-case-error';
import { loadOwn, viewHandoff } from './view-handoff';
import type { IssueCaller, World } from './world';

/** Refuses when the record is not the one that the caller saw. */
export function assertVersion(handoff: Handoff, version: number): void {
  if (handoff.version !== version) {
    throw new UseCaseError(
      'conflict',
      'This hand-off changed while you were looking. Check it and try again.',
    );
  }
}

/** Takes a hand-off back: its requester only, until its output is used. Raises `not-permitted`, `wrong-state`, `conflict`. */
export async function withdrawHandoff(
  world: World,
  caller: IssueCaller,
  input: CallInput<'panel.withdraw'>,
): Promise<CallOutput<'panel.withdraw'>> {
  const { handoff } = await loadOwn(world, caller, input.handoffId);
  if (handoff.requester.accountId !== caller.accountId) {
    throw new UseCaseError('not-permitted', 'Only the person who asked for a hand-off can withdraw it.');
  }
  if (!canHappen(handoff.state, 'withdraw')) {
    throw new UseCaseError('wrong-state', 'This hand-off cannot be withdrawn any more.');
  }
  assertVersion(handoff, input.version);
  await commitStep(world, {
    before: handoff,
    after: advance(handoff, 'withdraw', {
      at: world.clock.now(),
      explanation: `Withdrawn by ${handoff.requester.displayName}.`,
    }),
    actor: { kind: 'person', accountId: caller.accountId, role: 'requester', requestId: caller.requestId },
    happenings: [{ event: 'handoff.withdrawn', details: { from: handoff.state } }],
    effects: ['sync-property'],
  });
  return viewHandoff(world, caller, handoff.id);
}
