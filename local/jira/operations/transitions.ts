import { DONE, ok, type Handler } from '../call';
import { transitionIssue } from '../issue-transition';
import { JiraError } from '../jira-error';
import { viewTransitions } from '../views/transition-view';

/** `GET /issue/{key}/transitions`: what this caller can do now; `expand=transitions.fields` shows the screens. */
export const getTransitions: Handler = (call) => {
  const found = call.issue(call.param('issueIdOrKey'));
  const expand = call.list('expand');
  const unknown = expand.find((name) => name !== 'transitions.fields' && name !== 'transitions');
  if (unknown !== undefined)
    throw JiraError.invalid(`expand '${unknown}' is not served for transitions by this site.`);
  const wanted = call.query.get('transitionId');
  const transitions = viewTransitions(
    { state: call.state, access: call.access, ...found },
    {
      withUnavailable: call.flag('includeUnavailableTransitions'),
      withFields: expand.includes('transitions.fields'),
    },
  );
  return ok({
    expand: 'transitions',
    transitions: transitions.filter(({ id }) => wanted === null || id === wanted),
  });
};

/** `POST /issue/{key}/transitions` with the fields of the transition's screen, comments and properties. */
export const doTransition: Handler = (call) => {
  call.access.requireUser();
  transitionIssue(call, call.issue(call.param('issueIdOrKey')), call.body);
  return DONE;
};
