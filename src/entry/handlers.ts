import { answerEscalation } from '../usecases/answer-escalation';
import { listControlChanges } from '../usecases/control-changes';
import { checkClaim } from '../usecases/check-claim';
import { checkAnyComment, checkComment } from '../usecases/check-comment';
import { decideAtGate } from '../usecases/decide-at-gate';
import { decideMany } from '../usecases/decide-many';
import { bundleEvidence, bundleOwnEvidence } from '../usecases/evidence';
import { exportTrail } from '../usecases/export-trail';
import { listInventory } from '../usecases/inventory';
import { listCheckpoints } from '../usecases/list-checkpoints';
import { listCorrections } from '../usecases/list-corrections';
import { listIssueHandoffs } from '../usecases/list-issue-handoffs';
import { listQueue } from '../usecases/list-queue';
import { loadPanel } from '../usecases/load-panel';
import { checkDocument } from '../usecases/policy/check-document';
import { checkProjects } from '../usecases/policy/check-projects';
import { compareCanary } from '../usecases/policy/compare-canary';
import { discardDraft } from '../usecases/policy/discard-draft';
import { findOptions } from '../usecases/policy/find-options';
import { listVersions } from '../usecases/policy/list-versions';
import { loadSettings } from '../usecases/policy/load-settings';
import { loadVersion } from '../usecases/policy/load-version';
import { mergeDraft } from '../usecases/policy/merge-draft';
import { publishDraft } from '../usecases/policy/publish-draft';
import { reviewDraft } from '../usecases/policy/review-draft';
import { rollBack } from '../usecases/policy/roll-back';
import { saveDraft } from '../usecases/policy/save-draft';
import { setSwitch } from '../usecases/policy/set-switch';
import { simulate } from '../usecases/policy/simulate';
import { startCanary } from '../usecases/policy/start-canary';
import { stopCanary } from '../usecases/policy/stop-canary';
import { submitDraft } from '../usecases/policy/submit-draft';
import { tryIssue } from '../usecases/policy/try-issue';
import { readTrail } from '../usecases/read-trail';
import { reconstruct } from '../usecases/reconstruct';
import { remindApprovers } from '../usecases/remind-approvers';
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
  'panel.check-claim': checkClaim,
  'panel.decide': decideAtGate,
  'panel.remind': remindApprovers,
  'panel.answer-escalation': answerEscalation,
  'panel.evidence': bundleOwnEvidence,
  'panel.check-comment': checkComment,
  'admin.load': (world, caller) => loadSettings(world, caller),
  'admin.versions': listVersions,
  'admin.version': loadVersion,
  'admin.save-draft': saveDraft,
  'admin.merge': mergeDraft,
  'admin.discard-draft': discardDraft,
  'admin.simulate': simulate,
  'admin.submit': submitDraft,
  'admin.review': reviewDraft,
  'admin.start-canary': startCanary,
  'admin.stop-canary': stopCanary,
  'admin.compare-canary': compareCanary,
  'admin.publish': publishDraft,
  'admin.roll-back': rollBack,
  'admin.try-issue': tryIssue,
  'admin.check': checkDocument,
  'admin.check-projects': checkProjects,
  'admin.set-switch': setSwitch,
  'admin.find': findOptions,
  'admin.inventory': (world) => listInventory(world),
  'oversight.queue': listQueue,
  'oversight.decide-many': decideMany,
  'oversight.search': searchTrails,
  'oversight.trail': readTrail,
  'oversight.reconstruct': reconstruct,
  'oversight.check-comment': checkAnyComment,
  'oversight.verify': verifyTrail,
  'oversight.verify-all': verifyAll,
  'oversight.verification': (world, caller) => loadVerification(world, caller),
  'oversight.changes': listControlChanges,
  'oversight.checkpoints': listCheckpoints,
  'oversight.bundle': bundleEvidence,
  'oversight.corrections': listCorrections,
  'oversight.inventory': (world) => listInventory(world),
  'oversight.export': exportTrail,
};
