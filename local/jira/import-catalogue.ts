import type { Collection } from './collection';
import { readNamedThing } from './import-fields';
import { isList, isObject, type Json } from './json';
import { defaultAccess } from './project-defaults';
import type { NamedRecord, ProjectRecord, StatusCategoryKey } from './records';
import type { JiraState } from './state';

/** Finds or creates the projects, types, statuses, priorities and people that an imported issue names. */
export class ImportCatalogue {
  constructor(private readonly state: JiraState) {}

  /** A person by account id, `null` for nobody. Imported people are in no group. */
  person(value: Json | undefined): string | null {
    if (!isObject(value) || typeof value['accountId'] !== 'string') return null;
    const { accountId, displayName, active } = value;
    if (!this.state.users.get(accountId)) {
      const name = typeof displayName === 'string' ? displayName : accountId;
      this.state.users.put(accountId, {
        accountId,
        displayName: name,
        active: active !== false,
        accountType: 'atlassian',
        groups: [],
      });
    }
    return accountId;
  }

  /** A project by key. A new one gets a Sub-task type, the default roles, and the issue's own types as they come. */
  project(value: Json | undefined, key: string): ProjectRecord {
    const known = this.state.findProject(key);
    if (known) return known;
    const isService = isObject(value) && value['projectTypeKey'] === 'service_desk';
    const created: ProjectRecord = {
      id: this.state.nextId('project'),
      key,
      name: readNamedThing(value) ?? key,
      description: 'Imported',
      projectTypeKey: isService ? 'service_desk' : 'software',
      leadAccountId: 'admin-ada',
      issueTypes: [],
      components: [],
      securityLevels: [],
      ...defaultAccess(),
    };
    this.state.projects.put(created.id, created);
    this.issueType(created.id, { name: 'Sub-task', subtask: true });
    return created;
  }

  /** An issue type of the project by name, in the project's one imported workflow. */
  issueType(projectId: string, value: Json | undefined): string {
    const name = readNamedThing(value) ?? 'Task';
    const subtask = isObject(value) && value['subtask'] === true;
    const type = this.state.issueTypes
      .all()
      .find((candidate) => candidate.name === name && candidate.subtask === subtask);
    const issueTypeId = type?.id ?? this.state.nextId('issue-type');
    if (!type)
      this.state.issueTypes.put(issueTypeId, { id: issueTypeId, name, description: 'Imported', subtask });
    const project = this.state.projects.get(projectId);
    if (project && !project.issueTypes.some((entry) => entry.issueTypeId === issueTypeId)) {
      const workflowId = this.workflow(project.key);
      this.state.projects.put(projectId, {
        ...project,
        issueTypes: [...project.issueTypes, { issueTypeId, workflowId }],
      });
    }
    return issueTypeId;
  }

  /** A status by name. */
  status(value: Json | undefined): string {
    const name = readNamedThing(value) ?? 'Open';
    const known = this.state.statuses.all().find((status) => status.name === name);
    const id = known?.id ?? this.state.nextId('status');
    if (!known) this.state.statuses.put(id, { id, name, description: '', category: readCategory(value) });
    return id;
  }

  /** A priority, resolution or the like by name; `null` when the issue has none. */
  named(records: Collection<NamedRecord>, kind: string, value: Json | undefined): string | null {
    const name = readNamedThing(value);
    if (name === undefined) return null;
    const known = records.all().find((record) => record.name === name);
    if (known) return known.id;
    const id = this.state.nextId(kind);
    records.put(id, { id, name });
    return id;
  }

  /** Components of the project by name. */
  components(projectId: string, value: Json | undefined): string[] {
    const names = isList(value) ? value.flatMap((item) => readNamedThing(item) ?? []) : [];
    return names.flatMap((name) => {
      const project = this.state.projects.get(projectId);
      if (!project) return [];
      const known = project.components.find((component) => component.name === name);
      if (known) return known.id;
      const id = this.state.nextId('component');
      this.state.projects.put(projectId, { ...project, components: [...project.components, { id, name }] });
      return id;
    });
  }

  /** Lets the project's workflow reach a status from each of its others, and leave it to each. */
  reach(projectKey: string, statusId: string): void {
    const workflow = this.state.workflows.get(this.workflow(projectKey));
    if (!workflow) return;
    const known = workflow.transitions.map(({ to }) => to);
    const isReached = workflow.transitions.some(({ to }) => to === statusId);
    const widened = workflow.transitions.map((transition) =>
      transition.to === statusId || transition.from.includes(statusId)
        ? transition
        : { ...transition, from: [...transition.from, statusId] },
    );
    const name = this.state.statuses.get(statusId)?.name ?? statusId;
    const id = String(11 + 10 * workflow.transitions.length);
    const from = known.filter((other) => other !== statusId);
    const transitions = isReached ? widened : [...widened, { id, name, from, to: statusId }];
    this.state.workflows.put(workflow.id, { ...workflow, transitions });
  }

  private workflow(projectKey: string): string {
    const id = `imported-${projectKey}`;
    if (!this.state.workflows.get(id)) {
      const initialStatusId = this.status({ name: 'Open' });
      const transitions = [{ id: '1', name: 'Move to Open', from: [], to: initialStatusId }];
      this.state.workflows.put(id, { id, initialStatusId, transitions });
    }
    return id;
  }
}

function readCategory(value: Json | undefined): StatusCategoryKey {
  const category = isObject(value) ? value['statusCategory'] : undefined;
  const key = isObject(category) ? category['key'] : undefined;
  return key === 'done' || key === 'indeterminate' ? key : 'new';
}
