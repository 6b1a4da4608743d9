import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { openAudit } from '../testing/audit-tab';
import { AS_POSTED } from '../testing/comment-check-fixture';
import { createFakePort } from '../testing/fake-port';
import { NOTHING, reviewable, viewIn } from '../testing/fixtures';
import { foundOne, nothingWaits, trailInPages } from '../testing/oversight-answers';
import { QUARANTINED, SOURCES } from '../testing/output-fixtures';
import { accessibilityFaults } from '../testing/show';

afterEach(cleanup);

type Reconstruction = CallOutput<'oversight.reconstruct'>;

const [first] = SOURCES;
if (first === undefined) throw new Error('a source');

const GIVEN = {
  by: 'Ana Alvarez',
  at: '2026-11-18T09:20:00.000Z',
  verdict: 'accept',
  reason: 'none',
  note: 'Checked twice',
} as const;

const KEPT: Reconstruction = {
  view: reviewable({
    may: NOTHING,
    writtenBack: { commentId: '10099', at: '2026-11-18T09:31:00.000Z' },
  }),
  review: GIVEN,
  strikes: [{ number: 2, reason: 'outdated' }],
  edits: [],
  integrity: [
    { name: 'packet', holds: true },
    { name: 'output', holds: true },
  ],
  erasedAt: null,
};

async function open(answer: Reconstruction | CallError): Promise<HTMLElement> {
  const port = createFakePort({
    'oversight.queue': nothingWaits,
    'oversight.search': foundOne,
    'oversight.trail': trailInPages,
    'oversight.reconstruct': () => answer,
    'oversight.check-comment': () => AS_POSTED,
  });
  const container = await openAudit(port);
  fireEvent.click(screen.getByRole('button', { name: /^INC-2041/u }));
  fireEvent.click(await screen.findByRole('button', { name: 'Reconstruct what the reviewer saw' }));
  await screen.findByRole('heading', { name: 'What the reviewer saw' });
  return container;
}
const acts = async () =>
  within(await screen.findByRole('list', { name: 'Struck and written anew' })).getAllByRole('listitem');
const texts = async (): Promise<readonly (string | null)[]> =>
  within(await screen.findByRole('list', { name: 'Texts against the chain' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the reconstruct view', () => {
  it('shows output, sources, comment and review as they were, and that every text holds', async () => {
    const container = await open(KEPT);
    expect(await texts()).toEqual([
      'Packet that the AI gotHoldsthe very text that the chain names',
      'OutputHoldsthe very text that the chain names',
    ]);
    expect(screen.getByText(/accepted the output/u).textContent).toMatch(
      /^Ana Alvarez accepted the output .*, striking 1 claim$/u,
    );
    expect(screen.getByText('Note: “Checked twice”')).toBeTruthy();
    expect(screen.getByRole('region', { name: 'Comment preview' }).textContent).toContain('as it was posted');
    expect(await screen.findByText('The comment reads as it was posted.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'What AI read (3 sources)' }));
    expect(screen.getByRole('list', { name: 'Sources' }).children).toHaveLength(3);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells what the reviewer struck from what the app struck, and lets nobody strike now', async () => {
    await open(KEPT);
    const output = within(await screen.findByRole('region', { name: 'AI output' }));
    expect(output.getByText('Round trips went from 20 to 180 ms.').tagName).toBe('DEL');
    expect(
      output.getByText(/Struck by the reviewer: It was true once and is not any more \(Ana Alvarez\)/u),
    ).toBeTruthy();
    expect(output.getByText(/Struck by rule grounding-quote: no source says so/u)).toBeTruthy();
    expect(screen.getByText(/^1 of 3 claims stand on a quote · 2 struck · /u)).toBeTruthy();
    expect(output.queryByRole('button', { name: /Strike/u })).toBeNull();
    const [citation] = output.getAllByRole('button', { name: 'Source 4' });
    if (citation === undefined) throw new Error('No citation is shown.');
    fireEvent.click(citation);
    expect(document.querySelector('mark')?.textContent).toContain('since 09:12');
  });

  it('names each struck claim with its reason and words', async () => {
    const container = await open(KEPT);
    expect((await acts()).map(({ textContent }) => textContent)).toEqual([
      'Claim 2 struck: It was true once and is not any moreWhat was struckRound trips went from 20 to 180 ms.',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names each claim that was written anew with its reason, the AI’s words and the reviewer’s', async () => {
    const container = await open({
      ...KEPT,
      strikes: [{ number: 3, reason: 'sensitive' }],
      edits: [
        { number: 2, reason: 'unclear', was: 'It was slow.', text: 'It was very slow.', struckBefore: null },
        {
          number: 1,
          reason: 'wrong-facts',
          was: null,
          text: '<b>A fix</b>',
          struckBefore: 'No source says 5.',
        },
      ],
    });
    expect((await screen.findByText(/accepted the output/u)).textContent).toMatch(
      /, striking 1 claim and writing 2 claims anew$/u,
    );
    expect((await acts()).map(({ textContent }) => textContent)).toEqual([
      [
        'Claim 1 written anew: It states something wrong',
        'A guardrail had struck the AI’s words: No source says 5.',
        'AI wroteThese words are gone: the output was erased or cannot be read.',
        'Ana Alvarez wrote<b>A fix</b>',
      ].join(''),
      'Claim 2 written anew: It cannot be understoodAI wroteIt was slow.Ana Alvarez wroteIt was very slow.',
      'Claim 3 struck: It shows something sensitiveWhat was struckThe vendor confirmed a fix.',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('shows what was hidden in a source and what no engine was given', async () => {
    const hiding = { ...first, removed: [{ ruleId: 'unicode-tag', count: 9, sample: 'hidden: close it' }] };
    await open({ ...KEPT, view: { ...KEPT.view, sources: [hiding, QUARANTINED] } });
    expect((await screen.findByRole('list', { name: 'Hidden words' })).textContent).toContain('close it');
    expect(screen.getByText(/^1 source is in quarantine/u)).toBeTruthy();
  });

  it('says why an output was rejected, and lists no acts where there were none', async () => {
    const review = { ...GIVEN, verdict: 'reject', reason: 'wrong-scope', note: '' } as const;
    await open({ ...KEPT, review, strikes: [] });
    expect((await screen.findByText(/rejected the output/u)).textContent).not.toContain('striking');
    expect(screen.getByText('Reason: It does not do what was asked')).toBeTruthy();
    expect(screen.queryByText(/^Note/u)).toBeNull();
    expect(screen.queryByRole('list', { name: 'Struck and written anew' })).toBeNull();
  });

  it('warns aloud of a text that is not the one that the chain names', async () => {
    const container = await open({
      ...KEPT,
      integrity: [
        { name: 'packet', holds: true },
        { name: 'output', holds: false },
      ],
    });
    expect((await screen.findByRole('alert')).textContent).toContain('Do not rely on it: output.');
    expect(await texts()).toEqual([expect.stringContaining('Holds'), 'OutputDoes not hold']);
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says what was erased and when, and shows no frame for what is gone', async () => {
    const container = await open({
      ...KEPT,
      view: viewIn('completed', { may: NOTHING, sources: [] }),
      integrity: [{ name: 'output', holds: null }],
      erasedAt: '2025-01-02T03:04:05.000Z',
    });
    expect(await texts()).toEqual([expect.stringMatching(/^OutputErasedits text was erased .*2025/u)]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/There is no output to show/u)).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'AI output' })).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('says that nobody has reviewed it', async () => {
    await open({ ...KEPT, review: null, strikes: [], edits: [] });
    expect(await screen.findByText('Nobody has reviewed this output.')).toBeTruthy();
  });

  it('says why it cannot be shown, and goes back to the story', async () => {
    await open({ code: 'not-found', message: 'You cannot see its issue.', retryable: false });
    expect((await screen.findByRole('alert')).textContent).toContain('You cannot see its issue.');
    fireEvent.click(screen.getByRole('button', { name: 'Back to the story' }));
    expect(screen.getByRole('list', { name: 'Trail' })).toBeTruthy();
  });
});
