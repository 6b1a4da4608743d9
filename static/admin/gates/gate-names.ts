import type { GateSettings } from '../../../src/contract/policy';

type Attention = keyof GateSettings['attention'];

/** A setting of gates, by its place below `gates/`. */
type GatePlace = Exclude<keyof GateSettings, 'attention'> | `attention/${Attention}`;

/** What a setting is called, beside its field and where it is compared. */
export const GATE_NAMES: Readonly<Record<GatePlace, string>> = {
  validHours: 'Hours for which an approval counts',
  remindAfterHours: 'Hours until a reminder',
  backupAfterHours: 'Hours until the backup is asked',
  mayBackupDecideEarly: 'The backup may decide before being asked',
  lightReviewUpTo: 'A light review is enough up to',
  doesSignOffNeedReading: 'A sign-off needs what AI read to be opened',
  allowsBatch: 'Several gates of low risk may be approved at once',
  'attention/minSecondsPerThousandWords': 'Seconds for 1,000 words at least',
  'attention/maxQuickInARow': 'Quick approvals in a row at most',
  'attention/maxApprovalsInARow': 'Approvals in a row at most',
  'attention/maxDecisionsPerDay': 'Decisions a day at most',
};

export const isGatePlace = (place: string): place is GatePlace => Object.hasOwn(GATE_NAMES, place);
