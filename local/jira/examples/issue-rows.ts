import { doc } from '../testing';
import { HIDDEN, ISSUE, REST, type Rows } from './example';

const NEW_ISSUE = { project: { key: 'REQ' }, issuetype: { name: 'Service request' }, summary: 'New' };

/** Examples of what works on issues themselves. */
export const ISSUE_ROWS = {
  createIssue: [
    [`POST ${REST}/issue`, 201, { fields: NEW_ISSUE, properties: [{ key: 'k', value: 1 }] }],
    [`POST ${REST}/issue`, 400, { fields: {} }],
    [`POST ${REST}/issue`, 400, { fields: { ...NEW_ISSUE, description: 'no document' } }],
  ],
  bulkFetchIssues: [
    [`POST ${REST}/issue/bulkfetch`, 200, { issueIdsOrKeys: ['REQ-2188', 'SEC-2261', 'NO-1'] }],
    [`POST ${REST}/issue/bulkfetch`, 400, { issueIdsOrKeys: [] }],
  ],
  getIssue: [
    [
      `GET ${ISSUE}?expand=names,schema,renderedFields,transitions,operations,editmeta,changelog&properties=*all`,
      200,
    ],
    [`GET ${HIDDEN}`, 404],
    [`GET ${ISSUE}?expand=versionedRepresentations`, 400],
  ],
  editIssue: [
    [
      `PUT ${ISSUE}?returnIssue=true`,
      200,
      { fields: { summary: 'Other' }, update: { labels: [{ add: 'x' }] } },
    ],
    [`PUT ${ISSUE}`, 204, { fields: { summary: 'Other' } }],
    [`PUT ${ISSUE}`, 400, { fields: { resolution: { name: 'Done' } } }],
    [`PUT ${ISSUE}?overrideScreenSecurity=true`, 403, { fields: { summary: 'Other' } }],
    [`PUT ${HIDDEN}`, 404, { fields: { summary: 'Other' } }],
  ],
  deleteIssue: [
    [`DELETE ${ISSUE}`, 204, undefined, 'admin-ada'],
    [`DELETE ${ISSUE}`, 403],
    [`DELETE ${HIDDEN}`, 404],
  ],
  assignIssue: [
    [`PUT ${ISSUE}/assignee`, 204, { accountId: 'agent-ana' }],
    [`PUT ${ISSUE}/assignee`, 400, { accountId: 'outsider-oz' }],
    [`PUT ${HIDDEN}/assignee`, 404, { accountId: null }],
  ],
  getChangeLogs: [
    [`GET ${ISSUE}/changelog`, 200],
    [`GET ${HIDDEN}/changelog`, 404],
  ],
  getTransitions: [
    [`GET ${ISSUE}/transitions?expand=transitions.fields`, 200],
    [`GET ${HIDDEN}/transitions`, 404],
  ],
  doTransition: [
    [
      `POST ${ISSUE}/transitions`,
      204,
      {
        transition: { id: '41' },
        fields: { resolution: { name: 'Duplicate' } },
        update: { comment: [{ add: { body: doc('x') } }] },
      },
    ],
    [`POST ${ISSUE}/transitions`, 400, { transition: { id: '51' } }],
    [`POST ${HIDDEN}/transitions`, 404, { transition: { id: '41' } }],
  ],
} as const satisfies Readonly<Record<string, Rows>>;
