import { toolAnswer, type FakeAnswerer } from '../../../ports/fakes/platform.fake';
import type { Bench } from '../bench';
import { answerWith, fails, honest, LARGE, never, quoting, SMALL, sourcesIn } from '../models';
import type { Behaviour } from './command';

/** What a lying model states beside what it repeats. */
export const LIE = 'The change was approved by Dana Whitfield.';

const lying: FakeAnswerer = (request) => {
  const told = sourcesIn(request).filter(({ kind }) => kind === 'description' || kind === 'comment');
  const [first] = told;
  const lies =
    first === undefined
      ? []
      : [{ text: LIE, citations: [{ source: first.source, quote: first.text.slice(0, 120).trim() }] }];
  return toolAnswer(request, answerWith(request, [...told.map(quoting), ...lies]));
};

const ANSWERS: Readonly<Record<Behaviour, FakeAnswerer>> = {
  honest,
  lying,
  down: () => fails('unavailable'),
  'without form': (request) => toolAnswer(request, { approved: true }),
  silent: () => never(),
  retired: () => fails('forbidden'),
};

/** The two models of a site, honest at first; they behave as the map says from then on. */
export function letModels(bench: Bench): Map<string, Behaviour> {
  const behaviours = new Map<string, Behaviour>([
    [SMALL, 'honest'],
    [LARGE, 'honest'],
  ]);
  bench.models.names = [SMALL, LARGE];
  bench.models.answer = (request) => ANSWERS[behaviours.get(request.model) ?? 'retired'](request);
  return behaviours;
}
