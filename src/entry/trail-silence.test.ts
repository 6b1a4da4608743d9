import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { publishDraft } from '../usecases/policy/publish-draft';
import { reviewDraft } from '../usecases/policy/review-draft';
import { setSwitch } from '../usecases/policy/set-switch';
import { submitDraft } from '../usecases/policy/submit-draft';
import {
  callerOn,
  createBench,
  entriesIn,
  handOff,
  onlyHandoff,
  settle,
  storedText,
  type Bench,
} from '../usecases/testing/bench';
import { ada, max, onTrial, save, simulateAll, withReviewHours } from '../usecases/testing/policy-acts';
import { decide, moveSubtask, review } from '../usecases/testing/steps';
import { sweep } from '../usecases/sweep';
import { withdrawHandoff } from '../usecases/withdraw-handoff';
import { createEdge } from './testing/edge';

const TWO_GATES = 'draft-vendor-escalation';
const HOUR = 3_600_000;

/** An issue on which every text and every name holds the word. */
function markedBench(word: string, dataClass = 'Confidential'): Bench {
  const bench = createBench({
    dataClass,
    summary: `Calls drop ${word}`,
    description: `Calls fail with a timeout error since 09:40, says ${word}. About 120 users are affected.`,
    comments: [
      `We restarted the trunk and the error came back, ${word}. Next step is a check by the carrier.`,
    ],
  });
  for (const [id, person] of bench.jira.people)
    bench.jira.people.set(id, { ...person, displayName: `${person.displayName} ${word}` });
  const issue = bench.jira.issue('10001');
  issue.comments = issue.comments.map((comment) => ({ ...comment, author: `${comment.author} ${word}` }));
  return bench;
}

/** To the run gate and over it, to the review. */
async function toReview(bench: Bench, word: string): Promise<void> {
  await handOff(bench, TWO_GATES);
  await settle(bench);
  await moveSubtask(bench, 'manager-mia', { gate: 'run', toStatus: 'Approved' });
  await decide(bench, 'commander-cho', { gate: 'run', note: word });
  await settle(bench);
}

/** A draft is returned with a note, goes on trial and comes into force; what it is replayed over holds the word. */
async function wholeLifeOfAPolicy(bench: Bench, word: string): Promise<void> {
  const view = await save(bench, withReviewHours(9));
  await simulateAll(bench, view);
  const { draft: sent } = await submitDraft(bench.world, await ada(bench), { revision: view.draft.revision });
  const returned = { revision: sent.revision, verdict: 'return' as const, note: word };
  await reviewDraft(bench.world, await max(bench), returned);
  const { draft } = await onTrial(bench, ['INC'], withReviewHours(10));
  await publishDraft(bench.world, await ada(bench), { revision: draft.revision });
}

type Flow = (word: string) => Promise<Bench>;

const wholeLife: Flow = async (word) => {
  const bench = markedBench(word);
  await toReview(bench, word);
  await review(bench, { strike: [1], note: word });
  await settle(bench);
  await decide(bench, 'backup-bo', { gate: 'use', note: word });
  await settle(bench);
  expect(JSON.stringify(bench.jira.issue('10001').posted)).toContain(word.slice(0, 12));
  return bench;
};

/** What a hand-off, its people and its issue can go through; each leaves entries of another kind. */
const FLOWS: Readonly<Record<string, Flow>> = {
  'both gates to the comment': wholeLife,
  'a rejection with a note': async (word) => {
    const bench = markedBench(word);
    await toReview(bench, word);
    await review(bench, { verdict: 'reject', note: word });
    await settle(bench);
    return bench;
  },
  'a rejection at the gate': async (word) => {
    const bench = markedBench(word);
    await handOff(bench, TWO_GATES);
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'run', verdict: 'reject', note: word });
    await settle(bench);
    return bench;
  },
  'an issue that changed at the gate': async (word) => {
    const bench = markedBench(word);
    await handOff(bench, TWO_GATES);
    await settle(bench);
    const issue = bench.jira.issue('10001');
    issue.summary = `Another ${word}`;
    issue.description = word;
    issue.comments = [];
    await decide(bench, 'commander-cho', { gate: 'run', note: word });
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('superseded');
    return bench;
  },
  'an issue that changed before the write-back': async (word) => {
    const bench = markedBench(word, 'Internal');
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench, { note: word });
    bench.jira.issue('10001').description = `Other words, ${word}`;
    await settle(bench);
    return bench;
  },
  'a withdrawal': async (word) => {
    const bench = markedBench(word, 'Internal');
    const { summary, version } = await handOff(bench, 'gather-diagnostics');
    const input = { handoffId: summary.id, version };
    await withdrawHandoff(bench.world, await callerOn(bench, 'agent-ana'), input);
    await settle(bench);
    return bench;
  },
  'a time-out': async (word) => {
    const bench = markedBench(word);
    await handOff(bench, TWO_GATES);
    await settle(bench);
    bench.clock.advance(5 * HOUR);
    await sweep(bench.world);
    await settle(bench);
    return bench;
  },
  'a Jira that takes nothing': async (word) => {
    const bench = markedBench(word, 'Internal');
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench, { note: word });
    bench.jira.fail('addComment', 'refused');
    await settle(bench);
    return bench;
  },
  'too little to quote': async (word) => {
    const bench = markedBench(word, 'Internal');
    bench.jira.issue('10001').description = '';
    bench.jira.issue('10001').comments = [];
    await handOff(bench, 'draft-status-note');
    await settle(bench);
    return bench;
  },
  'calls that are refused, and an admin’s changes': async (word) => {
    const bench = markedBench(word, 'Internal');
    const admin = await callerOn(bench, 'admin-ada');
    await wholeLifeOfAPolicy(bench, word);
    await setSwitch(bench.world, admin, { isHalted: true, reason: 'Drill', version: 0 });
    await createEdge('admin', { bench }).call('admin.load', {}, { issueId: null });
    await createEdge('panel', { bench }).call('panel.hand-off', { operation: word });
    expect(entriesIn(bench, 'site').length).toBeGreaterThan(8);
    return bench;
  },
};

/** Text that nobody else writes: a word, or a sentence with what JSON escapes. */
const words = fc
  .tuple(fc.stringMatching(/^[a-z]{10}$/u), fc.constantFrom('', ' “é” ', ' \\ " ', '\u00A0日本'))
  .map(([word, more]) => `zq${word}${more}`.trimEnd());

const trailText = (bench: Bench): string =>
  [...bench.memory.chains.keys()].map((chain) => JSON.stringify(entriesIn(bench, chain))).join('\n');

describe.each(Object.entries(FLOWS))('the chains after %s', (_name, flow) => {
  it('hold no text of an issue, a person, an output, a comment or a note, and no account', async () => {
    await fc.assert(
      fc.asyncProperty(words, async (word) => {
        const bench = await flow(word);
        const trail = trailText(bench);
        const core = word.slice(0, 12);
        expect(trail).not.toContain(core);
        expect([...bench.jira.people.keys()].filter((accountId) => trail.includes(accountId))).toEqual([]);
        expect(trail).toContain('"event"');
      }),
      { numRuns: 6 },
    );
  });
});

describe('the search for words that must not be there', () => {
  it('would find them: they stand in what is kept beside the chains', async () => {
    const bench = await wholeLife('zqabcdefghij');
    expect(storedText(bench)).toContain('zqabcdefghij');
    expect(storedText(bench)).toContain('agent-ana');
  });
});
