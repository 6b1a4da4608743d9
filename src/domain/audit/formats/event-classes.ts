import type { AuditEntry, AuditEvent } from '../../../contract/audit';

/** Activities of OCSF API Activity; `Other` carries its own name. */
export type Activity = 'Create' | 'Read' | 'Update' | 'Delete' | { readonly other: string };

/** How an event is filed: its category and title as people read them, and what it does as a SIEM counts it. */
export interface EventClass {
  readonly category: string;
  readonly title: string;
  readonly activity: Activity;
}

const filed = (category: string, title: string, activity: Activity): EventClass => ({
  category,
  title,
  activity,
});
const other = (name: string): Activity => ({ other: name });

export const EVENT_CLASSES: Readonly<Record<AuditEvent, EventClass>> = {
  'handoff.requested': filed('Hand-off', 'Hand-off requested', 'Create'),
  'eligibility.decided': filed('Policy', 'Policy decided', other('Decide')),
  'scope.confirmed': filed('Hand-off', 'Scope confirmed', other('Confirm')),
  'approval.requested': filed('Approval', 'Approval requested', 'Create'),
  'approval.subtask-created': filed('Approval', 'Approval subtask created', 'Create'),
  'approval.decided': filed('Approval', 'Approval decided', other('Decide')),
  'approval.ignored': filed('Approval', 'Decision ignored', other('Ignore')),
  'approval.invalidated': filed('Approval', 'Approval invalidated', 'Update'),
  'approval.attention': filed('Approval', 'How a decision came about', other('Observe')),
  'approval.backup-asked': filed('Approval', 'Backup asked', 'Update'),
  'approval.reminded': filed('Approval', 'Approver reminded', other('Remind')),
  'approval.held-in-panel': filed('Approval', 'Approval held in the panel', 'Create'),
  'escalation.answered': filed('Approval', 'Escalation answered', 'Update'),
  'incident.raised': filed('Incident', 'Incident raised', 'Create'),
  'run.queued': filed('Run', 'Run queued', other('Queue')),
  'run.started': filed('Run', 'Run started', other('Start')),
  'guardrail.decided': filed('Guardrail', 'Guardrail decided', other('Decide')),
  'run.finished': filed('Run', 'Run finished', other('Finish')),
  'run.failed': filed('Run', 'Run failed', other('Fail')),
  'output.reviewed': filed('Review', 'Output reviewed', other('Review')),
  'writeback.intent': filed('Write-back', 'Write-back intended', other('Intend')),
  'writeback.done': filed('Write-back', 'Written back', 'Create'),
  'comment.changed': filed('Write-back', 'Comment found changed', 'Update'),
  'handoff.withdrawn': filed('Hand-off', 'Hand-off withdrawn', 'Update'),
  'handoff.timed-out': filed('Hand-off', 'Hand-off timed out', 'Update'),
  'handoff.halted': filed('Hand-off', 'Hand-off halted', 'Update'),
  'effect.done': filed('Effect', 'Effect done', other('Complete')),
  'effect.failed': filed('Effect', 'Effect failed', other('Fail')),
  'record.erased': filed('Privacy', 'Texts erased', 'Delete'),
  'policy.draft': filed('Control', 'Policy draft changed', 'Update'),
  'policy.changed': filed('Control', 'Policy changed', 'Update'),
  'class.changed': filed('Control', 'Class stopped or resumed', 'Update'),
  'bypass.used': filed('Policy', 'Bypass used', other('Bypass')),
  'killswitch.changed': filed('Control', 'Switch changed', 'Update'),
  'export.made': filed('Access', 'Export made', 'Read'),
  'access.denied': filed('Access', 'Access denied', other('Deny')),
  'checkpoint.written': filed('Integrity', 'Checkpoint written', 'Create'),
  'checkpoint.published': filed('Integrity', 'Checkpoint published', 'Create'),
  'integrity.checked': filed('Integrity', 'Integrity checked', 'Read'),
  'person.erased': filed('Privacy', 'Person erased', 'Delete'),
};

/** Whether a step did what it set out to do; `detail` says what went wrong; `code` is null where the entry has none. */
export type EntryOutcome =
  | { readonly isFailure: false }
  | { readonly isFailure: true; readonly code: string | null; readonly detail: string };

const failure = (code: string | null, detail: string): EntryOutcome => ({
  isFailure: true,
  code,
  detail,
});

/**
 * A step failed when what was asked did not come about: a run or an effect that broke, a call that was refused, a decision that
 * did not count, a comment that the wrong people could read, a trail that does not verify. A rejection or a block by policy is an answer, not a failure.
 */
export function outcomeOf(entry: AuditEntry): EntryOutcome {
  if (entry.event === 'run.failed') return failure(entry.details.attribution, entry.details.why);
  if (entry.event === 'effect.failed') return failure(entry.details.code, entry.details.effect);
  if (entry.event === 'access.denied') return failure(entry.details.code, entry.details.call);
  if (entry.event === 'approval.ignored') return failure(null, entry.details.why);
  if (entry.event === 'incident.raised') return failure(entry.details.kind, entry.details.subject);
  if (entry.event === 'integrity.checked' && entry.details.firstBroken !== null)
    return failure(null, entry.details.firstBroken);
  return { isFailure: false };
}

/** Severities of OCSF that an entry can have. */
export const SEVERITIES = ['Informational', 'Low', 'Medium', 'High', 'Critical'] as const;
export type ExportSeverity = (typeof SEVERITIES)[number];

const BY_EVENT: Partial<Readonly<Record<AuditEvent, ExportSeverity>>> = {
  'approval.ignored': 'Low',
  'approval.invalidated': 'Low',
  'approval.backup-asked': 'Low',
  'incident.raised': 'High',
  'comment.changed': 'Medium',
  'handoff.timed-out': 'Low',
  'run.failed': 'Low',
  'export.made': 'Low',
  'handoff.halted': 'Medium',
  'effect.failed': 'Medium',
  'access.denied': 'Medium',
  'policy.draft': 'Low',
  'policy.changed': 'Medium',
  'class.changed': 'Medium',
  'bypass.used': 'Medium',
  'killswitch.changed': 'High',
};

const BY_CHECK: Readonly<Record<AuditEntry['checks'][number]['verdict'], ExportSeverity>> = {
  allowed: 'Informational',
  modified: 'Low',
  blocked: 'Medium',
  escalated: 'Medium',
};

/** How soon somebody should look: the most severe of the event and its checks; a trail that does not verify is critical. */
export function severityOf(entry: AuditEntry): ExportSeverity {
  if (entry.event === 'integrity.checked' && entry.details.firstBroken !== null) return 'Critical';
  if (entry.event === 'approval.attention' && entry.details.over !== null) return 'Low';
  const own = BY_EVENT[entry.event] ?? 'Informational';
  return entry.checks
    .map(({ verdict }) => BY_CHECK[verdict])
    .reduce((most, next) => (SEVERITIES.indexOf(next) > SEVERITIES.indexOf(most) ? next : most), own);
}
