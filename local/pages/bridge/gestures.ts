/** What a frame sends with a resolver call that no person asked for; the site knows it as a refresh. */
const NO_GESTURE = 'none';

/** A call this long after a click or key still belongs to it: the app may have had to render or load first. */
const LASTING_MS = 2_000;

/** Tells which click or key of a person a call of the frame belongs to. */
interface Gestures {
  /** A person did something. */
  readonly begin: () => void;
  /** The gesture's name, the same for all that one gesture causes; `none` when a frame acts by itself. */
  readonly current: () => string;
}

/** Creates the record of one frame. Opening the page is the first gesture. `now` is in milliseconds. */
export function createGestures(frame: string, now: () => number): Gestures {
  let count = 0;
  let at = now();
  return {
    begin() {
      // Press, release and click of one moment are one gesture.
      if (now() - at > 500) count += 1;
      at = now();
    },
    current: () => (now() - at <= LASTING_MS ? `${frame.slice(0, 8)}-${count}` : NO_GESTURE),
  };
}
