import { ok, type Handler } from '../call';
import { JiraError } from '../jira-error';
import { readObject, readText } from '../json';

/** The one expression that this site knows, spaces aside: the names of the caller's roles in the project of the context. */
const ROLE_NAMES = /^user\.getProjectRoles\(project\)\.map\((\w+)=>\1\.name\)$/;

/** `POST /expression/evaluate`, for one expression; a context of anything but a project is refused by name. */
export const evaluateJSISJiraExpression: Handler = (call) => {
  const expression = readText(call.body, 'expression');
  if (expression === undefined) throw JiraError.invalid("'expression' is required.");
  if (!ROLE_NAMES.test(expression.replaceAll(/\s/g, '')))
    throw JiraError.invalid(`The expression '${expression}' is not served by this local site.`);
  const context = readObject(call.body, 'context');
  const other = Object.keys(context).find((name) => name !== 'project');
  if (other !== undefined)
    throw JiraError.invalid(`The context variable '${other}' is not served by this local site.`);
  const named = readObject(context, 'project');
  const [id, key] = [readText(named, 'id'), readText(named, 'key')];
  if (id !== undefined && key !== undefined)
    throw JiraError.invalid('A project is named by its id or its key.');
  const idOrKey = id ?? key;
  if (idOrKey === undefined) throw JiraError.invalid("Evaluation failed: 'project' is not defined.");
  if (!call.access.user) throw JiraError.invalid("Evaluation failed: 'user' is null.");
  const project = call.project(idOrKey);
  return ok({
    value: project.roles.map(({ name }) => name).filter((name) => call.access.inRole(name, project)),
  });
};
