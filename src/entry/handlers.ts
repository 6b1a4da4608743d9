import {
  findPeople,
  loadAdmin,
  saveApprovers,
  saveAudit,
  saveOperations,
  setSwitch,
} from '../usecases/administer';
import { listControlChanges } from '../usecases/control-changes';
import { decideAtGate } from '../usecases/decide-at-gate';
import { bundleEvidence, bundleOwnEvidence } from '../usecases/evidence';
import { exportTrail } from '../usecases/export-trail';
import { listCheckpoints } from '../usecases/list-checkpoints';
import { listIssueHandoffs } from '../usecases/list-issue-handoffs';
import { loadPanel } from '../usecases/load-panel';
import { readTrail } from '../usecases/read-trail';
import { reconstruct } from '../usecases/reconstruct';
import { requestHandoff } from '../usecases/request-handoff';
import { reviewOutput } from '../usecases/review-output';
import { reviewScope } from '../usecases/review-scope';
import { searchTrails } from '../usecases/search-trails';
import { loadVerification, verifyAll } from '../usecases/verify-all';
import { verifyTrail } from '../usecases/verify-trail';
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
  'panel.evidence': bundleOwnEvidence,
  'admin.load': (world, caller) => loadAdmin(world, caller),
  'admin.save-operations': saveOperations,
  'admin.save-approvers': saveApprovers,
  'admin.set-switch': setSwitch,
  'admin.find-people': findPeople,
  'admin.save-audit': saveAudit,
  'oversight.search': searchTrails,
  'oversight.trail': readTrail,
  'oversight.reconstruct': reconstruct,
  'oversight.verify': verifyTrail,
  'oversight.verify-all': verifyAll,
  'oversight.verification': (world, caller) => loadVerification(world, caller),
  'oversight.changes': listControlChanges,
  'oversight.checkpoints': listCheckpoints,
  'oversight.bundle': bundleEvidence,
  'oversight.export': exportTrail,
};
