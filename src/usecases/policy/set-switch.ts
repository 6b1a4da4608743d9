import type { CallInput, CallOutput } from '../../contract/calls';
import type { SiteSwitch } from '../../ports/policy-store';
import { siteEntry } from '../site-entry';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { ROLE, taking } from './life';
import { loadNames } from './people-named';

/** The switch as the page shows it. */
export async function viewSwitch(
  caller: Caller,
  { isHalted, reason, version, changedBy, changedAt }: SiteSwitch,
): Promise<CallOutput<'admin.set-switch'>> {
  const person = changedBy === null ? null : (await loadNames(caller, [changedBy]))(changedBy);
  return { isHalted, reason, version, changedBy: person, changedAt };
}

/** Raises `own-work` for whoever halted the site: somebody else has to find that it may go on (POL-07). */
async function assertMayResume(world: World, { accountId }: Caller): Promise<void> {
  const { siteSwitch } = await world.policies.control();
  if (siteSwitch.isHalted && siteSwitch.changedBy === accountId)
    throw new UseCaseError(
      'own-work',
      'You halted AI operations. Somebody else who may edit policy has to resume them.',
    );
}

/**
 * Halts or resumes all AI operations of the site; what runs or waits stops at its next step. A halt needs nobody else and no
 * sound policy. Raises `conflict` and `own-work`.
 */
export async function setSwitch(
  world: World,
  caller: Caller,
  input: CallInput<'admin.set-switch'>,
): Promise<CallOutput<'admin.set-switch'>> {
  const { isHalted, reason, version } = input;
  if (!isHalted) await assertMayResume(world, caller);
  const next = { isHalted, reason, version, changedBy: caller.accountId, changedAt: world.clock.now() };
  const entry = siteEntry(world, caller, {
    event: 'killswitch.changed',
    role: ROLE,
    policy: null,
    details: { isHalted, reason },
  });
  const stored = await taking(
    world.policies.setSwitch(next, entry),
    'Somebody else changed the switch. Load it, then decide again.',
  );
  return viewSwitch(caller, stored);
}
