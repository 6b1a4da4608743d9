import type { JiraState } from '../jira/state';
import {
  APPROVAL_FLOW,
  FIELDS,
  ISSUE_TYPES,
  LINK_TYPES,
  PRIORITIES,
  QUESTION_FLOW,
  RESOLUTIONS,
  STATUSES,
  WORK_FLOW,
} from './configuration';
import { DEMO_TICKETS } from './demo-tickets';
import { GROUPS, USERS } from './people';
import { PROJECTS } from './projects';
import { SeedWriter } from './seed-writer';

/** `demo`: people, projects and issues. `empty`: people and settings, no project. */
export type SeedName = 'demo' | 'empty';

/** Empties the emulated Jira and writes a seed straight into its state: no events, times counted back from `now`. */
export function seedSite(state: JiraState, name: SeedName, now: number): void {
  state.clear();
  writeSettings(state);
  if (name === 'demo') {
    for (const project of PROJECTS) {
      state.projects.put(project.id, project);
      state.reserveId('project', Number(project.id));
    }
    new SeedWriter(state, now).writeAll(DEMO_TICKETS);
  }
  state.markSeeded(name);
}

function writeSettings(state: JiraState): void {
  for (const user of USERS) state.users.put(user.accountId, user);
  for (const name of GROUPS) state.groups.put(name, { name, groupId: `group-${name}` });
  for (const [index, name] of PRIORITIES.entries())
    state.priorities.put(String(index + 1), { id: String(index + 1), name });
  for (const [index, name] of RESOLUTIONS.entries())
    state.resolutions.put(String(10000 + index), { id: String(10000 + index), name });
  for (const status of STATUSES) state.statuses.put(status.id, status);
  for (const workflow of [WORK_FLOW, APPROVAL_FLOW, QUESTION_FLOW])
    state.workflows.put(workflow.id, workflow);
  for (const type of ISSUE_TYPES) state.issueTypes.put(type.id, type);
  for (const type of LINK_TYPES) state.linkTypes.put(type.id, type);
  for (const field of FIELDS) state.fields.put(field.id, field);
  for (const kind of ['priority', 'resolution', 'issue-type']) state.reserveId(kind, 10099);
}
