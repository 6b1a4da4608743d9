import type { HandoffState } from '../../src/contract/vocabulary';
import type { NoticeTone } from '../elements/notice';

/** How an end is told: what it means, what to do next, and whether the same can be asked for again. */
export interface Ending {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly next: string;
  readonly canAskAgain: boolean;
}

/** The words of every end that wants a next step, each told apart (U10). What exactly happened is the hand-off's own explanation. */
export const ENDINGS: Readonly<Partial<Record<HandoffState, Ending>>> = {
  superseded: {
    tone: 'warning',
    title: 'What was sealed is not what stands here now, so nothing more happens with it.',
    next: 'Ask again to seal the issue as it is now and to have that decided.',
    canAskAgain: true,
  },
  'timed-out': {
    tone: 'info',
    title: 'Nobody decided in time. This is no refusal.',
    next: 'Ask again, or ask the people first whether they can decide.',
    canAskAgain: true,
  },
  'no-reachable-approver': {
    tone: 'warning',
    title: 'Nobody who may decide this can be reached.',
    next: 'A policy admin names approvers and backups, or a delegation; then ask again.',
    canAskAgain: true,
  },
  blocked: {
    tone: 'warning',
    title: 'This could not go on.',
    next: 'Once the cause is gone, hand it off again.',
    canAskAgain: true,
  },
  withdrawn: {
    tone: 'info',
    title: 'The requester took this back.',
    next: 'Nothing was written back. It can be asked for again at any time.',
    canAskAgain: true,
  },
  'insufficient-evidence': {
    tone: 'warning',
    title: 'Not confident enough: please review this by hand.',
    next: 'Nothing is used or posted. Once what is missing stands on the issue, ask again.',
    canAskAgain: true,
  },
  'run-failed': {
    tone: 'warning',
    title: 'The run ended without an output that may be shown.',
    next: 'Nothing is used or posted. Go on by hand, or ask again.',
    canAskAgain: true,
  },
  rejected: {
    tone: 'info',
    title: 'A person said no to this.',
    next: 'Nothing is used. Read the reason before anybody asks for it again.',
    canAskAgain: false,
  },
  escalated: {
    tone: 'info',
    title: 'A person passed this on to people to decide.',
    next: 'Nothing is used. People decide about it outside of the AI operation.',
    canAskAgain: false,
  },
};
