import type { ExpressionNode } from '../expressions/expression-node';

export const PROJECT_STYLES = ['company-managed', 'team-managed'] as const;

/** A workflow rule of an app: a condition hides a transition, a validator refuses it with words. */
export interface WorkflowRule {
  readonly key: string;
  readonly name: string;
  readonly kind: 'condition' | 'validator';
  readonly expression: ExpressionNode;
  /** What a validator says when it is false. */
  readonly errorMessage: string;
  readonly projectTypes: readonly (typeof PROJECT_STYLES)[number][];
}

/** One path of an issue property that Jira indexes for an app; the alias names it in JQL. */
export interface IndexedValue {
  readonly propertyKey: string;
  readonly path: string;
  readonly type: 'string' | 'user';
  readonly searchAlias?: string | undefined;
}

/** A JQL function of an app. */
export interface JqlFunctionModule {
  readonly key: string;
  readonly name: string;
  readonly arguments: readonly { readonly name: string; readonly required: boolean }[];
  readonly operators: readonly string[];
  /** Key of the function of the manifest that answers it. */
  readonly function: string;
}

/** The modules of the installed app that change how Jira itself behaves. */
export interface AppModules {
  readonly rules: readonly WorkflowRule[];
  readonly indexes: readonly IndexedValue[];
  readonly functions: readonly JqlFunctionModule[];
}

/** A Jira without an app. */
export const NO_MODULES: AppModules = { rules: [], indexes: [], functions: [] };
