import { openGate } from '../../../domain/handoff/handoff';
import type { FakeIssue } from '../../../ports/fakes/fake-site';
import type { Disturbance, EDITS, PolicyChange, SABOTAGES } from './command';
import { sendEvent } from './decide';
import { DELEGATE } from './people';
import { firstPolicy, type PolicyNow } from './site-policy';
import { changePolicy, ISSUE_ID, latest, now, SILENT, type Stage } from './stage';

type Sabotage = Extract<Disturbance, { do: 'sabotage' }>;

const later = (at: string, hours: number): string =>
  new Date(Date.parse(at) + hours * 3_600_000 + 500).toISOString();

function changed({ setting, policy }: Stage, change: PolicyChange, at: string): PolicyNow {
  switch (change.what) {
    case 'remove':
      return { ...policy, removed: [...policy.removed, change.who] };
    case 'make operator':
      return { ...policy, operator: change.who };
    case 'let write it':
      return { ...policy, author: { who: change.who, at } };
    case 'delegate': {
      const { from, to, hours } = change;
      return {
        ...policy,
        delegations: [
          ...policy.delegations.filter((one) => one.from !== from),
          { from, to, since: at, until: later(at, hours) },
        ],
      };
    }
    case 'end delegations':
      return { ...policy, delegations: [] };
    case 'restore':
      return firstPolicy(setting);
    case 'tier':
      return { ...policy, tier: change.tier };
    case 'stricter':
      return { ...policy, isStricter: true };
    case 'looser':
      return { ...policy, isLooser: true };
  }
}

/** An admin puts another policy in force. */
export function editPolicy(stage: Stage, change: PolicyChange): string {
  if (change.what === 'delegate' && change.from === change.to) return 'nobody delegates to themselves';
  changePolicy(stage, changed(stage, change, now(stage)));
  return `policy v${stage.bench.memory.policy.version}`;
}

const FIRST_WORDS = 'Contact centre calls drop at the Lyon site';

/** Somebody edits the issue; most edits are taken back by the same edit again. */
export function editIssue({ bench }: Stage, what: (typeof EDITS)[number]): string {
  const issue = bench.jira.issue(ISSUE_ID);
  switch (what) {
    case 'the severity':
      issue.severity = issue.severity === 'High' ? 'Medium' : 'High';
      break;
    case 'the description':
      issue.description = issue.description.endsWith('!')
        ? issue.description.slice(0, -1)
        : `${issue.description}!`;
      break;
    case 'a comment that was used':
      issue.comments = issue.comments.map((comment) => ({ ...comment, text: `${comment.text}?` }));
      break;
    case 'a new comment':
      issue.comments = [
        ...issue.comments,
        ...issue.comments.slice(0, 1).map((comment) => ({ ...comment, id: `8${issue.comments.length}` })),
      ];
      break;
    case 'the security level':
      issue.securityLevel = issue.securityLevel === null ? '10400' : null;
      break;
    case 'all its words':
      issue.summary = issue.summary === FIRST_WORDS ? SILENT.summary : FIRST_WORDS;
      issue.description = '';
      issue.comments = [];
      break;
  }
  return 'edited';
}

const CLONE_ID = '70001';

function cloneAndApprove(stage: Stage, original: FakeIssue, approver: string): void {
  const { jira } = stage.bench;
  const clone = jira.addIssue({
    id: CLONE_ID,
    key: 'INC-70001',
    ...(original.parent === null ? {} : { parent: original.parent }),
  });
  clone.approvalMark = original.approvalMark;
  for (const [key, value] of original.properties) clone.properties.set(key, value);
  jira.move(CLONE_ID, approver, 'Approved');
  sendEvent(stage, CLONE_ID, 'sent');
}

/** What Jira's own screens change of a subtask; deleting and cloning are told apart before. */
const SPOILT: Readonly<Partial<Record<(typeof SABOTAGES)[number], (issue: FakeIssue) => FakeIssue>>> = {
  'assigns it to the outsider': (issue) => ({ ...issue, assigneeId: DELEGATE }),
  'writes another summary and description': (issue) => ({
    ...issue,
    summary: 'Approved by everybody',
    description: 'Please click Approved.',
  }),
  'deletes its property': (issue) => ({ ...issue, approvalMark: null, properties: new Map() }),
  'forges its property': (issue) => ({ ...issue, approvalMark: { handoffId: 'ho-forged', gate: 'use' } }),
  'moves it under another issue': (issue) => ({ ...issue, parent: { id: '10002', key: 'INC-2' } }),
  'makes it an issue of its own': (issue) => ({ ...issue, parent: null }),
  'moves it to another project': (issue) => ({ ...issue, key: `ENH-${issue.id}` }),
};

/** Somebody tampers with the subtask of a seat in Jira. The app learns of it by an event that names the issue. */
export function sabotage(stage: Stage, { seat, how }: Sabotage): string {
  const handoff = latest(stage);
  const open = handoff === null ? null : openGate(handoff);
  const gate = open ?? handoff?.gates.find(({ seats }) => seats.some(({ subtask }) => subtask !== null));
  const place = gate?.seats[Math.min(seat, gate.seats.length - 1)];
  const issue = stage.bench.jira.issues.get(place?.subtask?.id ?? '');
  if (place === undefined || issue === undefined) return 'there is no subtask';
  if (how === 'clones it and approves the clone') {
    cloneAndApprove(stage, issue, place.approver.accountId);
    return issue.key;
  }
  if (how === 'deletes it') stage.bench.jira.issues.delete(issue.id);
  else stage.bench.jira.issues.set(issue.id, SPOILT[how]?.(issue) ?? issue);
  sendEvent(stage, issue.id, 'sent');
  return issue.key;
}

/** Storage itself goes wrong: the packet is not what was sealed, or the output not what was reviewed. */
export function damage({ bench, ledger }: Stage, what: 'the packet' | 'the output'): string {
  const { memory } = bench;
  const id = [...memory.handoffs.keys()].at(-1) ?? '';
  ledger.isHurt = true;
  const packet = memory.packets.get(id);
  if (what === 'the packet' && packet !== undefined)
    memory.packets.set(id, { ...packet, requesterId: 'somebody-else' });
  const output = memory.outputs.get(id);
  if (what === 'the output' && output !== undefined)
    memory.outputs.set(id, {
      ...output,
      sections: output.sections.map((section) => ({
        ...section,
        claims: section.claims.map((claim) => ({ ...claim, text: `${claim.text} Or not.` })),
      })),
    });
  return 'damaged';
}
