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
  ...SEEDS.map(({ issueTypeIds, components, serviceOwners, securityLevels = [], ...project }) => ({
    ...project,
    issueTypes: [
      ...issueTypeIds.map((issueTypeId) => ({ issueTypeId, workflowId: WORK_FLOW.id })),
      { issueTypeId: '10006', workflowId: APPROVAL_FLOW.id },
    ],
    components: components.map(([name, leadAccountId], index) => ({
      id: `${project.id}${index}`,
      name,
      leadAccountId,
    })),
    securityLevels,
    ...defaultAccess(project.projectTypeKey === 'service_desk' ? CUSTOMERS : [], serviceOwners),
  })),
  OPERATIONS_LOG,
];
