import type { Source } from '../../src/contract/output';
import type { OperationId } from '../../src/contract/vocabulary';
import { compose } from '../../src/domain/composer/compose';
import { checkOutput, type Draft } from '../../src/domain/output/check-output';
import { OPERATIONS } from '../../src/domain/operations/catalogue';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { median, type Figure } from './measure';

const COMMENTS = 500;
const ROUNDS = 7;

const SAID = [
  'Error rate rose to {n} % at 09:{m} after the deploy of build {n}.',
  'Restarted the worker on app-{m}; the queue fell from {n}00 to {m} messages.',
  'Vendor case {n}{m} is open, no answer yet. Next look at 14:{m}.',
  'I think the certificate of gateway {m} is the cause, not the deploy.',
  'The customer reports that {n} users in Lisbon cannot log in since Monday.',
  'We must not fail over before the incident commander agrees.',
  'Rolled back build {n}; error rate back to normal at 10:{m}.',
  'Is the backup of 2026-03-{m} complete? Please check before the change.',
] as const;

const filled = (at: number): string =>
  [0, 3, 5]
    .map((shift) => SAID[(at + shift) % SAID.length] ?? '')
    .join(' ')
    .replaceAll('{n}', String(10 + (at % 80)))
    .replaceAll('{m}', String(10 + (at % 18)));

const sourceOf = (over: Pick<Source, 'number' | 'kind' | 'text'>): Source => ({
  ref: `${over.kind}:${over.number}`,
  label: over.kind === 'comment' ? 'Comment' : 'Description',
  author: ['Ana Silva', 'Ben Okoro', 'Cho Min-ji'][over.number % 3] ?? null,
  at: new Date(Date.UTC(2026, 2, 2, 9) + over.number * 60_000).toISOString(),
  issueKey: 'INC-2041',
  isPublic: over.number % 2 === 0,
  address: null,
  because: null,
  quarantine: null,
  removed: [],
  isTruncated: false,
  ...over,
});

/** An issue with a description and this many comments of about 200 characters. */
const sourcesOf = (comments: number): readonly Source[] => [
  sourceOf({
    number: 1,
    kind: 'description',
    text: 'Logins fail since the deploy. Impact: Lisbon, all branches.',
  }),
  ...Array.from({ length: comments }, (_, at) =>
    sourceOf({ number: at + 2, kind: 'comment', text: filled(at) }),
  ),
];

/** The slowest operation over these sources, by the median of its rounds (ms). */
function slowest(work: (id: OperationId) => void): { readonly id: OperationId; readonly time: number } {
  const medians = OPERATIONS.map(({ id }) => {
    const times = Array.from({ length: ROUNDS }, () => {
      const start = performance.now();
      work(id);
      return performance.now() - start;
    });
    return { id, time: median(times) };
  });
  return medians.reduce((most, one) => (one.time > most.time ? one : most));
}

function composed(id: OperationId, sources: readonly Source[]): Draft {
  const draft = compose(id, sources, DEFAULT_POLICY.limits);
  if (draft.sections.every(({ claims }) => claims.length === 0)) throw new Error(`${id} composed nothing`);
  return draft;
}

const checked = (id: OperationId, sources: readonly Source[]): void =>
  void checkOutput(composed(id, sources), { operation: id, sources, denylist: [], names: [] });

/**
 * The composer over an issue with 500 comments (issue 7), by the operation that takes longest: all comments given to it, and as many
 * as the policy that ships lets through, with the check of what it wrote.
 */
export async function measureComposer(): Promise<readonly Figure[]> {
  const sources = sourcesOf(COMMENTS);
  const most = sources.slice(0, DEFAULT_POLICY.limits.maxSources);
  const whole = slowest((id) => composed(id, sources));
  const passed = slowest((id) => checked(id, most));
  return [
    {
      name: `composer: ${COMMENTS} comments composed, slowest operation (${whole.id}), median`,
      measured: whole.time,
      limit: 300,
      unit: 'ms',
    },
    {
      name: `composer: the ${most.length} that a packet holds at most, composed and checked (${passed.id}), median`,
      measured: passed.time,
      limit: 300,
      unit: 'ms',
    },
  ];
}
