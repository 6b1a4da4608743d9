import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyDocument, StatusNames } from '../../contract/policy';
import type { Verdict } from '../../contract/vocabulary';
import { statusesFor } from '../../domain/gate/judge-decision';
import { folded } from '../../domain/policy/field-values';
import type { TypeStatuses } from '../../ports/jira';
import type { Caller, World } from '../world';

type Look = CallOutput<'admin.check-projects'>['projects'][number];

/** Projects of one answer, and how many of them are asked for at once: each costs two questions to Jira. */
const MOST_PROJECTS = 50;
const AT_ONCE = 10;

const VERDICTS = ['approve', 'reject', 'escalate'] as const satisfies readonly Verdict[];

const projectsIn = ({ kinds, gateStatuses }: PolicyDocument): readonly string[] => [
  ...new Set([
    ...kinds.flatMap(({ projects }) => projects),
    ...gateStatuses.byProject.map(({ projectKey }) => projectKey),
  ]),
];

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/** Why a project has no type that approvals could be made of, and what to do. */
function withoutType(projectKey: string, types: readonly TypeStatuses[] | null): Look {
  const nothing = { projectKey, subtaskType: null, missing: [] };
  if (types === null)
    return {
      ...nothing,
      advice: `The app cannot see ${projectKey}. Check the key, and let the app’s account browse the project.`,
    };
  return {
    ...nothing,
    advice: types.some(({ isSubtask }) => isSubtask)
      ? 'The app may not create sub-tasks here, so approvals are held in the panel alone. Let the app’s account create issues in this project.'
      : 'Approvals are held in the panel alone. Add a sub-task type to the project’s issue type scheme to get one sub-task an approver.',
  };
}

/** What the workflow of the sub-task lacks: names that it does not have, and decisions for which it has no name at all. */
function lackIn(statuses: readonly string[], names: StatusNames) {
  const there = new Set(statuses.map(folded));
  const isMissing = (name: string): boolean => !there.has(folded(name));
  return {
    missing: [...new Set(VERDICTS.flatMap((verdict) => names[verdict]))].filter(isMissing),
    undecidable: VERDICTS.filter((verdict) => names[verdict].every(isMissing)),
  };
}

function adviceOn(typeName: string, { missing, undecidable }: ReturnType<typeof lackIn>): string {
  if (undecidable.length > 0)
    return `Nobody can ${undecidable.join(' or ')} by moving the sub-task. Add the missing statuses to the workflow of “${typeName}”, or name this project’s own.`;
  return missing.length > 0
    ? `Every decision has a status. ${quoted(missing)} can be left out for this project.`
    : 'Approvals are held as sub-tasks, and every decision has its status.';
}

async function lookAt({ jira }: World, document: PolicyDocument, projectKey: string): Promise<Look> {
  const [type, types] = await Promise.all([jira.subtaskType(projectKey), jira.statusesOf(projectKey)]);
  if (type === null) return withoutType(projectKey, types);
  const statuses = types?.find(({ id }) => id === type.id)?.statuses ?? [];
  const lack = lackIn(statuses, statusesFor(document.gateStatuses, projectKey));
  return {
    projectKey,
    subtaskType: type.name,
    missing: lack.missing,
    advice: adviceOn(type.name, lack),
  };
}

/**
 * Whether approvals can be held as sub-tasks in the projects that the page's document names, by kinds and by statuses, as the
 * app sees them. The first 50 are asked for; a kind that names no project adds none. Stores nothing. Raises what Jira raises.
 */
export async function checkProjects(
  world: World,
  _caller: Caller,
  { document }: CallInput<'admin.check-projects'>,
): Promise<CallOutput<'admin.check-projects'>> {
  const named = projectsIn(document);
  const asked = named.slice(0, MOST_PROJECTS);
  const projects: Look[] = [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const batch = asked.slice(from, from + AT_ONCE).map((key) => lookAt(world, document, key));
    projects.push(...(await Promise.all(batch)));
  }
  return { projects, leftOut: named.length - asked.length };
}
