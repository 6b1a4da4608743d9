import type { AuditPolicy, PolicyDocument } from '../../src/contract/policy';

/** Who reads the trail, by account, and the audit policy as its fields hold it: numbers and lists as they are typed. */
export interface AuditForm {
  readonly readers: readonly string[];
  readonly checkpointIssueKey: string;
  readonly hasFeed: boolean;
  readonly packets: string;
  readonly outputs: string;
  readonly holdsEverything: boolean;
  readonly heldIssues: string;
}

/** What is wrong with a field, in a sentence; nothing where nothing is. */
export type Faults = Readonly<Partial<Record<keyof AuditForm, string>>>;

const ISSUE_KEY = /^[A-Z][A-Z0-9_]{0,31}-[1-9]\d{0,11}$/u;
/** Bounds of the contract: EU AI Act, 26(6), below; ten years above. */
export const DAYS = { shortest: 180, longest: 3_650 } as const;
const MOST_HELD = 200;
const MOST_READERS = 50;

const keyOf = (text: string): string => text.trim().toUpperCase();
const keysIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/u)
      .map(keyOf)
      .filter((key) => key !== ''),
  ),
];
/** A whole number of days, or NaN: `180.5`, `1e3` and an empty field are none. */
const daysIn = (text: string): number => (/^\d{1,5}$/u.test(text.trim()) ? Number(text) : Number.NaN);
const isPeriod = (text: string): boolean => daysIn(text) >= DAYS.shortest && daysIn(text) <= DAYS.longest;

/** The form of a policy. */
export const toForm = ({
  governance,
  audit: { checkpointIssueKey, hasFeed, retentionDays, legalHold },
}: Pick<PolicyDocument, 'governance' | 'audit'>): AuditForm => ({
  readers: governance,
  checkpointIssueKey: checkpointIssueKey ?? '',
  hasFeed,
  packets: String(retentionDays.packets),
  outputs: String(retentionDays.outputs),
  holdsEverything: legalHold.everything,
  heldIssues: legalHold.issueKeys.join(', '),
});

/** The audit policy of a form without faults. A feed needs an issue to stand on, so without one there is none. */
export function toPolicy(form: AuditForm): AuditPolicy {
  const issueKey = keyOf(form.checkpointIssueKey);
  return {
    checkpointIssueKey: issueKey === '' ? null : issueKey,
    hasFeed: form.hasFeed && issueKey !== '',
    retentionDays: { packets: daysIn(form.packets), outputs: daysIn(form.outputs) },
    legalHold: { everything: form.holdsEverything, issueKeys: keysIn(form.heldIssues) },
  };
}

function heldFault(text: string): string | null {
  const keys = keysIn(text);
  const wrong = keys.find((key) => !ISSUE_KEY.test(key));
  if (wrong !== undefined) return `“${wrong}” is not an issue key.`;
  return keys.length > MOST_HELD ? `At most ${MOST_HELD} issues can be held; hold everything instead.` : null;
}

function readersFault({ length }: readonly string[]): string | null {
  if (length === 0) return 'Nobody may read the audit trail. Find a person and add them.';
  return length > MOST_READERS ? `At most ${MOST_READERS} people can read the audit trail.` : null;
}

const PERIOD_FAULT = `A whole number of days from ${DAYS.shortest} to ${DAYS.longest}.`;

/** What has to be mended before the form can be published. The server checks all of it again. */
export function faultsOf(form: AuditForm): Faults {
  const issueKey = keyOf(form.checkpointIssueKey);
  const held = heldFault(form.heldIssues);
  const readers = readersFault(form.readers);
  return {
    ...(readers === null ? {} : { readers }),
    ...(issueKey === '' || ISSUE_KEY.test(issueKey)
      ? {}
      : { checkpointIssueKey: `“${issueKey}” is not an issue key.` }),
    ...(isPeriod(form.packets) ? {} : { packets: PERIOD_FAULT }),
    ...(isPeriod(form.outputs) ? {} : { outputs: PERIOD_FAULT }),
    ...(held === null ? {} : { heldIssues: held }),
  };
}

/** Whether a form keeps texts for fewer days than the policy in force: what is older than that goes at the next daily run. */
export const isShorter = (form: AuditForm, inForce: AuditPolicy): boolean =>
  daysIn(form.packets) < inForce.retentionDays.packets ||
  daysIn(form.outputs) < inForce.retentionDays.outputs;

/** Whether a form lets go of something that a legal hold keeps now. */
export function isReleasing(form: AuditForm, { legalHold }: AuditPolicy): boolean {
  if (form.holdsEverything) return false;
  const held = keysIn(form.heldIssues);
  return legalHold.everything || legalHold.issueKeys.some((key) => !held.includes(key));
}
