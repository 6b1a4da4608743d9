import type { PolicyVersion } from '../../contract/policy';

/** A version in force, and one that is tried in some projects. */
export interface Deciding {
  readonly policy: PolicyVersion;
  readonly trial: { readonly policy: PolicyVersion; readonly projects: readonly string[] } | null;
}

/** The version that decides in a project: the one on trial where it is tried, else the one in force. */
export const policyFor = ({ policy, trial }: Deciding, projectKey: string): PolicyVersion =>
  trial?.projects.includes(projectKey) === true ? trial.policy : policy;
