import type { GateKind, ReviewVerdict, Verdict } from '../../../contract/vocabulary';
import type { JiraApp } from '../../../ports/jira';
import type { PortErrorCode } from '../../../ports/port-error';
import type { Who } from './people';
import type { CrashPlan } from './power';
import type { EngineTier, Gates } from './site-policy';

export const EDITS = [
  'the severity',
  'the description',
  'a comment that was used',
  'a new comment',
  'the security level',
  'all its words',
] as const;
export const SABOTAGES = [
  'assigns it to the outsider',
  'writes another summary and description',
  'deletes its property',
  'forges its property',
  'moves it under another issue',
  'makes it an issue of its own',
  'moves it to another project',
  'deletes it',
  'clones it and approves the clone',
] as const;
/** Statuses of a subtask; the last two decide nothing. */
export const STATUSES = ['Approved', 'Rejected', 'Escalated', 'In progress', 'Open'] as const;

/** What happens to the event of a change in Jira. */
export const EVENTS = ['sent', 'lost', 'twice'] as const;
type Event = (typeof EVENTS)[number];

/** How a model behaves that a policy names: the first two answer, the last is taken from the site. */
export const BEHAVIOURS = ['honest', 'lying', 'down', 'without form', 'silent', 'retired'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];
export const MODELS = ['small', 'large'] as const;

/** Which of the things that a person must name is right: all, or all but one. */
export const SHOWN = ['everything', 'another seal', 'another release', 'no release'] as const;

/** Something that is asked of the app. What it names by a place (`nth`, `seat`) is what stands there then, if anything. */
export type Request =
  | { readonly do: 'hand off'; readonly who: Who; readonly gates: Gates; readonly isStale: boolean }
  | {
      readonly do: 'go on';
      readonly by: 'panel' | 'move';
      readonly isForCustomer: boolean;
      readonly gates: Gates;
    }
  | { readonly do: 'the backup approves' }
  | {
      readonly do: 'decide';
      readonly who: Who | 'whoever is asked';
      readonly seat: number;
      readonly gate: GateKind | 'the open one';
      readonly verdict: Verdict;
      readonly shown: (typeof SHOWN)[number];
      readonly isRead: boolean;
    }
  | {
      readonly do: 'review';
      readonly who: Who;
      readonly verdict: ReviewVerdict;
      readonly isForCustomer: boolean;
      readonly strikes: boolean;
    }
  | { readonly do: 'withdraw' | 'remind' | 'answer'; readonly who: Who }
  | { readonly do: 'sweep' }
  | { readonly do: 'deliver everything' }
  | { readonly do: 'deliver' | 'deliver twice'; readonly nth: number };

/** Something that happens beside the app: in Jira, in the admin's policy, in time, on the queue and in storage. */
export type Disturbance =
  | {
      readonly do: 'move';
      readonly who: Who | 'whoever is asked' | 'whoever decided last';
      readonly seat: number;
      readonly to: (typeof STATUSES)[number];
      readonly event: Event;
    }
  | { readonly do: 'sabotage'; readonly seat: number; readonly how: (typeof SABOTAGES)[number] }
  | { readonly do: 'edit'; readonly what: (typeof EDITS)[number] }
  | { readonly do: 'change policy'; readonly change: PolicyChange }
  | { readonly do: 'set account'; readonly who: Who; readonly isActive: boolean }
  | { readonly do: 'halt'; readonly isHalted: boolean }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'lose'; readonly nth: number }
  | { readonly do: 'Jira fails'; readonly call: keyof JiraApp; readonly code: PortErrorCode | null }
  | { readonly do: 'damage'; readonly what: 'the packet' | 'the output' }
  | {
      readonly do: 'model';
      readonly model: (typeof MODELS)[number];
      readonly becomes: Behaviour;
    };

/** An edit of the policy in force, at once. */
export type PolicyChange =
  | { readonly what: 'remove' | 'make operator' | 'let write it'; readonly who: Who }
  | { readonly what: 'delegate'; readonly from: Who; readonly to: Who; readonly hours: number }
  | { readonly what: 'tier'; readonly tier: EngineTier }
  | { readonly what: 'end delegations' | 'restore' | 'stricter' | 'looser' };

/** One step of a sequence. A process can die only where one is at work. */
export type Command =
  | { readonly kind: 'request'; readonly request: Request; readonly crash: CrashPlan | null }
  | { readonly kind: 'disturbance'; readonly disturbance: Disturbance };

function policyWords(change: PolicyChange): string {
  switch (change.what) {
    case 'remove':
      return `takes ${change.who} out of the approvers`;
    case 'make operator':
      return `makes ${change.who} technical owner of every class`;
    case 'let write it':
      return `publishes what ${change.who} wrote`;
    case 'delegate':
      return `lets ${change.to} decide for ${change.from} for ${change.hours} h`;
    case 'tier':
      return `asks for engines of tier ${change.tier}`;
    case 'end delegations':
      return 'ends all delegations';
    case 'restore':
      return 'puts the first policy back';
    case 'stricter':
      return 'blocks everything';
    case 'looser':
      return 'asks for no gate any more';
  }
}

/** Words that are added where something holds. */
const when = (holds: boolean, words: string): string => (holds ? words : '');

function disturbanceWords(done: Disturbance): string {
  switch (done.do) {
    case 'move':
      return `${done.who} moves the subtask of seat ${done.seat} to ${done.to}; event ${done.event}`;
    case 'sabotage':
      return `somebody takes the subtask of seat ${done.seat} and ${done.how}`;
    case 'edit':
      return `somebody edits ${done.what} of the issue`;
    case 'change policy':
      return `an admin ${policyWords(done.change)}`;
    case 'set account':
      return `the account ${done.who} is ${done.isActive ? 'active again' : 'deactivated'}`;
    case 'halt':
      return `an admin ${done.isHalted ? 'halts' : 'resumes'} the site`;
    case 'wait':
      return `${done.seconds} seconds pass`;
    case 'lose':
      return `the queue loses item ${done.nth}`;
    case 'Jira fails':
      return `Jira answers ${done.call} with ${done.code ?? 'what was asked'} from now on`;
    case 'model':
      return `the ${done.model} model is ${done.becomes} from now on`;
    case 'damage':
      return `something damages ${done.what} in storage`;
  }
}

function requestWords(asked: Request): string {
  switch (asked.do) {
    case 'hand off':
      return `${asked.who} hands off (gates: ${asked.gates})${when(asked.isStale, ' what was shown before an edit')}`;
    case 'go on':
      return `the queue is worked off and the next person does what is right (by ${asked.by}${when(asked.isForCustomer, ', for the customer')}, gates: ${asked.gates})`;
    case 'the backup approves':
      return 'the queue is worked off and the backup approves what waits';
    case 'decide':
      return `${asked.who} tries to ${asked.verdict} seat ${asked.seat} of ${asked.gate} gate, naming ${asked.shown}${when(!asked.isRead, ', unread')}`;
    case 'review':
      return `${asked.who} tries to ${asked.verdict} the output${when(asked.isForCustomer, ' for the customer')}${when(asked.strikes, ' without its first claim')}`;
    case 'withdraw':
    case 'remind':
    case 'answer':
      return `${asked.who} tries to ${asked.do}`;
    case 'sweep':
      return 'the sweep runs';
    case 'deliver everything':
      return 'the queue is worked off';
    case 'deliver':
    case 'deliver twice':
      return `the queue is to ${asked.do} item ${asked.nth}`;
  }
}

/** A command as a sentence. */
export function toSentence(command: Command): string {
  if (command.kind === 'disturbance') return disturbanceWords(command.disturbance);
  const { request, crash } = command;
  const dies =
    crash === null ? '' : `; the process dies ${crash.when} its call ${crash.call} to the platform`;
  return `${requestWords(request)}${dies}`;
}
