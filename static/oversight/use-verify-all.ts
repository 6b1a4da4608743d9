import { useQueryClient } from '@tanstack/react-query';
import type { CallOutput } from '../../src/contract/calls';
import { usePort } from '../app-port';
import { useWalk, type Walk } from './use-walk';

type Known = CallOutput<'oversight.verification'>;

/** Where the walk over everything stands on this page; the server keeps the real place. */
interface VerifyPlace {
  /** What the next call is: look whether a walk is unfinished, begin a new one, or go on. */
  readonly next: 'look' | 'begin' | 'go-on';
  readonly isFinished: boolean;
}

export interface VerifyAll extends Pick<Walk<VerifyPlace>, 'isRunning' | 'failure' | 'stop'> {
  /** Goes on with an unfinished walk, whoever began it, and begins one where there is none. */
  readonly verify: () => void;
  readonly startOver: () => void;
  /** Takes the step that failed again. */
  readonly retry: () => void;
}

const LOOK: VerifyPlace = { next: 'look', isFinished: false };
const BEGIN: VerifyPlace = { next: 'begin', isFinished: false };

/** Walks over every chain and checkpoint; what it found so far stands in the cache under `oversight.verification`. */
export function useVerifyAll(): VerifyAll {
  const port = usePort();
  const client = useQueryClient();
  const keep = (known: Known): void => void client.setQueryData<Known>(['oversight.verification', {}], known);
  const look = async (): Promise<VerifyPlace> => {
    const known = await port.call('oversight.verification', {});
    keep(known);
    const isUnfinished = known.verification !== null && known.verification.finishedAt === null;
    return { next: isUnfinished ? 'go-on' : 'begin', isFinished: false };
  };
  const advance = async (restart: boolean): Promise<VerifyPlace> => {
    const verification = await port.call('oversight.verify-all', { restart });
    keep({ verification });
    return { next: 'go-on', isFinished: verification.finishedAt !== null };
  };
  const walk = useWalk<VerifyPlace>({
    step: ({ next }) => (next === 'look' ? look() : advance(next === 'begin')),
    isDone: ({ isFinished }) => isFinished,
  });
  return {
    isRunning: walk.isRunning,
    failure: walk.failure,
    stop: walk.stop,
    verify: () => walk.walk(LOOK),
    startOver: () => walk.walk(BEGIN),
    retry: () => walk.walk(walk.place ?? LOOK),
  };
}
