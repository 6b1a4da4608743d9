import type { Flow } from './flow';
import { POLICY_LIFE, setSwitch, TWO_CHANGES } from './admin-steps';
import { MODEL_FLOWS } from './model-flows';
import {
  acceptWhileHalted,
  anew,
  decide,
  edit,
  handOff,
  move,
  review,
  wait,
  withdraw,
  type Cast,
  type Step,
} from './steps';

/** Low and internal: nothing to approve. */
const PLAIN: Cast = {
  issueKey: 'SEC-2236',
  requester: 'agent-ana',
  owner: 'agent-ben',
  approver: 'secowner-sam',
  operation: 'compile-exception-history',
};

/** Confidential, and a draft for governance: approved before it runs and before it is used. */
const GATED: Cast = {
  issueKey: 'SEC-2231',
  requester: 'agent-ben',
  owner: 'agent-ana',
  approver: 'secowner-sam',
  operation: 'draft-review-summary',
};

/** What is pushed meanwhile, but for the first few, is lost: only the sweep brings it back. */
const lost = (step: Step, skip = 0): Step => ({
  name: `${step.name}, and its events are lost`,
  run: async (play) => {
    play.site.host.faults.add({ door: 'queue', mode: 'drop', skip });
    await step.run(play);
    play.site.host.faults.clear();
  },
});

const toReview = [handOff(GATED), decide(GATED, 'run', 'approve')];
const toUseGate = [...toReview, review(GATED, 'accept')];

const WITHOUT_MODEL: readonly Flow[] = [
  {
    name: 'hand-off without a gate',
    before: [],
    steps: [handOff(PLAIN), review(PLAIN, 'accept')],
    end: 'completed',
  },
  {
    name: 'run gate in the panel',
    before: [],
    steps: toReview,
    end: 'awaiting-review',
  },
  {
    name: 'use gate in the panel',
    before: toReview,
    steps: [review(GATED, 'accept'), decide(GATED, 'use', 'approve')],
    end: 'completed',
  },
  {
    name: 'run gate by Jira’s own transition',
    before: [handOff(GATED)],
    steps: [move('run', { accountId: 'secowner-sam', transition: 'Approve' })],
    end: 'awaiting-review',
  },
  {
    name: 'use gate by the backup’s transition',
    before: toUseGate,
    steps: [move('use', { accountId: 'backup-bo', transition: 'Approve' })],
    end: 'completed',
  },
  {
    name: 'review rejects',
    before: [handOff(PLAIN)],
    steps: [review(PLAIN, 'reject')],
    end: 'rejected',
  },
  {
    name: 'review escalates',
    before: [handOff(PLAIN)],
    steps: [review(PLAIN, 'escalate')],
    end: 'escalated',
  },
  {
    name: 'approver rejects at the use gate',
    before: toUseGate,
    steps: [decide(GATED, 'use', 'reject')],
    end: 'rejected',
  },
  {
    name: 'approver escalates by a transition',
    before: [handOff(GATED)],
    steps: [move('run', { accountId: 'secowner-sam', transition: 'Escalate' })],
    end: 'escalated',
  },
  {
    name: 'withdrawn, then handed off again at once',
    before: [handOff(PLAIN)],
    steps: [withdraw(PLAIN), anew, handOff(PLAIN)],
    end: 'awaiting-review',
  },
  {
    name: 'nobody approves in time',
    before: [handOff(GATED)],
    steps: [wait(5)],
    end: 'timed-out',
  },
  {
    name: 'nobody reviews in time',
    before: [handOff(PLAIN)],
    steps: [wait(73)],
    end: 'timed-out',
  },
  {
    name: 'the life of a policy',
    before: [],
    steps: POLICY_LIFE,
    end: null,
  },
  {
    name: 'a second version after the first',
    before: TWO_CHANGES.slice(0, -2),
    steps: TWO_CHANGES.slice(-2),
    end: null,
  },
  {
    name: 'halted and resumed while a review waits',
    before: [handOff(PLAIN)],
    steps: [setSwitch(true), acceptWhileHalted(PLAIN), setSwitch(false), review(PLAIN, 'accept')],
    end: 'completed',
  },
  {
    name: 'halted before a run whose event was lost',
    late: 'awaiting-review',
    before: [lost(handOff(PLAIN))],
    steps: [setSwitch(true), wait(0.2)],
    end: 'halted',
  },
  {
    name: 'halted before a comment whose event was lost',
    late: 'completed',
    before: [handOff(PLAIN), lost(review(PLAIN, 'accept'))],
    steps: [setSwitch(true), wait(0.2)],
    end: 'halted',
  },
  {
    name: 'halted before a subtask whose event was lost',
    late: 'awaiting-run-approval',
    before: [lost(handOff(GATED))],
    steps: [setSwitch(true), wait(0.2)],
    end: 'halted',
  },
  {
    name: 'halted before an answer whose event was lost, then resumed',
    before: [handOff(GATED), lost(move('run', { accountId: 'agent-ben', transition: 'Approve' }), 1)],
    steps: [setSwitch(true), wait(0.2), setSwitch(false), wait(0.2)],
    end: 'awaiting-run-approval',
  },
  {
    name: 'an attempt that does not count is answered',
    before: [handOff(GATED)],
    steps: [move('run', { accountId: 'agent-ben', transition: 'Approve' })],
    end: 'awaiting-run-approval',
  },
  {
    name: 'the issue changes before its approval',
    before: [handOff(GATED), edit(GATED)],
    steps: [decide(GATED, 'run', 'approve')],
    end: 'superseded',
  },
];

/** Every flow: by the composer alone, then those in which a model is asked. */
export const FLOWS: readonly Flow[] = [...WITHOUT_MODEL, ...MODEL_FLOWS];

/** The issues that the flows are about. */
export const ISSUE_KEYS: readonly string[] = [PLAIN.issueKey, GATED.issueKey];
