import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import type { Bypass } from '../../../contract/policy-people';
import type { ExecutionClass } from '../../../contract/vocabulary';
import { CLASSES, operationOf } from '../../operations/catalogue';
import { rolesOf } from './check-kinds';
import { error, warning } from './problem';

const MAX_BYPASS_MILLISECONDS = 14 * 24 * 60 * 60 * 1_000;

/** A role whose chain is empty, where some kind could need it (POL-04). */
function checkChains({ approvers, kinds }: PolicyDocument): readonly Problem[] {
  const needed = new Set(kinds.flatMap((kind) => rolesOf(kind).map(({ role }) => role)));
  return approvers.flatMap(({ role, chain }, at) =>
    chain.length > 0 || !needed.has(role)
      ? []
      : [error(`approvers.${at}.chain`, `Nobody holds the role ${role}. Add a person, a group or a field.`)],
  );
}

/** Where every source is one person it can be counted here; who is found in Jira is counted when somebody asks. */
function checkQuorums({ approvers }: PolicyDocument): readonly Problem[] {
  return approvers.flatMap(({ chain, quorum }, at) => {
    const accounts = new Set(
      chain.flatMap((source) => (source.type === 'account' ? [source.accountId] : [])),
    );
    if (chain.length === 0 || chain.some(({ type }) => type !== 'account')) return [];
    const named = `The chain names ${accounts.size} ${accounts.size === 1 ? 'person' : 'people'}`;
    if (quorum.needed > accounts.size)
      return [
        error(
          `approvers.${at}.quorum.needed`,
          `${named}, so ${quorum.needed} approvals never come. Name more people, or ask for fewer.`,
        ),
      ];
    return quorum.of > accounts.size
      ? [
          warning(
            `approvers.${at}.quorum.of`,
            `${named}, so ${quorum.of} are never asked. Name more people, or ask fewer.`,
          ),
        ]
      : [];
  });
}

const offeredClasses = ({ kinds }: PolicyDocument): ReadonlySet<ExecutionClass> =>
  new Set(kinds.flatMap(({ offers }) => offers.map((operation) => operationOf(operation).class)));

function checkOwners(document: PolicyDocument): readonly Problem[] {
  const missing = [...offeredClasses(document)]
    .filter((one) => !document.owners.some((owner) => owner.class === one))
    .map((one) =>
      warning(
        'owners',
        `Nobody answers for ${CLASSES[one].title}, so its operations are blocked. Name its three people.`,
      ),
    );
  const alone = document.owners.flatMap(({ business, technical, onCall }, at) =>
    business === technical && technical === onCall
      ? [
          warning(
            `owners.${at}`,
            'One person answers for everything here, and the class stops when they leave. Name different people.',
          ),
        ]
      : [],
  );
  return [...missing, ...alone];
}

function checkLifted({ ruleIds }: Bypass, { rules }: PolicyDocument): readonly Problem[] {
  return ruleIds.flatMap((id, at) => {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined)
      return [error(`ruleIds.${at}`, `There is no rule ${id}. Name a rule that blocks.`)];
    return rule.effect.type === 'block'
      ? []
      : [
          error(
            `ruleIds.${at}`,
            `${id} does not block, so there is nothing to lift. Name a rule that blocks.`,
          ),
        ];
  });
}

function checkTime({ from, until }: Bypass): readonly Problem[] {
  const length = Date.parse(until) - Date.parse(from);
  if (length <= 0) return [error('until', 'The bypass ends before it begins. Choose a later end.')];
  return length > MAX_BYPASS_MILLISECONDS
    ? [error('until', 'A bypass lasts at most 14 days. Choose an earlier end.')]
    : [];
}

/** Approvers, owners, auditors and bypasses: people who are missing or too few, and lifts that lift nothing or last too long. */
export function checkPeople(document: PolicyDocument): readonly Problem[] {
  const bypasses = document.bypasses.flatMap((bypass, at) =>
    [...checkLifted(bypass, document), ...checkTime(bypass)].map((problem) => ({
      ...problem,
      path: `bypasses.${at}.${problem.path}`,
    })),
  );
  const unread =
    document.governance.length === 0
      ? [error('governance', 'Nobody could read the audit trail. Name at least one person.')]
      : [];
  return [
    ...checkChains(document),
    ...checkQuorums(document),
    ...checkOwners(document),
    ...bypasses,
    ...unread,
  ];
}
