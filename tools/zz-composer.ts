import type { Source } from '../src/contract/output';
import { compose } from '../src/domain/composer/compose';
import { checkOutput } from '../src/domain/output/check-output';
import { OPERATIONS } from '../src/domain/operations/catalogue';
import { DEFAULT_POLICY } from '../src/domain/policy/default-policy';
import { median, type Figure } from './bench/measure';

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

/**
 * The composer over an issue with 500 comments (issue 7), the operation that takes longest, with the check of what it wrote. All
 * comments are given to it, more than the limits of the policy that ships would let through.
 */
import { createHash } from 'node:crypto';
const sources = sourcesOf(COMMENTS);
type F = Figure;
const out: string[] = [];
const hash = createHash('sha256');
const lots = Number(process.argv[2] ?? ROUNDS);
for (const { id } of OPERATIONS) {
  const a: number[] = []; const b: number[] = [];
  for (let i = 0; i < lots; i += 1) {
    const s = performance.now();
    const draft = compose(id, sources, DEFAULT_POLICY.limits);
    const m = performance.now();
    const r = checkOutput(draft, { operation: id, sources, denylist: [], names: [] });
    const e = performance.now();
    a.push(m - s); b.push(e - m);
    if (i === 0) { hash.update(JSON.stringify([draft, r])); out.push(`${draft.sections.flatMap((x) => x.claims).length} claims ${draft.sections.flatMap((x) => x.contradictions).length} contr ${draft.sections.flatMap((x) => x.gaps).length} gaps`); }
  }
  console.log(id.padEnd(34), 'compose', median(a).toFixed(0), 'check', median(b).toFixed(0), out.at(-1));
}
console.log(hash.digest('hex'));
