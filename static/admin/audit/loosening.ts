import type { AuditPolicy } from '../../../src/contract/policy';

/** Whether one policy keeps texts for fewer days than the other: what is older than that goes at the next daily run. */
export const isShorter = (next: AuditPolicy, inForce: AuditPolicy): boolean =>
  next.retentionDays.packets < inForce.retentionDays.packets ||
  next.retentionDays.outputs < inForce.retentionDays.outputs;

/** Whether one policy lets go of something that a legal hold of the other keeps. */
export const isReleasing = ({ legalHold: next }: AuditPolicy, { legalHold: inForce }: AuditPolicy): boolean =>
  !next.everything && (inForce.everything || inForce.issueKeys.some((key) => !next.issueKeys.includes(key)));
