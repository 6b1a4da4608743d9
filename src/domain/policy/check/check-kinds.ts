import type { KindRule, PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import type { OperationId } from '../../../contract/vocabulary';
import { operationOf } from '../../operations/catalogue';
import { parseCondition } from '../jql-condition';
import { error, repeats, warning } from './problem';

const titleOf = (operation: OperationId): string => operationOf(operation).title;

/** The roles that a kind names, each with its path below the kind. */
export const rolesOf = (kind: KindRule): readonly { readonly role: string; readonly path: string }[] => [
  ...(kind.approverRole === null ? [] : [{ role: kind.approverRole, path: 'approverRole' }]),
  ...kind.approverRoles.map(({ role }, at) => ({ role, path: `approverRoles.${at}.role` })),
];

function checkCover(kind: KindRule, { fieldMap }: PolicyDocument): readonly Problem[] {
  const { projects, issueTypes, requestTypes, labels, jql } = kind;
  const named = [projects, issueTypes, requestTypes, labels].some((names) => names.length > 0);
  const nothing =
    named || jql !== null
      ? []
      : [
          error(
            'projects',
            'This kind names no project, issue type, request type, label or condition, so it covers nothing. Name one of them.',
          ),
        ];
  const unmapped =
    requestTypes.length > 0 && fieldMap.requestType.length === 0
      ? [
          error(
            'requestTypes',
            'No field carries the request type, so this kind covers nothing. Map the request type first, or name no request type.',
          ),
        ]
      : [];
  return [...nothing, ...unmapped, ...checkJql(jql)];
}

function checkJql(jql: string | null): readonly Problem[] {
  const parsed = jql === null ? null : parseCondition(jql);
  return parsed === null || parsed.ok ? [] : [error('jql', parsed.problem)];
}

function checkOffers({ kind, offers, recommended, approverRoles }: KindRule): readonly Problem[] {
  const nothing =
    offers.length === 0
      ? [error('offers', `Nothing is offered on ${kind}. Offer an operation or remove the kind.`)]
      : [];
  const notOffered =
    recommended !== null && !offers.includes(recommended)
      ? [
          error(
            'recommended',
            `${titleOf(recommended)} is recommended and not offered. Offer it or recommend another.`,
          ),
        ]
      : [];
  const twice = repeats(offers).map(({ at }) =>
    error(`offers.${at}`, 'This operation is on offer already. Remove one of the two.'),
  );
  const roleTwice = repeats(approverRoles.map(({ operation }) => operation)).map(({ at }) =>
    error(
      `approverRoles.${at}.operation`,
      'This operation has a role of its own already. Remove one of the two.',
    ),
  );
  const roleForNothing = approverRoles.flatMap(({ operation }, at) =>
    offers.includes(operation)
      ? []
      : [
          warning(
            `approverRoles.${at}.operation`,
            `${titleOf(operation)} is not offered on ${kind}, so its role is never asked. Offer it or remove the role.`,
          ),
        ],
  );
  return [...nothing, ...notOffered, ...twice, ...roleTwice, ...roleForNothing];
}

function checkRoles(kind: KindRule, { approvers }: PolicyDocument): readonly Problem[] {
  return rolesOf(kind).flatMap(({ role, path }) =>
    approvers.some((entry) => entry.role === role)
      ? []
      : [error(path, `Nobody is named for the role ${role}. Add it under Approvers or choose another role.`)],
  );
}

/** Kinds that cover nothing, offer nothing, or name roles that are not there. */
export const checkKinds = (document: PolicyDocument): readonly Problem[] =>
  document.kinds.flatMap((kind, at) =>
    [...checkCover(kind, document), ...checkOffers(kind), ...checkRoles(kind, document)].map((problem) => ({
      ...problem,
      path: `kinds.${at}.${problem.path}`,
    })),
  );
