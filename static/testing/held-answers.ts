/** Answers that come when the test says so, in the order of the calls. */
export interface HeldAnswers<A> {
  readonly ask: () => Promise<A>;
  /** Answers the oldest call that still waits; throws where none does. */
  readonly answer: (answer: A) => void;
}

export function holdAnswers<A>(): HeldAnswers<A> {
  const waiting: ((answer: A) => void)[] = [];
  return {
    ask: () => new Promise((resolve) => waiting.push(resolve)),
    answer: (answer) => {
      const resolve = waiting.shift();
      if (resolve === undefined) throw new Error('No call waits for an answer.');
      resolve(answer);
    },
  };
}
