import { doc } from '../testing';
import { HIDDEN, ISSUE, NOBODY, REST, type Rows } from './example';

const DESK = '/rest/servicedeskapi/request';
const LINK = {
  type: { name: 'Relates' },
  inwardIssue: { key: 'REQ-2188' },
  outwardIssue: { key: 'REQ-1840' },
};

/** Examples of what hangs on issues: comments, properties, watchers, links, searches, requests. */
export const AROUND_ROWS = {
  getComments: [
    [`GET ${ISSUE}/comment?expand=renderedBody`, 200],
    [`GET ${ISSUE}/comment?orderBy=author`, 400],
    [`GET ${HIDDEN}/comment`, 404],
  ],
  addComment: [
    [`POST ${ISSUE}/comment`, 201, { body: doc('x') }],
    [`POST ${ISSUE}/comment`, 400, { body: 'no document' }],
    [`POST ${HIDDEN}/comment`, 404, { body: doc('x') }],
  ],
  getComment: [
    [`GET ${ISSUE}/comment/{comment}`, 200],
    [`GET ${ISSUE}/comment/1`, 404],
  ],
  updateComment: [
    [`PUT ${ISSUE}/comment/{comment}`, 200, { body: doc('y') }],
    [`PUT ${ISSUE}/comment/{comment}`, 400, { body: doc('y') }, 'agent-ben'],
    [`PUT ${ISSUE}/comment/1`, 404, { body: doc('y') }],
  ],
  deleteComment: [
    [`DELETE ${ISSUE}/comment/{comment}`, 204],
    [`DELETE ${ISSUE}/comment/{comment}`, 400, undefined, 'agent-ben'],
    [`DELETE ${ISSUE}/comment/1`, 404],
  ],
  getCommentsByIds: [
    [`POST ${REST}/comment/list?expand=properties`, 200, { ids: ['{comment}'] }],
    [`POST ${REST}/comment/list`, 400, { ids: [] }],
  ],
  getCommentPropertyKeys: [
    [`GET ${REST}/comment/{comment}/properties`, 200],
    [`GET ${REST}/comment/1/properties`, 404],
  ],
  getCommentProperty: [
    [`GET ${REST}/comment/{comment}/properties/k`, 200],
    [`GET ${REST}/comment/{comment}/properties/none`, 404],
  ],
  setCommentProperty: [
    [`PUT ${REST}/comment/{comment}/properties/n`, 201, { a: 1 }],
    [`PUT ${REST}/comment/{comment}/properties/n`, 400, 'x'.repeat(32_768)],
    [`PUT ${REST}/comment/1/properties/n`, 404, { a: 1 }],
  ],
  deleteCommentProperty: [
    [`DELETE ${REST}/comment/{comment}/properties/k`, 204],
    [`DELETE ${REST}/comment/{comment}/properties/none`, 404],
  ],
  getIssuePropertyKeys: [
    [`GET ${ISSUE}/properties`, 200],
    [`GET ${HIDDEN}/properties`, 404],
  ],
  getIssueProperty: [
    [`GET ${ISSUE}/properties/k`, 200],
    [`GET ${HIDDEN}/properties/k`, 404],
  ],
  setIssueProperty: [
    [`PUT ${ISSUE}/properties/n`, 201, { a: 1 }],
    [`PUT ${ISSUE}/properties/n`, 400, 'x'.repeat(32_768)],
    [`PUT ${ISSUE}/properties/n`, 403, { a: 1 }, 'auditor-ava'],
    [`PUT ${HIDDEN}/properties/n`, 404, { a: 1 }],
  ],
  deleteIssueProperty: [
    [`DELETE ${ISSUE}/properties/k`, 204],
    [`DELETE ${HIDDEN}/properties/k`, 404],
  ],
  getIssueWatchers: [
    [`GET ${ISSUE}/watchers`, 200],
    [`GET ${HIDDEN}/watchers`, 404],
  ],
  addWatcher: [
    [`POST ${ISSUE}/watchers`, 204, 'agent-ana'],
    [`POST ${ISSUE}/watchers`, 400, { accountId: 'agent-ana' }],
    [`POST ${ISSUE}/watchers`, 403, 'agent-ben'],
    [`POST ${HIDDEN}/watchers`, 404, 'agent-ana'],
  ],
  removeWatcher: [
    [`DELETE ${ISSUE}/watchers?accountId=agent-ana`, 204],
    [`DELETE ${ISSUE}/watchers`, 400],
    [`DELETE ${HIDDEN}/watchers?accountId=agent-ana`, 404],
  ],
  notify: [
    [
      `POST ${ISSUE}/notify`,
      204,
      { subject: 's', textBody: 't', to: { users: [{ accountId: 'agent-ben' }] } },
    ],
    [`POST ${ISSUE}/notify`, 400, { subject: 's', to: {} }],
    [`POST ${HIDDEN}/notify`, 404, { to: { reporter: true } }],
  ],
  linkIssues: [
    [`POST ${REST}/issueLink`, 201, LINK],
    [`POST ${REST}/issueLink`, 404, { ...LINK, outwardIssue: { key: 'SEC-2261' } }],
    [`POST ${REST}/issueLink`, 400, { type: LINK.type }],
  ],
  getIssueLinkTypes: [
    [`GET ${REST}/issueLinkType`, 200],
    [`GET ${REST}/issueLinkType`, 401, undefined, 'gone-gil'],
  ],
  searchAndReconsileIssuesUsingJql: [
    [`GET ${REST}/search/jql?jql=project%20%3D%20REQ&fields=summary`, 200],
    [`GET ${REST}/search/jql?jql=project%20%3D`, 400],
  ],
  searchAndReconsileIssuesUsingJqlPost: [
    [`POST ${REST}/search/jql`, 200, { jql: 'project = REQ', fields: ['*all'], maxResults: 5 }],
    [`POST ${REST}/search/jql`, 400, { jql: '' }],
  ],
  countIssues: [
    [`POST ${REST}/search/approximate-count`, 200, { jql: 'project = REQ' }],
    [`POST ${REST}/search/approximate-count`, 400, { jql: 'project =' }],
  ],
  getCustomerRequestByIdOrKey: [
    [`GET ${DESK}/REQ-2188?expand=requestType&expand=sla`, 200],
    [`GET ${DESK}/REQ-2188?expand=participant`, 400],
    [`GET ${DESK}/ENH-2219`, 404],
    [`GET ${DESK}/REQ-2188`, 401, undefined, NOBODY],
  ],
  getRequestComments: [
    [`GET ${DESK}/REQ-2188/comment?expand=renderedBody&limit=2`, 200],
    [`GET ${DESK}/ENH-2219/comment`, 404],
  ],
  createRequestComment: [
    [`POST ${DESK}/REQ-2188/comment`, 201, { body: 'one\ntwo\n\nthree', public: false }],
    [`POST ${DESK}/REQ-2188/comment`, 400, { body: 'no flag' }],
    [`POST ${DESK}/REQ-2188/comment`, 403, { body: 'x', public: false }, 'customer-cy'],
    [`POST ${DESK}/ENH-2219/comment`, 404, { body: 'x', public: true }],
  ],
  getRequestCommentById: [
    [`GET ${DESK}/REQ-2188/comment/{comment}`, 200],
    [`GET ${DESK}/REQ-2188/comment/{comment}`, 404, undefined, 'customer-cy'],
  ],
  getApprovals: [
    [`GET ${DESK}/REQ-2188/approval`, 200],
    [`GET ${DESK}/SEC-2261/approval`, 404],
  ],
  getApprovalById: [
    [`GET ${DESK}/REQ-2188/approval/{approval}`, 200],
    [`GET ${DESK}/REQ-2188/approval/1`, 404],
  ],
  answerApproval: [
    [`POST ${DESK}/REQ-2188/approval/{approval}`, 200, { decision: 'approve' }, 'manager-mia'],
    [`POST ${DESK}/REQ-2188/approval/{approval}`, 400, { decision: 'maybe' }, 'manager-mia'],
    [`POST ${DESK}/REQ-2188/approval/{approval}`, 403, { decision: 'approve' }],
    [`POST ${DESK}/REQ-2188/approval/1`, 404, { decision: 'approve' }],
  ],
} as const satisfies Readonly<Record<string, Rows>>;
