import type { WorkflowRule } from './app-modules';
import type { AttachedRuleRecord, IssueRecord, ProjectRecord, TransitionRecord } from './records';
import type { JiraState } from './state';

/** What an admin says in the workflow editor: this rule of the app on this transition of these issues. */
export interface RuleOrder {
  /** Key or id. */
  readonly project: string;
  /** Name or id. */
  readonly transition: string;
  /** Module key. */
  readonly rule: string;
  /** Name; without it, every type of the project whose workflow has the transition. */
  readonly issueType?: string | undefined;
}

/** A rule on a transition, in the words of the order. */
export interface AttachedRule {
  readonly project: string;
  readonly issueType: string;
  readonly transition: string;
  readonly transitionId: string;
  readonly rule: string;
  readonly kind: WorkflowRule['kind'];
  /** False where a later version of the app has no such rule: Jira then takes it for false. */
  readonly isInstalled: boolean;
}

/** Why an order changed nothing; `message` names what is there instead. */
export interface RuleRefusal {
  readonly refusal: string;
}

const named = (wanted: string) => (thing: { readonly id: string; readonly name: string }) =>
  thing.id === wanted || thing.name.toLowerCase() === wanted.toLowerCase();

/** Puts a rule on a transition, once for every issue type that has it; a rule that is there already stays. */
export function attachRule(state: JiraState, order: RuleOrder): readonly AttachedRule[] | RuleRefusal {
  const project = state.findProject(order.project);
  if (!project)
    return unknown(
      'project',
      order.project,
      state.projects.all().map(({ key }) => key),
    );
  const { rules } = state.modules;
  const rule = rules.find(({ key }) => key === order.rule);
  if (!rule)
    return unknown(
      'rule',
      order.rule,
      rules.map(({ key }) => key),
    );
  if (!rule.projectTypes.includes('company-managed'))
    return {
      refusal: `the rule ${rule.key} is for team-managed projects; all projects here are company-managed`,
    };
  const types = typesOf(state, project);
  const chosen = order.issueType === undefined ? types : types.filter(named(order.issueType));
  if (chosen.length === 0)
    return unknown(
      'issue type',
      order.issueType ?? '',
      types.map(({ name }) => name),
    );
  const found = chosen.flatMap((type) =>
    type.transitions.filter(named(order.transition)).map((transition) => ({ type, transition })),
  );
  if (found.length === 0) {
    const names = chosen.flatMap(({ transitions }) => transitions.map(({ name }) => name));
    return unknown('transition', order.transition, names);
  }
  return found.map(({ type, transition }) => {
    const record = {
      projectId: project.id,
      issueTypeId: type.id,
      transitionId: transition.id,
      ruleKey: rule.key,
      kind: rule.kind,
    };
    state.attachedRules.put(idOf(record), record);
    return viewRule(state, record);
  });
}

function unknown(what: string, name: string, known: readonly string[]): RuleRefusal {
  return { refusal: `no ${what} ${name}; there is ${[...new Set(known)].join(', ') || 'none'}` };
}

const idOf = ({ projectId, issueTypeId, transitionId, ruleKey }: AttachedRuleRecord): string =>
  [projectId, issueTypeId, transitionId, ruleKey].join('/');

function typesOf(state: JiraState, { issueTypes }: ProjectRecord) {
  return issueTypes.flatMap(({ issueTypeId, workflowId }) => {
    const type = state.issueTypes.get(issueTypeId);
    const transitions: readonly TransitionRecord[] = state.workflows.get(workflowId)?.transitions ?? [];
    return type ? [{ id: type.id, name: type.name, transitions }] : [];
  });
}

/** Every rule that stands on a transition. */
export function listRules(state: JiraState): readonly AttachedRule[] {
  return state.attachedRules.all().map((record) => viewRule(state, record));
}

/** Takes every rule off its transition. */
export function clearRules(state: JiraState): void {
  for (const record of state.attachedRules.all()) state.attachedRules.remove(idOf(record));
}

function viewRule(state: JiraState, record: AttachedRuleRecord): AttachedRule {
  const project = state.projects.get(record.projectId);
  const type = project && typesOf(state, project).find(({ id }) => id === record.issueTypeId);
  const transition = type?.transitions.find(({ id }) => id === record.transitionId);
  return {
    project: project?.key ?? record.projectId,
    issueType: type?.name ?? record.issueTypeId,
    transition: transition?.name ?? record.transitionId,
    transitionId: record.transitionId,
    rule: record.ruleKey,
    kind: record.kind,
    isInstalled: findRule(state, record) !== undefined,
  };
}

/** The rules of one kind on a transition of an issue. */
export function rulesOn(
  state: JiraState,
  {
    issue,
    transitionId,
    kind,
  }: { readonly issue: IssueRecord; readonly transitionId: string; readonly kind: WorkflowRule['kind'] },
): readonly AttachedRuleRecord[] {
  return state.attachedRules
    .all()
    .filter(
      (record) =>
        record.kind === kind &&
        record.projectId === issue.projectId &&
        record.issueTypeId === issue.issueTypeId &&
        record.transitionId === transitionId,
    );
}

/** The rule as the installed app has it. */
export function findRule(
  { modules }: JiraState,
  { ruleKey, kind }: AttachedRuleRecord,
): WorkflowRule | undefined {
  return modules.rules.find((rule) => rule.key === ruleKey && rule.kind === kind);
}
