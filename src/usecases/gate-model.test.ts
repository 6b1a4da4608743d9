import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HandoffStateSchema } from '../contract/vocabulary';
import { REFUSALS } from '../domain/gate/judge-decision';
import { isEnd } from '../domain/lifecycle/lifecycle';
import { sequences } from './testing/model/generate';
import { play } from './testing/model/play';
import { createTally, toLines } from './testing/model/tally';

/** Enough that each thing below is reached, in under two minutes on two idle cores. More are played with `MODEL_RUNS`. */
const DEFAULT_RUNS = 800;
const RUNS = Number(process.env['MODEL_RUNS'] ?? DEFAULT_RUNS);
const HOUR_MS = 3_600_000;

const QUORUMS = ['one of one', 'two of two in order', 'two of three'];
const GATES = ['run', 'use'];

/** What the sequences must have reached, so that they cannot hold by doing nothing. */
const WANTED: readonly string[] = [
  ...HandoffStateSchema.options.filter(isEnd).map((state) => `end: ${state}`),
  ...Object.keys(REFUSALS).map((refusal) => `ignored: ${refusal}`),
  ...GATES.flatMap((gate) =>
    QUORUMS.flatMap((quorum) => [
      `passed: ${gate} gate, ${quorum}, at the subtask`,
      `passed: ${gate} gate, ${quorum}, at the panel`,
    ]),
  ),
  ...GATES.flatMap((gate) => [
    `decided: approve by approver via panel at the ${gate} gate`,
    `decided: approve by approver via transition at the ${gate} gate`,
    `decided: approve by backup via panel at the ${gate} gate`,
    `decided: approve by delegate via panel at the ${gate} gate`,
    `decided: reject by approver via panel at the ${gate} gate`,
    `decided: escalate by approver via panel at the ${gate} gate`,
  ]),
  'invalidated: Severity',
  'invalidated: description',
  'invalidated: comment N',
  'invalidated: security level',
  'invalidated: policy vN',
  'invalidated: the approval lapsed',
  'invalidated: the approval was taken back',
  'invalidated: the seal',
  'invalidated: the release',
  'invalidated: the subtask is gone',
  'invalidated: the subtask was converted',
  'invalidated: the subtask was moved',
  'invalidated: the subtask was re-parented',
  'invalidated: no reachable approver',
  'invalidated: the engine',
  'made: model',
  'made: lower-model',
  'made: composer',
  'left: it does not answer now',
  'left: it failed several times lately and is left alone for a while',
  'left: it took too long',
  'left: The answer does not have the form that was asked for.',
  'left: this site may not use it',
  'posted: internal',
  'posted: customer',
  'entry: approval.reminded',
  'entry: approval.backup-asked',
  'entry: approval.held-in-panel',
  'entry: approval.attention',
  'entry: escalation.answered',
  'told: already-open',
  'told: blocked-by-policy',
  'told: halted',
  'told: not-permitted',
  'told: read-first',
  'told: over-limit',
  'told: scope-changed',
  'told: superseded',
  'told: wrong-state',
];

describe('the gate, whatever happens in whatever order', () => {
  const tally = createTally();

  it(
    'is passed only by people who may, on what they were shown, and leaves nothing open for ever',
    async () => {
      await fc.assert(
        fc.asyncProperty(sequences, (sequence) => play(sequence, tally)),
        { numRuns: RUNS },
      );
      process.stdout.write(`${toLines(tally)}\n`);
      expect(tally.sequences).toBe(RUNS);
    },
    HOUR_MS,
  );

  it('is reached in every way that the sequences are made for', () => {
    const missing = RUNS < DEFAULT_RUNS ? [] : WANTED.filter((what) => !tally.reached.has(what));
    expect(missing).toEqual([]);
  });
});
