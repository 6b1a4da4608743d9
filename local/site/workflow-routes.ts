import { z } from 'zod';
import type { Jira } from '../jira/jira';
import { SiteError, json, parseBody, type HttpAnswer, type HttpRequest } from './http';
import type { Route } from './router';

const OrderSchema = z.strictObject({
  project: z.string(),
  transition: z.string(),
  rule: z.string(),
  issueType: z.string().optional(),
});

type Rules = Pick<Jira, 'rules' | 'attachRule' | 'clearRules'>;

/** The app's conditions and validators on transitions, as an admin adds and removes them in Jira's workflow editor. */
export function createWorkflowRoutes(jira: Rules): readonly Route[] {
  return [
    { method: 'GET', path: '/_local/workflow-rules', handle: () => json(200, jira.rules()) },
    { method: 'POST', path: '/_local/workflow-rules', handle: (request) => attach(jira, request) },
    {
      method: 'DELETE',
      path: '/_local/workflow-rules',
      handle: () => {
        jira.clearRules();
        return { status: 204 };
      },
    },
  ];
}

function attach(jira: Rules, request: HttpRequest): HttpAnswer {
  const outcome = jira.attachRule(parseBody(OrderSchema, request));
  if ('refusal' in outcome) throw new SiteError(400, 'bad-request', outcome.refusal);
  return json(201, outcome);
}
