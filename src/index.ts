import { createConsumer, createDaily, createIssueTrigger, createSweep } from './entry/background';
import { HANDLERS } from './entry/handlers';
import { createLozenge } from './entry/lozenge';
import { createResolver, type Wiring } from './entry/resolver';
import { createJiraApp } from './forge/jira/jira-app';
import { createJiraUser } from './forge/jira/jira-user';
import { createLanguageModels } from './forge/llm';
import { createClock, createIds, createLog, createWorkQueue, invocationId } from './forge/platform';
import { createPrivacyReporter } from './forge/privacy';
import { createAuditStore } from './forge/storage/audit-store';
import { createCheckpointStore } from './forge/storage/checkpoint-store';
import { createDecisionLog } from './forge/storage/decision-log';
import { createHandoffStore } from './forge/storage/handoff-store';
import { createModelState } from './forge/storage/model-state';
import { createPeopleRegistry } from './forge/storage/people-registry';
import { createPolicyStore } from './forge/storage/policy-store';
import { createSharesStore } from './forge/storage/shares-store';
import type { World } from './usecases/world';

/** The wiring. No object here holds anything of a tenant or a person: a warm process serves several (facts §3.5). */
const jira = createJiraApp();
const world: World = {
  handoffs: createHandoffStore(),
  audit: createAuditStore(),
  checkpoints: createCheckpointStore(),
  registry: createPeopleRegistry(),
  privacy: createPrivacyReporter(),
  policies: createPolicyStore(),
  decisions: createDecisionLog(),
  shares: createSharesStore(),
  jira,
  queue: createWorkQueue(),
  models: createLanguageModels(),
  modelState: createModelState(),
  clock: createClock(),
  ids: createIds(),
  log: createLog(),
};
const userOf = () => createJiraUser(() => jira.ownAccountId());
const wiring: Wiring = { world, userOf, requestIdOf: invocationId };

/** One function a kind of module, never shared between a UI module and a consumer or schedule (facts §1.5). */
export const panel = createResolver('panel', HANDLERS, wiring);
export const admin = createResolver('admin', HANDLERS, wiring);
export const oversight = createResolver('oversight', HANDLERS, wiring);
export const lozenge = createLozenge(world, userOf);
export { jqlWaitingForMe } from './entry/jql-function';
export const onIssue = createIssueTrigger(world);
export const onWork = createConsumer(world);
export const onSweep = createSweep(world);
export const onDaily = createDaily(world);
