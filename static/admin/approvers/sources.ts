import type { ApproverSource } from '../../../src/contract/policy-people';

/** What tells one source from another. */
export function sourceKey(source: ApproverSource): string {
  switch (source.type) {
    case 'account':
      return `account ${source.accountId}`;
    case 'group':
      return `group ${source.groupId}`;
    case 'project-role':
      return `role ${source.roleId}`;
    case 'field':
      return `field ${source.field}`;
    case 'component-lead':
      return 'component-lead';
  }
}

/** A source as it reads in a list. */
export function sourceInWords(source: ApproverSource, nameOf: (accountId: string) => string): string {
  switch (source.type) {
    case 'account':
      return nameOf(source.accountId);
    case 'group':
      return `Group ${source.name}`;
    case 'project-role':
      return `Project role ${source.name}`;
    case 'field':
      return `Whoever is in the field ${source.field}`;
    case 'component-lead':
      return 'Leads of the issue’s components';
  }
}
