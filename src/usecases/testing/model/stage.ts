import type { Handoff } from '../../../domain/handoff/handoff';
import type { IssueCaller, World } from '../../world';
import { UseCaseError } from '../../use-case-error';
import type { JiraApp } from '../../../ports/jira';
import { PortError } from '../../../ports/port-error';
import { createBench, INCIDENT, type Bench } from '../bench';
import type { Behaviour } from './command';
import { letModels } from './models-behave';
import { createLedger, type Ledger } from './ledger';
import { createPower, Crashed, wireWorld, type CrashPlan, type Power } from './power';
import { firstPolicy, versionOf, type PolicyNow, type Setting } from './site-policy';

/** A site in the course of a sequence. */
export interface Stage {
  /** The site itself: what people do in Jira, and what the oracle looks at. */
  readonly bench: Bench;
  /** The site as the app reaches it: a process may die. */
  readonly world: World;
  readonly power: Power;
  readonly setting: Setting;
  readonly ledger: Ledger;
  policy: PolicyNow;
  /** Calls of Jira that fail now. */
  readonly failing: Set<keyof JiraApp>;
  /** How the models behave now. */
  readonly behaviours: Map<string, Behaviour>;
}

/** What an issue says of which nothing can be quoted. */
export const SILENT = { summary: 'Question', description: '', comments: [] } as const;

/** A site that nobody has used. */
export function createStage(setting: Setting): Stage {
  const bench = createBench(setting.isSilent ? SILENT : {});
  const power = createPower();
  const policy = firstPolicy(setting);
  bench.memory.policy = versionOf(setting, policy, 1);
  if (setting.place === 'panel') bench.jira.withoutSubtasks.add('INC');
  return {
    bench,
    power,
    world: wireWorld(bench.world, power),
    setting,
    ledger: createLedger(),
    policy,
    failing: new Set(),
    behaviours: letModels(bench),
  };
}

/** Puts a changed policy in force. */
export function changePolicy(stage: Stage, policy: PolicyNow): void {
  stage.policy = policy;
  stage.bench.memory.policy = versionOf(stage.setting, policy, stage.bench.memory.policy.version + 1);
}

export const now = ({ bench }: Stage): string => bench.clock.now();

/** The hand-off that was asked for last, or null. */
export const latest = ({ bench }: Stage): Handoff | null =>
  [...bench.memory.handoffs.values()].at(-1) ?? null;

/** How an invocation ended. */
export type Ending<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'died' };

function died(ledger: Ledger): { readonly kind: 'died' } {
  ledger.crashes += 1;
  return { kind: 'died' };
}

/**
 * One invocation of the app, which may die at a call to the platform. What a dead process was about to say, nobody hears. An
 * error that is none of the app's own is a fault of the app.
 */
export async function invoke<T>(
  { power, ledger }: Stage,
  crash: CrashPlan | null,
  work: () => Promise<T>,
): Promise<Ending<T>> {
  power.begin(crash);
  try {
    const value = await work();
    return power.isDead() ? died(ledger) : { kind: 'ok', value };
  } catch (error) {
    if (power.isDead() || error instanceof Crashed) return died(ledger);
    const isOwn = error instanceof UseCaseError || error instanceof PortError;
    const code = isOwn ? error.code : 'unexpected';
    ledger.told.push(code);
    if (!isOwn) ledger.breaches.push(`the app failed with ${String(error)}`);
    return { kind: 'refused', code };
  }
}

/** A person on an issue; null where that person cannot see it, so that the edge lets no call through. */
export async function callerAt(stage: Stage, who: string, issueId: string): Promise<IssueCaller | null> {
  const user = stage.bench.jira.userOf(who);
  const permissions = await user.permissionsOn(issueId);
  if (permissions === null) return null;
  return {
    accountId: who,
    requestId: `invocation-of-${who}`,
    jira: stage.power.wire(user),
    issueId,
    mayEdit: permissions.mayEdit,
  };
}

/** The issue that all is about. */
export const ISSUE_ID = INCIDENT.id;
