/**
 * The words of a hand-off's record, for the compressor to begin with: a record is a kilobyte or two, of which most is the names of
 * its members. Rows were packed with exactly these words: they MUST never change. Others need another version in `Packed`.
 */
export const RECORD_WORDS = [
  '"engine":{"name":"model","prompt":"","name":"composer","version":"2.0.0","tier":0,"model":null,"prompt":null},"edits":[],"struck":[{"number":1,"reason":"',
  '"policy v went from to and does not match its seal. Superseded: Blocked before a decision: Hand it off again to ask for a new approval.',
  'The output waits for its owner’s review.Written back as an internal comment.Waiting for approval before AI runs.Reading sources and checking quotes.',
  '"takenBack":{"gate":"run","verdict":"reject","verdict":"escalate","as":"backup","via":"transition","reason":"other","note":"',
  '"backupAskedWhy":"Nobody decided within 2 hours."',
  '{"schema":2,"id":"ho-","requester":{"accountId":"","displayName":""},"owner":{"accountId":"","displayName":""},"requestId":"',
  '","seal":"","policyVersion":1,"salt":"","gates":[{"plan":{"gate":"run","role":"security-owner","approvers":[{"accountId":"',
  '","displayName":"","standsInFor":null}],"backup":{"accountId":"","displayName":"","standsInFor":null},"others":[],"needed":1,',
  '"isInOrder":false,"hours":4,"remindAfterHours":1,"backupAfterHours":2,"mayBackupDecideEarly":true,"validHours":24,"risk":"medium",',
  '"review":"light","place":"subtask","ruleId":"data-2","because":"Confidential data is read only after its approver agrees."},',
  '"subtaskType":{"id":"","projectId":""},"openedAt":"2026-","expiresAt":"2026-","seats":[{"approver":{"accountId":"","displayName":"',
  '","standsInFor":null},"askedAt":"2026-","subtask":{"id":"","key":""},"remindedAt":null,"backupAskedAt":null,"backupAskedWhy":null,',
  '"decision":{"gate":"run","verdict":"approve","by":{"accountId":"","displayName":""},"as":"approver","at":"2026-","via":"panel",',
  '"reason":"none","note":""},"takenBack":null}],"validUntil":"2026-","release":null,"seenChanges":["',
  '"]},{"plan":{"gate":"use","role":"incident-commander","approvers":[{"accountId":"","displayName":"","standsInFor":null}],"backup":',
  '"risk":"high","review":"sign-off","place":"panel","ruleId":"comm-1","because":"This text is meant for people outside the team."},',
  '"subtaskType":null,"openedAt":null,"expiresAt":null,"seats":[{"approver":{"askedAt":null,"subtask":null,"remindedAt":null,',
  '"backupAskedAt":null,"backupAskedWhy":null,"decision":null,"takenBack":null}],"validUntil":null,"release":null,"seenChanges":[]}],',
  '"reviewHours":72,"runMinutes":4,"updatedAt":"2026-","dueAt":"2026-","explanation":"Approved by at the run gate.Accepted by ',
  '","review":{"verdict":"accept","by":{"accountId":"","displayName":""},"at":"2026-","reason":"none","note":"","struck":[],"audience":',
  '"internal"},"review":null,"escalationAnswer":null,"writtenBack":{"commentId":"","at":"2026-"},"writtenBack":null,"erased":{"packet":null,',
  '"output":null},"eraseFrom":null,"project":{"projectKey":"","projectType":"service_desk"}}',
].join('');
