import { findPeople, loadAdmin, saveApprovers, saveOperations, setSwitch } from '../usecases/administer';
import { decideAtGate } from '../usecases/decide-at-gate';
import { listIssueHandoffs } from '../usecases/list-issue-handoffs';
import { loadPanel } from '../usecases/load-panel';
import { exportTrail, listHandoffs, readTrail, verifyTrail } from '../usecases/oversee';
import { requestHandoff } from '../usecases/request-handoff';
import { reviewOutput } from '../usecases/review-output';
import { reviewScope } from '../usecases/review-scope';
import { viewHandoff } from '../usecases/view-handoff';
import { withdrawHandoff } from '../usecases/withdraw-handoff';
import type { Handlers } from './resolver';

/** Which use case carries out which call. The type holds it complete: a call without a handler does not compile. */
export const HANDLERS: Handlers = {
  'panel.load': (world, caller) => loadPanel(world, caller),
  'panel.review-scope': reviewScope,
  'panel.hand-off': requestHandoff,
  'panel.handoff': (world, caller, input) => viewHandoff(world, caller, input.handoffId),
  'panel.history': listIssueHandoffs,
  'panel.withdraw': withdrawHandoff,
  'panel.review': reviewOutput,
  'panel.decide': decideAtGate,
  'admin.load': (world, caller) => loadAdmin(world, caller),
  'admin.save-operations': saveOperations,
  'admin.save-approvers': saveApprovers,
  'admin.set-switch': setSwitch,
  'admin.find-people': findPeople,
  'oversight.list': listHandoffs,
  'oversight.trail': readTrail,
  'oversight.verify': verifyTrail,
  'oversight.export': exportTrail,
};
