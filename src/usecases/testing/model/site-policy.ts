import type { PolicyDocument, PolicyVersion } from '../../../contract/policy';
import type { Delegation } from '../../../contract/policy-people';
import type { Rule } from '../../../contract/rule';
import type { OperationId } from '../../../contract/vocabulary';
import { digestOf } from '../../../domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../../domain/policy/default-policy';
import { allowing, LARGE, SMALL } from '../models';
import { BACKUP, CHAIN, DELEGATE, type Who } from './people';

export const QUORUMS = {
  'one of one': { needed: 1, of: 1, isInOrder: false },
  'two of two in order': { needed: 2, of: 2, isInOrder: true },
  'two of three': { needed: 2, of: 3, isInOrder: false },
} as const;

/** What stays the same in a sequence. */
export interface Setting {
  /** Who hands off where nothing else is said; now and then somebody who is of the chain. */
  readonly requester: Who;
  readonly quorum: keyof typeof QUORUMS;
  readonly place: 'subtask' | 'panel';
  readonly mayBackupDecideEarly: boolean;
  readonly needsReading: boolean;
  /** Approvals in a row after which a reviewer is over the limit. */
  readonly maxApprovalsInARow: number;
  /** Whether the first of the chain is away from the start, and another person decides instead. */
  readonly isFirstAway: boolean;
  /** Whether the issue says nothing at the start that could be quoted. */
  readonly isSilent: boolean;
  /** Which engines the policy asks for at the start. */
  readonly tier: EngineTier;
}

/** The composer alone, the small model before it, or the large one before both. */
export const TIERS = [0, 1, 2] as const;
export type EngineTier = (typeof TIERS)[number];

/** The models that a policy would ask for a tier, in this order, whether or not the site has them. */
export const modelsOf = (tier: EngineTier): readonly string[] => [LARGE, SMALL].slice(2 - tier);

/** What an admin changes in the course of a sequence. Times are ISO 8601. */
export interface PolicyNow {
  readonly removed: readonly Who[];
  readonly delegations: readonly Pick<Delegation, 'from' | 'to' | 'since' | 'until'>[];
  /** Who is the technical owner of every class instead of the one that ships. */
  readonly operator: Who | null;
  /** Who wrote the policy in force, and when it was published. */
  readonly author: { readonly who: Who; readonly at: string } | null;
  /** Whether everything is blocked that was allowed when it was sealed. */
  readonly isStricter: boolean;
  /** Whether no rule asks for a gate any more. */
  readonly isLooser: boolean;
  readonly tier: EngineTier;
}

/** The policy that a sequence begins with. */
export const firstPolicy = ({ isFirstAway, tier }: Setting): PolicyNow => ({
  removed: [],
  delegations: isFirstAway
    ? [
        {
          from: 'commander-cho',
          to: DELEGATE,
          since: '2026-11-18T00:00:00.000Z',
          until: '2026-12-18T00:00:00.000Z',
        },
      ]
    : [],
  operator: null,
  author: null,
  isStricter: false,
  isLooser: false,
  tier,
});

/** Operations of a sequence by the gates that its policy asks for. */
export const OPERATIONS_BY_GATES = {
  none: 'gather-diagnostics',
  run: 'compare-baseline',
  use: 'draft-update-note',
  both: 'draft-status-note',
} as const satisfies Readonly<Record<string, OperationId>>;
export type Gates = keyof typeof OPERATIONS_BY_GATES;

export const APPROVAL_HOURS = 4;
export const VALID_HOURS = 3;
export const REVIEW_HOURS = 6;
export const BACKUP_AFTER_HOURS = 2;
export const AUTHOR_PAUSE_HOURS = 24;

const gateRule = (id: string, gate: 'run' | 'use', operations: OperationId[]): Rule => ({
  id,
  priority: 700,
  category: 'control',
  when: { operations },
  effect: { type: 'require-approval', gate },
  threshold: 'Always',
  because: `This sequence asks for the ${gate} gate.`,
});

const { none, run, use, both } = OPERATIONS_BY_GATES;

function rulesOf({ isStricter, isLooser }: PolicyNow): Rule[] {
  const block: Rule = {
    id: 'model-3',
    priority: 700,
    category: 'control',
    when: { kinds: ['incident'] },
    effect: { type: 'block' },
    threshold: 'Never',
    because: 'Nothing is allowed just now.',
  };
  return [
    ...DEFAULT_POLICY.rules,
    ...(isLooser ? [] : [gateRule('model-1', 'run', [run, both]), gateRule('model-2', 'use', [use, both])]),
    ...(isStricter ? [block] : []),
  ];
}

const accounts = (people: readonly Who[], { removed }: PolicyNow) =>
  people
    .filter((who) => !removed.includes(who))
    .map((accountId) => ({ type: 'account' as const, accountId }));

function documentOf(setting: Setting, now: PolicyNow): PolicyDocument {
  const { operator } = now;
  const { gates, limits } = DEFAULT_POLICY;
  return {
    ...allowing([[SMALL], [LARGE]])({ ...DEFAULT_POLICY, rules: rulesOf(now) }),
    engineTier: now.tier,
    tests: [],
    kinds: DEFAULT_POLICY.kinds
      .filter(({ kind }) => kind === 'incident')
      .map((kind) => ({ ...kind, offers: [none, run, use, both], recommended: null })),
    approvers: [
      {
        role: 'incident-commander',
        chain: accounts(CHAIN, now),
        backups: accounts([BACKUP], now),
        quorum: QUORUMS[setting.quorum],
      },
    ],
    owners: DEFAULT_POLICY.owners.map((owners) =>
      operator === null ? owners : { ...owners, technical: operator },
    ),
    delegations: now.delegations.map((one) => ({ ...one, role: null, because: 'Away' })),
    limits: {
      ...limits,
      approvalHours: APPROVAL_HOURS,
      reviewHours: REVIEW_HOURS,
      authorPauseHours: AUTHOR_PAUSE_HOURS,
    },
    gates: {
      ...gates,
      validHours: VALID_HOURS,
      backupAfterHours: BACKUP_AFTER_HOURS,
      mayBackupDecideEarly: setting.mayBackupDecideEarly,
      // Everything is a sign-off, so that reading can be asked for.
      lightReviewUpTo: null,
      doesSignOffNeedReading: setting.needsReading,
      attention: { ...gates.attention, maxApprovalsInARow: setting.maxApprovalsInARow },
    },
  };
}

const digested = new Map<string, Pick<PolicyVersion, 'document' | 'digest'>>();

function documentWithDigest(setting: Setting, now: PolicyNow): Pick<PolicyVersion, 'document' | 'digest'> {
  const key = JSON.stringify([setting, { ...now, author: null }]);
  const known = digested.get(key);
  if (known !== undefined) return known;
  const document = documentOf(setting, now);
  const made = { document, digest: digestOf(document) };
  digested.set(key, made);
  return made;
}

/** The version in force for what an admin has changed so far. */
export function versionOf(setting: Setting, now: PolicyNow, version: number): PolicyVersion {
  return {
    version,
    publishedAt: now.author?.at ?? '2026-11-01T00:00:00.000Z',
    publishedBy: 'admin-ada',
    authors: now.author === null ? [] : [now.author.who],
    ...documentWithDigest(setting, now),
  };
}
