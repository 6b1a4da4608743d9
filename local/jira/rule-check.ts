import { evaluateExpression, type Variables } from '../expressions/evaluate';
import { ExpressionError } from '../expressions/expression-error';
import type { WorkflowRule } from './app-modules';
import { findRule, rulesOn } from './attached-rules';
import type { IssueRecord, ProjectRecord, TransitionRecord } from './records';
import type { Access } from './access';
import type { JiraState } from './state';

/** A person about to make a transition; `issue` has the values of the transition's screen, `original` has not. */
export interface RuleLook {
  readonly state: JiraState;
  readonly access: Access;
  readonly project: ProjectRecord;
  readonly issue: IssueRecord;
  readonly original: IssueRecord;
  readonly transition: TransitionRecord;
}

/** What a rule whose app is gone says; Jira then takes every rule of the app for false (forge-facts §1.7). */
const GONE = 'The app that provides a rule of this transition is not installed.';

type Place = Pick<RuleLook, 'state' | 'issue' | 'transition'>;

const rulesAt = ({ state, issue, transition }: Place, kind: WorkflowRule['kind']) =>
  rulesOn(state, { issue, transitionId: transition.id, kind });

/** Whether an app has a condition on the transition. */
export function hasConditions(place: Place): boolean {
  return rulesAt(place, 'condition').length > 0;
}

/** Whether all conditions of apps on the transition hold for the caller. One that is not installed does not. */
export function meetsConditions(look: RuleLook): boolean {
  return rulesAt(look, 'condition').every((record) => {
    const rule = findRule(look.state, record);
    return rule !== undefined && holds(rule, look);
  });
}

/** The messages of the validators that are false. */
export function failedValidators(look: RuleLook): readonly string[] {
  return rulesAt(look, 'validator').flatMap((record) => {
    const rule = findRule(look.state, record);
    if (rule === undefined) return [GONE];
    return holds(rule, look) ? [] : [rule.errorMessage];
  });
}

/** An expression that fails is false, as on Jira, which tells the app by an event; here the log says it. */
function holds(rule: WorkflowRule, look: RuleLook): boolean {
  try {
    return evaluateExpression(rule.expression, variablesOf(look));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    look.state.report(
      `${rule.kind} "${rule.key}" failed on ${look.issue.key} and is false: ${error.message}`,
    );
    return false;
  }
}

function variablesOf({ state, access, project, issue, original, transition }: RuleLook): Variables {
  return {
    user: access.user ? { accountId: access.user.accountId } : null,
    issue: viewIssue(state, issue),
    originalIssue: viewIssue(state, original),
    project: { key: project.key },
    transition: { name: transition.name },
    workflow: {},
    config: null,
  };
}

function viewIssue(state: JiraState, issue: IssueRecord) {
  const keys = state.issues.propertyKeys(issue.id);
  return {
    id: Number(issue.id),
    key: issue.key,
    summary: issue.summary,
    status: { name: state.statuses.get(issue.statusId)?.name ?? null },
    issueType: { name: state.issueTypes.get(issue.issueTypeId)?.name ?? null },
    properties: new Map(keys.map((key) => [key, state.issues.property(issue.id, key)])),
  };
}
