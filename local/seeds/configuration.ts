import type { FieldRecord, IssueTypeRecord, StatusRecord, WorkflowRecord } from '../jira/records';

/** Highest first; the id is the rank. */
export const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];
export const RESOLUTIONS = ['Done', 'Duplicate', "Won't Do"];

export const STATUSES: readonly StatusRecord[] = [
  { id: '1', name: 'Open', description: 'Nobody works on it yet.', category: 'new' },
  { id: '3', name: 'In progress', description: 'Somebody works on it.', category: 'indeterminate' },
  { id: '4', name: 'Waiting', description: 'Waits for somebody else.', category: 'indeterminate' },
  { id: '5', name: 'Resolved', description: 'Solved; the reporter may object.', category: 'done' },
  { id: '6', name: 'Closed', description: 'Finished.', category: 'done' },
  {
    id: '7',
    name: 'Waiting for approval',
    description: 'Waits for its approver.',
    category: 'indeterminate',
  },
  { id: '8', name: 'Approved', description: 'The approver agreed.', category: 'done' },
  { id: '9', name: 'Rejected', description: 'The approver refused.', category: 'done' },
  { id: '10', name: 'Escalated', description: 'Passed to the next approver.', category: 'done' },
];

export const WORK_FLOW: WorkflowRecord = {
  id: 'work',
  initialStatusId: '1',
  transitions: [
    { id: '11', name: 'Start work', from: ['1'], to: '3' },
    { id: '21', name: 'Wait', from: ['3'], to: '4' },
    { id: '31', name: 'Resume work', from: ['4'], to: '3' },
    {
      id: '41',
      name: 'Resolve',
      from: ['3', '4'],
      to: '5',
      screen: [
        { fieldId: 'resolution', isRequired: false },
        { fieldId: 'assignee', isRequired: false },
      ],
    },
    { id: '51', name: 'Close', from: ['5'], to: '6', condition: { permission: 'CLOSE_ISSUES' } },
    { id: '61', name: 'Reopen', from: ['5', '6'], to: '1' },
  ],
};

export const APPROVAL_FLOW: WorkflowRecord = {
  id: 'approval',
  initialStatusId: '7',
  transitions: [
    { id: '71', name: 'Approve', from: ['7'], to: '8' },
    { id: '81', name: 'Reject', from: ['7'], to: '9' },
    { id: '91', name: 'Escalate', from: ['7'], to: '10' },
    { id: '101', name: 'Reopen', from: ['8', '9', '10'], to: '7' },
  ],
};

/** Questions of the operations log: only the assignee answers, and has to say with which resolution. */
export const QUESTION_FLOW: WorkflowRecord = {
  id: 'question',
  initialStatusId: '1',
  transitions: [
    { id: '111', name: 'Start work', from: ['1'], to: '3' },
    {
      id: '121',
      name: 'Answer',
      from: ['1', '3', '4'],
      to: '5',
      condition: { isAssignee: true },
      screen: [{ fieldId: 'resolution', isRequired: true }],
    },
    { id: '131', name: 'Ask again', from: ['5'], to: '1' },
  ],
};

export const LINK_TYPES = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Relates', inward: 'relates to', outward: 'relates to' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Cause', inward: 'is caused by', outward: 'causes' },
];

const type = (id: string, name: string, description: string): IssueTypeRecord => ({
  id,
  name,
  description,
  subtask: false,
});

export const ISSUE_TYPES: readonly IssueTypeRecord[] = [
  type('10001', 'Incident', 'An unplanned interruption or loss of quality of a service.'),
  type('10002', 'Service request', 'Something that a person needs.'),
  type('10003', 'Security review', 'A risk or an exception that security has to decide on.'),
  type('10004', 'Improvement', 'A change for the better.'),
  type('10005', 'Task', 'A piece of work.'),
  {
    id: '10006',
    name: 'Approval',
    description: 'A named person decides on the work item above it.',
    subtask: true,
  },
  type('10007', 'Question', 'Something to be answered.'),
];

const SYSTEM_FIELDS: readonly (readonly [id: string, name: string, type: string, items?: string])[] = [
  ['summary', 'Summary', 'string'],
  ['description', 'Description', 'string'],
  ['environment', 'Environment', 'string'],
  ['issuetype', 'Issue Type', 'issuetype'],
  ['project', 'Project', 'project'],
  ['status', 'Status', 'status'],
  ['statusCategory', 'Status Category', 'statusCategory'],
  ['statuscategorychangedate', 'Status Category Changed', 'datetime'],
  ['priority', 'Priority', 'priority'],
  ['labels', 'Labels', 'array', 'string'],
  ['components', 'Components', 'array', 'component'],
  ['resolution', 'Resolution', 'resolution'],
  ['resolutiondate', 'Resolved', 'datetime'],
  ['created', 'Created', 'datetime'],
  ['updated', 'Updated', 'datetime'],
  ['duedate', 'Due date', 'date'],
  ['assignee', 'Assignee', 'user'],
  ['reporter', 'Reporter', 'user'],
  ['creator', 'Creator', 'user'],
  ['security', 'Security Level', 'securitylevel'],
  ['parent', 'Parent', 'issuelink'],
  ['subtasks', 'Sub-tasks', 'array', 'issuelinks'],
  ['issuelinks', 'Linked Issues', 'array', 'issuelinks'],
  ['attachment', 'Attachment', 'array', 'attachment'],
  ['comment', 'Comment', 'comments-page'],
  ['watches', 'Watchers', 'watches'],
];

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes';

interface CustomKind {
  readonly type: string;
  readonly custom: string;
  readonly options?: readonly string[];
}

function customField(id: string, name: string, kind: CustomKind): FieldRecord {
  const { type: schemaType, custom, options } = kind;
  return {
    id,
    name,
    custom: true,
    clauseNames: [`cf[${id.replace('customfield_', '')}]`, name],
    schema: { type: schemaType, custom: `${CUSTOM}:${custom}` },
    ...(options
      ? { options: options.map((value, index) => ({ id: `${id.slice(-5)}${index}`, value })) }
      : {}),
  };
}

export const SEVERITY_FIELD = 'customfield_10050';
export const DATA_CLASS_FIELD = 'customfield_10051';
export const OWNER_FIELD = 'customfield_10052';
export const RUNBOOK_FIELD = 'customfield_10053';

const select = (...options: string[]): CustomKind => ({ type: 'option', custom: 'select', options });

export const FIELDS: readonly FieldRecord[] = [
  ...SYSTEM_FIELDS.map(([id, name, schemaType, items]) => ({
    id,
    name,
    custom: false,
    clauseNames: [id],
    schema: { type: schemaType, ...(items === undefined ? {} : { items }) },
  })),
  customField(SEVERITY_FIELD, 'Severity', select('Low', 'Medium', 'High', 'Critical')),
  customField(DATA_CLASS_FIELD, 'Data class', select('Public', 'Internal', 'Confidential', 'Restricted')),
  customField(OWNER_FIELD, 'Service owner', { type: 'user', custom: 'userpicker' }),
  customField(RUNBOOK_FIELD, 'Runbook', { type: 'string', custom: 'textfield' }),
];
