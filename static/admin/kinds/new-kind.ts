import type { KindRule } from '../../../src/contract/policy';

/** A kind to begin with: it covers nothing and offers nothing until somebody says what. */
export const emptyKind = (kind: string): KindRule => ({
  kind,
  projects: [],
  issueTypes: [],
  requestTypes: [],
  labels: [],
  jql: null,
  offers: [],
  recommended: null,
  approverRole: null,
  approverRoles: [],
  ownerIsRequester: false,
  assumedDataClass: null,
  assumedSeverity: null,
  assumedImpact: null,
  assumedEnvironment: null,
  assumedCustomerFacing: null,
  blockedActions: [],
});

/** A name as the id that a policy may hold: “Major incident” becomes `major-incident`. Empty where nothing is left of it. */
export const toSlug = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[-0-9]+|-+$/gu, '')
    .slice(0, 32);
