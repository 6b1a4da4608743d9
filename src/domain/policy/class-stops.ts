import type { KindRule, PolicyDocument } from '../../contract/policy';
import type { ApproverEntry, ClassOwners, ClassStop } from '../../contract/policy-people';
import { ExecutionClassSchema, type ApproverRole, type ExecutionClass } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';

/** Why a class stands still, without when and who was told. */
export type Standstill = Pick<ClassStop, 'class' | 'who' | 'role' | 'accountId'>;

/** Why, as the rest of a sentence about the class. */
export const WHY_STILL: Readonly<Record<Standstill['who'], string>> = {
  owners: 'the policy names no owners for it',
  business: 'its business owner’s account is not active',
  technical: 'its technical owner’s account is not active',
  'on-call': 'its on-call reviewer’s account is not active',
  approver: 'nobody who approves it is active',
};

/** Classes of which the policy offers at least one operation, in the order of the vocabulary. */
const offeredClasses = (document: PolicyDocument): readonly ExecutionClass[] => {
  const offered = new Set(document.kinds.flatMap(({ offers }) => offers.map((id) => operationOf(id).class)));
  return ExecutionClassSchema.options.filter((one) => offered.has(one));
};

/** Every account that the policy names as owner, on-call reviewer, or member of an approver chain, each once. */
export function peopleOfClasses({ owners, approvers }: PolicyDocument): readonly string[] {
  const named = owners.flatMap(({ business, technical, onCall, backup }) => [
    business,
    technical,
    onCall,
    ...(backup === null ? [] : [backup]),
  ]);
  const inChains = approvers.flatMap(({ chain, backups }) =>
    [...chain, ...backups].flatMap((source) => (source.type === 'account' ? [source.accountId] : [])),
  );
  return [...new Set([...named, ...inChains])];
}

/** Roles that approve operations of a class on work of a kind. */
const rolesIn = (
  { offers, approverRole, approverRoles }: KindRule,
  ofClass: ExecutionClass,
): readonly ApproverRole[] =>
  offers
    .filter((id) => operationOf(id).class === ofClass)
    .flatMap((id) => approverRoles.find(({ operation }) => operation === id)?.role ?? approverRole ?? []);

type IsActive = (accountId: string) => boolean;

/** The first account of a role of which nobody can act; null when somebody can, or when the people are found in Jira. */
function unreachable({ chain, backups }: ApproverEntry, isActive: IsActive): string | null {
  const sources = [...chain, ...backups];
  const accounts = sources.flatMap((source) => (source.type === 'account' ? [source.accountId] : []));
  return accounts.length < sources.length || accounts.some(isActive) ? null : (accounts[0] ?? null);
}

function standstillsOf(
  document: PolicyDocument,
  ofClass: ExecutionClass,
  isActive: IsActive,
): readonly Standstill[] {
  const stop = (
    who: Standstill['who'],
    accountId: string | null,
    role: string | null = null,
  ): Standstill => ({
    class: ofClass,
    who,
    role,
    accountId,
  });
  const owners: ClassOwners | undefined = document.owners.find((entry) => entry.class === ofClass);
  if (owners === undefined) return [stop('owners', null)];
  const people = [
    ['business', owners.business],
    ['technical', owners.technical],
    ['on-call', owners.onCall],
  ] as const;
  const missing = people.find(([, accountId]) => !isActive(accountId));
  if (missing !== undefined) return [stop(missing[0], missing[1])];
  const roles = new Set(document.kinds.flatMap((kind) => rolesIn(kind, ofClass)));
  return document.approvers
    .filter(({ role }) => roles.has(role))
    .flatMap((entry) => {
      const accountId = unreachable(entry, isActive);
      return accountId === null ? [] : [stop('approver', accountId, entry.role)];
    });
}

/**
 * Classes that stand still because one of the people who answer for them is missing or not active (R137, U14): one reason for
 * a class that stops everywhere, else one for each approver role of which nobody can act. `isActive` says whether an account
 * is an active person now. A role whose people come from a group, a project role, a field or components is looked at when
 * somebody asks for an approval, not here.
 */
export const standstills = (document: PolicyDocument, isActive: IsActive): readonly Standstill[] =>
  offeredClasses(document).flatMap((ofClass) => standstillsOf(document, ofClass, isActive));

/** The stops that hold for work of a kind: those of whole classes, and those of the roles that approve there. */
export const stopsOn = <T extends Standstill>(kind: KindRule | null, stops: readonly T[]): readonly T[] =>
  stops.filter(
    ({ class: ofClass, role }) => role === null || (kind !== null && rolesIn(kind, ofClass).includes(role)),
  );
