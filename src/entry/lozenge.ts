import { z } from 'zod';
import type { HandoffState } from '../contract/vocabulary';
import type { JiraUser } from '../ports/jira';
import type { World } from '../usecases/world';

type Appearance = 'default' | 'inprogress' | 'moved' | 'new' | 'removed' | 'success';

const LOZENGES: Readonly<Record<HandoffState, readonly [string, Appearance]>> = {
  proposed: ['Proposed', 'default'],
  'awaiting-run-approval': ['Awaiting approval', 'moved'],
  queued: ['Queued', 'inprogress'],
  running: ['Running', 'inprogress'],
  'awaiting-review': ['Awaiting review', 'moved'],
  'awaiting-use-approval': ['Awaiting approval', 'moved'],
  'writing-back': ['Writing back', 'inprogress'],
  completed: ['Completed', 'success'],
  blocked: ['Blocked', 'removed'],
  rejected: ['Rejected', 'removed'],
  escalated: ['Escalated', 'moved'],
  'timed-out': ['Timed out', 'default'],
  'no-reachable-approver': ['No approver', 'removed'],
  superseded: ['Superseded', 'default'],
  withdrawn: ['Withdrawn', 'default'],
  'insufficient-evidence': ['Too little evidence', 'default'],
  'run-failed': ['Run failed', 'removed'],
  halted: ['Halted', 'removed'],
};

const issueOf = z.looseObject({ issue: z.looseObject({ id: z.union([z.string(), z.number()]) }) });
const PayloadSchema = z.union([
  z.looseObject({ extension: issueOf }).transform((value) => String(value.extension.issue.id)),
  z
    .looseObject({ context: z.looseObject({ extension: issueOf }) })
    .transform((value) => String(value.context.extension.issue.id)),
  issueOf.transform((value) => String(value.issue.id)),
]);

const lozenge = ([label, type]: readonly [string, Appearance]) => ({
  status: { type: 'lozenge', value: { label, type } },
});

/**
 * The word beside *AI hand-off* in the issue's sidebar. The payload is a hint, so the person must be able to browse the issue
 * it names; else the word says nothing.
 */
export const createLozenge =
  (world: World, userOf: () => JiraUser) =>
  async (payload: unknown, context: unknown): Promise<ReturnType<typeof lozenge>> => {
    const parsed = PayloadSchema.safeParse(payload);
    const fallback = parsed.success ? parsed : PayloadSchema.safeParse(context);
    const none = lozenge(['No hand-off', 'default']);
    if (!fallback.success || (await userOf().permissionsOn(fallback.data)) === null) return none;
    const { slot, siteSwitch } = await world.policies.desk(fallback.data);
    if (siteSwitch.isHalted) return lozenge(['Halted', 'removed']);
    const latest = slot?.latestHandoffId ?? null;
    const handoff = latest === null ? null : await world.handoffs.load(latest);
    return handoff === null ? none : lozenge(LOZENGES[handoff.state]);
  };
