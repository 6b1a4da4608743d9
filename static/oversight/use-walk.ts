import { useCallback, useEffect, useRef, useState } from 'react';
import { CallFailure } from '../app-port';

/** A long piece of work that is done call by call: where it stands, and the ways to go on and to stop. */
export interface Walk<P> {
  /** The place after the last call that was answered; null before the first walk and once it was dropped. */
  readonly place: P | null;
  readonly isRunning: boolean;
  readonly failure: CallFailure | null;
  /** Walks from this place until it is done. A walk that runs already is left behind. */
  readonly walk: (from: P) => void;
  /** Asks no further; the place stays. An answer that is still on its way is ignored. */
  readonly stop: () => void;
  /** Stops and forgets the place. */
  readonly drop: () => void;
}

interface Steps<P> {
  /** Takes one step. Rejects with a `CallFailure`; the place before it is kept. */
  readonly step: (from: P) => Promise<P>;
  readonly isDone: (place: P) => boolean;
  /** What is done once at the end, unless the walk was stopped meanwhile. When it throws, the last step counts as not taken. */
  readonly finish?: (place: P) => P;
}

type Standing<P> = Pick<Walk<P>, 'place' | 'isRunning' | 'failure'>;

const toFailure = (error: unknown): CallFailure =>
  error instanceof CallFailure
    ? error
    : new CallFailure({ code: 'unexpected', message: 'Something went wrong on this page.', retryable: true });

/** Does long work call by call, so that it can be watched, stopped, and gone on with after a failure without a loss. */
export function useWalk<P>({ step, isDone, finish = (place) => place }: Steps<P>): Walk<P> {
  const [standing, setStanding] = useState<Standing<P>>({ place: null, isRunning: false, failure: null });
  // Only the newest walk may say where it stands.
  const turn = useRef(0);
  const stop = useCallback((): void => {
    turn.current += 1;
    setStanding((now) => ({ ...now, isRunning: false }));
  }, []);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  const follow = async (from: P): Promise<void> => {
    turn.current += 1;
    const own = turn.current;
    const say = (now: Standing<P>): void => {
      if (turn.current === own) setStanding(now);
    };
    let place = from;
    say({ place, isRunning: true, failure: null });
    try {
      while (!isDone(place)) {
        const next = await step(place);
        if (turn.current !== own) return;
        place = isDone(next) ? finish(next) : next;
        say({ place, isRunning: !isDone(place), failure: null });
      }
    } catch (error) {
      say({ place, isRunning: false, failure: toFailure(error) });
    }
  };
  const drop = (): void => {
    turn.current += 1;
    setStanding({ place: null, isRunning: false, failure: null });
  };
  return { ...standing, walk: (from) => void follow(from), stop, drop };
}
