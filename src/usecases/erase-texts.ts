import { HandoffStateSchema } from '../contract/vocabulary';
import type { AuditPolicy } from '../contract/policy';
import type { Handoff } from '../domain/handoff/handoff';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { bandsOf, eraseDue, isHeld, textsDue, type Band } from '../domain/retention/judge-retention';
import { PortError } from '../ports/port-error';
import { commitStep, theApp } from './commit-step';
import { UseCaseError } from './use-case-error';
import type { World } from './world';

const ENDS = HandoffStateSchema.options.filter(isEnd);
/** Hand-offs of one list (port); erasures of one run, whose rest the next day's run does. */
const PAGE = 100;
const MAX_ERASURES = 2_000;

/** What one run of the retention did. `isFinished` is false when it stopped at its bound or because storage is busy. */
export interface EraseReport {
  readonly erased: number;
  readonly failed: number;
  readonly isFinished: boolean;
}

interface Run {
  readonly policy: AuditPolicy;
  readonly now: string;
  erased: number;
  failed: number;
  isStopped: boolean;
}

/** One hand-off, as it stands now by key, because lists lag. True when something was erased. */
async function eraseOne(world: World, handoffId: string, { policy, now }: Run): Promise<boolean> {
  const whole = await world.handoffs.loadWhole(handoffId);
  if (whole === null) return false;
  const erasure = eraseDue(whole, textsDue(whole, policy, now), now);
  if (erasure === null) return false;
  const { handoff, packet, output, bodies } = erasure;
  await commitStep(world, {
    before: whole.handoff,
    after: handoff,
    actor: theApp('retention'),
    happenings: [{ event: 'record.erased', details: { bodies: [...bodies], why: 'retention' } }],
    effects: [],
    packet,
    ...(output === null ? {} : { output }),
  });
  return true;
}

const isBusy = (error: unknown): boolean =>
  error instanceof PortError && (error.code === 'rate-limited' || error.code === 'unavailable');

/** A hand-off that cannot be erased now stays in the list and does not hold up others; a busy storage ends the run. */
async function tryOne(world: World, { id }: Handoff, run: Run): Promise<void> {
  try {
    if (await eraseOne(world, id, run)) run.erased += 1;
  } catch (error) {
    run.failed += 1;
    run.isStopped = isBusy(error);
    const code = error instanceof PortError || error instanceof UseCaseError ? error.code : 'unexpected';
    world.log.error('erase.failed', { handoffId: id, code });
  }
  run.isStopped ||= run.erased >= MAX_ERASURES;
}

const nextSecond = (at: string): string => new Date(Date.parse(at) + 1_000).toISOString();

/** Goes through a band page by page by time, so that hand-offs which a hold keeps do not stand in the way of others. */
async function eraseBand(
  world: World,
  { state, band }: { state: Handoff['state']; band: Band },
  run: Run,
): Promise<void> {
  let { from } = band;
  for (;;) {
    const page = await world.handoffs.listErasable(state, band.to, from);
    for (const handoff of page) {
      if (!isHeld(handoff, run.policy)) await tryOne(world, handoff, run);
      if (run.isStopped) return;
    }
    const last = page.at(-1)?.eraseFrom ?? null;
    if (page.length < PAGE || last === null) return;
    // The page may end within a second; a whole page of one second must not come again for ever.
    from = last.slice(0, 19) === from.slice(0, 19) ? nextSecond(last) : last;
  }
}

/**
 * Erases texts that have outstayed the periods of the policy in force: packets, and outputs with the notes on them, each with
 * its entry in one transaction. Nothing under a legal hold. Bounded; it goes on at the next run. A policy that cannot be read
 * erases nothing: raises `refused`.
 */
export async function eraseTexts(world: World): Promise<EraseReport> {
  const { policy } = await world.policies.control();
  const { audit } = policy.document;
  const now = world.clock.now();
  const run: Run = { policy: audit, now, erased: 0, failed: 0, isStopped: false };
  if (!audit.legalHold.everything)
    for (const band of bandsOf(audit, now, policy.publishedAt))
      for (const state of ENDS) if (!run.isStopped) await eraseBand(world, { state, band }, run);
  return { erased: run.erased, failed: run.failed, isFinished: !run.isStopped };
}
