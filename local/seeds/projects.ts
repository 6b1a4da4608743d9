import { defaultAccess } from '../jira/project-defaults';
import type { Holders, ProjectRecord } from '../jira/records';
import { APPROVAL_FLOW, QUESTION_FLOW, WORK_FLOW } from './configuration';

const CUSTOMERS = ['customer-cy'];

interface ProjectSeed {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly projectTypeKey: ProjectRecord['projectTypeKey'];
  readonly leadAccountId: string;
  readonly issueTypeIds: readonly string[];
  /** Names, with the lead where there is one. */
  readonly components: readonly (readonly [name: string, leadAccountId?: string])[];
  /** Who holds the role `Service owner`. */
  readonly serviceOwners: Pick<Holders, 'groups' | 'users'>;
  readonly securityLevels?: ProjectRecord['securityLevels'];
  /** Name and description; each stands for the project's first issue type. */
  readonly requestType?: readonly [name: string, description: string];
  /** Hours to the first response and to the resolution. */
  readonly goals?: readonly [response: number, resolution: number];
}

type Desk = Pick<ProjectRecord, 'requestTypes' | 'slas'>;

/** What makes a project a service desk: what customers ask for, and what they are promised. */
function deskOf({ id, issueTypeIds, requestType, goals }: ProjectSeed): Desk {
  const [issueTypeId = ''] = issueTypeIds;
  return {
    ...(requestType === undefined
      ? {}
      : {
          requestTypes: [{ id: `${id}1`, name: requestType[0], description: requestType[1], issueTypeId }],
        }),
    ...(goals === undefined
      ? {}
      : {
          slas: [
            {
              id: '1',
              name: 'Time to first response',
              goalMinutes: goals[0] * 60,
              endsWith: 'first-response',
            },
            { id: '2', name: 'Time to resolution', goalMinutes: goals[1] * 60, endsWith: 'resolution' },
          ],
        }),
  };
}

const SEEDS: readonly ProjectSeed[] = [
  {
    id: '10000',
    key: 'INC',
    name: 'Incident Desk',
    description: 'Interruptions of services, from report to review.',
    projectTypeKey: 'service_desk',
    leadAccountId: 'commander-cho',
    issueTypeIds: ['10001'],
    components: [
      ['Remote access', 'agent-ben'],
      ['Network', 'commander-cho'],
      ['E-mail'],
      // Left the organisation and still leads it, as happens.
      ['Storage', 'gone-gil'],
      ['Identity', 'secowner-sam'],
      ['Telephony'],
    ],
    serviceOwners: { users: ['agent-ben'], groups: ['incident-commanders'] },
    requestType: ['Report an outage', 'Something does not work as it should.'],
    goals: [1, 8],
  },
  {
    id: '10001',
    key: 'REQ',
    name: 'Service Requests',
    description: 'What people need to work.',
    projectTypeKey: 'service_desk',
    leadAccountId: 'manager-mia',
    issueTypeIds: ['10002'],
    components: [['Access', 'manager-mia'], ['Hardware'], ['Software']],
    serviceOwners: { groups: ['people-managers'] },
    requestType: [
      'Request access for temporary staff',
      'Accounts and rights of people who stay for a while.',
    ],
    goals: [4, 120],
  },
  {
    id: '10002',
    key: 'SEC',
    name: 'Security Reviews',
    description: 'Exceptions and risks that security decides on.',
    projectTypeKey: 'service_desk',
    leadAccountId: 'secowner-sam',
    issueTypeIds: ['10003'],
    components: [['Identity', 'secowner-sam'], ['Data protection', 'secowner-sam'], ['Suppliers']],
    serviceOwners: { groups: ['security-owners'] },
    requestType: ['Ask for a security exception', 'A risk that somebody wants to accept for a time.'],
    goals: [24, 240],
    // The app is not in this level: it answers 404 for such an issue.
    securityLevels: [{ id: '10400', name: 'Restricted to security', groups: ['security-owners'] }],
  },
  {
    id: '10003',
    key: 'ENH',
    name: 'Enhancements',
    description: 'Improvements of internal services.',
    projectTypeKey: 'software',
    leadAccountId: 'sponsor-lea',
    issueTypeIds: ['10004', '10005'],
    components: [['Reporting'], ['Automation'], ['Portal', 'sponsor-lea']],
    serviceOwners: { users: ['sponsor-lea'] },
  },
];

/** No subtask type and no policy of anybody names it: the case in which a hand-off has to be refused clearly. */
const OPERATIONS_LOG: ProjectRecord = {
  id: '10004',
  key: 'OPS',
  name: 'Operations log',
  description: 'Questions about running operations.',
  projectTypeKey: 'software',
  leadAccountId: 'admin-ada',
  issueTypes: [{ issueTypeId: '10007', workflowId: QUESTION_FLOW.id }],
  components: [],
  securityLevels: [],
  hiddenFields: ['environment', 'duedate'],
  requiredFields: ['description'],
  ...defaultAccess(),
};

/** The site's five projects. */
export const PROJECTS: readonly ProjectRecord[] = [
  ...SEEDS.map(({ components, serviceOwners, securityLevels = [], ...seed }) => ({
    id: seed.id,
    key: seed.key,
    name: seed.name,
    description: seed.description,
    projectTypeKey: seed.projectTypeKey,
    leadAccountId: seed.leadAccountId,
    ...deskOf({ ...seed, components, serviceOwners }),
    issueTypes: [
      ...seed.issueTypeIds.map((issueTypeId) => ({ issueTypeId, workflowId: WORK_FLOW.id })),
      { issueTypeId: '10006', workflowId: APPROVAL_FLOW.id },
    ],
    components: components.map(([name, leadAccountId], index) => ({
      id: `${seed.id}${index}`,
      name,
      leadAccountId,
    })),
    securityLevels,
    ...defaultAccess(seed.projectTypeKey === 'service_desk' ? CUSTOMERS : [], serviceOwners),
  })),
  OPERATIONS_LOG,
];
