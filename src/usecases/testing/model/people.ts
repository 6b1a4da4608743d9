/** Who takes part in a sequence: accounts of the local site's people (interfaces.md). */
export type Who =
  | 'agent-ana'
  | 'agent-ben'
  | 'commander-cho'
  | 'manager-mia'
  | 'secowner-sam'
  | 'backup-bo'
  | 'outsider-oz'
  | 'bot-automation'
  | 'gone-gil';

export const REQUESTER: Who = 'agent-ana';
/** Owns the issue, reviews its outputs, and is on call for the AI. */
export const OWNER: Who = 'agent-ben';

/** The chain of the role that approves, in order. */
export const CHAIN: readonly Who[] = ['commander-cho', 'manager-mia', 'secowner-sam'];
/** Who stands in. */
export const BACKUP: Who = 'backup-bo';
/** Holds no role, and gets what others delegate. */
export const DELEGATE: Who = 'outsider-oz';

/** Everybody, those who may decide more often than those who may never: an automation, an inactive account and the involved. */
export const ANYBODY: readonly Who[] = [
  REQUESTER,
  OWNER,
  DELEGATE,
  'bot-automation',
  'gone-gil',
  ...CHAIN,
  ...CHAIN,
  BACKUP,
  BACKUP,
];
