import type { AuditStore } from '../ports/audit-store';
import type { CheckpointStore } from '../ports/checkpoint-store';
import type { DecisionLog } from '../ports/decision-log';
import type { HandoffStore } from '../ports/handoff-store';
import type { JiraApp, JiraUser } from '../ports/jira';
import type { ModelState } from '../ports/model-state';
import type { Clock, Ids, LanguageModels, Log, WorkQueue } from '../ports/platform';
import type { PeopleRegistry } from '../ports/people-registry';
import type { PrivacyReporter } from '../ports/platform';
import type { PolicyStore } from '../ports/policy-store';
import type { SharesStore } from '../ports/shares-store';

/** Every port, as the wiring hands them to use cases. A use case takes the ones that it needs. */
export interface World {
  readonly handoffs: HandoffStore;
  readonly audit: AuditStore;
  readonly checkpoints: CheckpointStore;
  readonly registry: PeopleRegistry;
  readonly privacy: PrivacyReporter;
  readonly policies: PolicyStore;
  readonly decisions: DecisionLog;
  readonly shares: SharesStore;
  readonly jira: JiraApp;
  readonly queue: WorkQueue;
  readonly models: LanguageModels;
  readonly modelState: ModelState;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Who calls, from Forge's context and never from a payload, with Jira as that person sees it. */
export interface Caller {
  readonly accountId: string;
  readonly requestId: string;
  readonly jira: JiraUser;
}

/** A caller on an issue which that person may browse now: the edge asked Jira before it made this object. */
export interface IssueCaller extends Caller {
  readonly issueId: string;
  readonly mayEdit: boolean;
}
