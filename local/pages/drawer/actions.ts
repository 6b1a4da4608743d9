import type { Call, Step } from './model';

/** One thing that a person did (or a frame by itself), with every platform call that followed from it. */
export interface Action {
  /** Stays the same while calls are added. */
  readonly id: string;
  /** What began it. */
  readonly begin: Step;
  /** All that ran for it: the resolver calls of one click, and the deliveries that followed. */
  readonly steps: readonly Step[];
  readonly calls: readonly Call[];
}

interface OpenAction {
  readonly begin: Step;
  readonly steps: Step[];
  readonly calls: Call[];
}

/** Calls from before the first known step, such as the site's own schedules at the start. */
const BEFORE: Step = { n: 0, at: '', kind: 'delivery', name: 'before the first action' };

/**
 * Groups platform calls by what set them off, oldest first. A person's act begins an action; resolver calls of the same
 * click belong to it, and so do deliveries until the next act, because queue and triggers do not say who caused them.
 * What a frame looks up by itself is an action of its own, which nothing joins.
 */
export function toActions(steps: readonly Step[], calls: readonly Call[]): readonly Action[] {
  const actions: OpenAction[] = [];
  const byInvocation = new Map<string, OpenAction>();
  let latest: OpenAction = { begin: BEFORE, steps: [], calls: [] };
  const before = latest;
  for (const step of steps) {
    const isNew = step.kind !== 'delivery' && !isSameGesture(step, latest.begin);
    const action = isNew ? { begin: step, steps: [], calls: [] } : latest;
    action.steps.push(step);
    if (isNew) actions.push(action);
    if (isNew && step.kind !== 'refresh') latest = action;
    if (step.invocation !== undefined) byInvocation.set(step.invocation, action);
  }
  const acts = actions.filter(({ begin }) => begin.kind !== 'refresh');
  for (const call of calls) {
    (byInvocation.get(call.invocation) ?? actAt(acts, call.at) ?? before).calls.push(call);
  }
  const hasBefore = before.calls.length > 0 || before.steps.length > 0;
  return [...(hasBefore ? [before] : []), ...actions].map(({ begin, ...rest }) => ({
    id: `${begin.n}`,
    begin,
    ...rest,
  }));
}

function isSameGesture(step: Step, begin: Step): boolean {
  return step.kind === 'call' && step.gesture !== undefined && step.gesture === begin.gesture;
}

/** The newest act that had begun then: calls such as deliveries name no invocation that a step knows. */
function actAt(acts: readonly OpenAction[], at: string): OpenAction | undefined {
  return [...acts].reverse().find(({ begin }) => begin.at <= at);
}

/** The last thing that a person did and that reached the platform; without one, the last action at all. */
export function lastAction(actions: readonly Action[]): Action | undefined {
  const isAct = ({ begin, calls }: Action): boolean =>
    begin.kind !== 'refresh' && begin.n > 0 && calls.length > 0;
  return [...actions].reverse().find(isAct) ?? actions.at(-1);
}

/** The same action with the calls of one door only; an empty door means all. */
export function throughDoor(action: Action, door: string): Action {
  return door === '' ? action : { ...action, calls: action.calls.filter((call) => call.door === door) };
}
