import { afterEach, describe, expect, it } from '@jest/globals';
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { CommentCheck as Check } from '../../src/contract/comment-check';
import type { CallError } from '../../src/contract/errors';
import { AS_POSTED } from '../testing/comment-check-fixture';
import { createFakePort, inputsOf, type FakePort } from '../testing/fake-port';
import { issuePanel, NOTHING, summaryIn, viewIn } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { CommentCheck } from './comment-check';
import { Panel } from './panel';

afterEach(cleanup);

const HANDOFF_ID = 'ho-00000000-0000-4000-8000-000000000001';
const CHANGE = { by: 'Oz Brandt', at: '2026-11-18T09:40:00.000Z' };
type Answer = Check | CallError;

function shown(...answers: readonly Answer[]): { port: FakePort; container: HTMLElement } {
  let asked = 0;
  const answer = (): Answer => {
    const next = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (next === undefined) throw new Error('the test gives no answer');
    return next;
  };
  const port = createFakePort({ 'panel.check-comment': answer, 'oversight.check-comment': answer });
  const { container } = show(<CommentCheck call="panel.check-comment" handoffId={HANDOFF_ID} />, port);
  return { port, container };
}
const again = (): Promise<HTMLElement> => screen.findByRole('button', { name: 'Compare again' });

describe('the comparison of a written-back comment', () => {
  it('says first that it compares, then quietly that nothing differs', async () => {
    const { port, container } = shown(AS_POSTED);
    expect(container.textContent).toBe('Comparing the comment with what was posted…');
    await again();
    expect(container.textContent).toBe('The comment reads as it was posted.Compare again');
    expect(inputsOf(port, 'panel.check-comment')).toEqual([{ handoffId: HANDOFF_ID }]);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('names who saved it without a change', async () => {
    const { container } = shown({ ...AS_POSTED, change: CHANGE });
    await again();
    expect(container.textContent).toMatch(/^The comment reads as it was posted\.Jira names Oz Brandt as/u);
  });

  it('says that it was edited, by whom, and which lines differ, as text and nothing more', async () => {
    const evil = '<img src=x onerror=alert(1)> https://evil.example';
    const { container } = shown({
      ...AS_POSTED,
      text: 'edited',
      change: { ...CHANGE, by: '<b>Oz</b>' },
      lines: { missing: ['Calls fail since 09:40.'], added: [evil, evil] },
    });
    expect(await screen.findByText(/^Edited after write-back/u)).toBeTruthy();
    expect(container.textContent).toContain('Jira names <b>Oz</b> as the last to change it');
    const textsOf = (name: string): readonly (string | null)[] =>
      within(screen.getByRole('list', { name }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(textsOf('Posted, and no longer there')).toEqual(['“Calls fail since 09:40.”']);
    expect(textsOf('There now, and never posted')).toEqual([`“${evil}”`, `“${evil}”`]);
    expect(container.querySelector('img, a, b')).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it.each<[string, Check['lines'], RegExp]>([
    ['lines that cannot be shown', null, /Which lines differ cannot be shown/u],
    ['the same words', { missing: [], added: [] }, /Its words are the same/u],
  ])('says of an edit with %s that it is one', async (_what, lines, words) => {
    shown({ ...AS_POSTED, text: 'edited', lines });
    expect(await screen.findByText(/^Edited after write-back/u)).toBeTruthy();
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it.each<[Partial<Check>, string]>([
    [{ text: 'gone', readers: 'unknown' }, 'Removed after write-back: the comment is not there any more.'],
    [{ text: 'hidden', readers: 'unknown' }, 'You cannot read the comment.'],
    [
      { text: 'untold', why: 'erased' },
      'The texts of this hand-off and the key that names them were erased.',
    ],
    [
      { text: 'untold', why: 'no-entry' },
      'The entry of the trail that names the posted text cannot be read.',
    ],
    [
      { text: 'untold', why: 'app-sees-nothing' },
      'Neither you nor the app can see the comment, and the app cannot see the issue.',
    ],
    [{ readers: 'restricted' }, 'A group or a role alone can read this comment now.'],
    [{ readers: 'team' }, 'The customer cannot read this comment any more; it was written for them.'],
  ])('of %j says so', async (over, words) => {
    const { container } = shown({ ...AS_POSTED, ...over });
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.queryByText('The comment reads as it was posted.') === null).toBe(over.text !== undefined);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('tells who changed a comment last whose text cannot be told', async () => {
    const { container } = shown({ ...AS_POSTED, text: 'untold', why: 'erased', change: CHANGE });
    await screen.findByText('Whether the comment was edited cannot be told.');
    expect(container.textContent).toContain('Jira names Oz Brandt as the last to change it');
  });

  it('says aloud that the customer can read it', async () => {
    const { container } = shown({ ...AS_POSTED, readers: 'customer' });
    expect((await screen.findByRole('alert')).textContent).toContain('The customer can read this comment');
    expect(await accessibilityFaults(container)).toEqual([]);
  });

  it('is asked for again by a press alone, and then shows what is true now', async () => {
    const { port } = shown(AS_POSTED, { ...AS_POSTED, text: 'gone' });
    fireEvent.click(await again());
    expect(await screen.findByText(/^Removed after write-back/u)).toBeTruthy();
    expect(inputsOf(port, 'panel.check-comment')).toHaveLength(2);
  });

  it('shows nothing that it found earlier once it could not compare again', async () => {
    const refusal: CallError = { code: 'unavailable', message: 'Jira is busy.', retryable: false };
    shown(AS_POSTED, refusal);
    fireEvent.click(await again());
    expect((await screen.findByRole('alert')).textContent).toBe('!Jira is busy.');
    expect(screen.queryByText(/as it was posted/u)).toBeNull();
  });
});

describe('an ended hand-off in the panel', () => {
  async function opened(writtenBack: ReturnType<typeof viewIn>['writtenBack']): Promise<FakePort> {
    const port = createFakePort({
      'panel.load': () => issuePanel(),
      'panel.history': () => ({ handoffs: [summaryIn('completed')], cursor: null }),
      'panel.handoff': () => viewIn('completed', { may: NOTHING, writtenBack }),
      'panel.check-comment': () => ({ ...AS_POSTED, text: 'gone' }),
    });
    show(<Panel />, port);
    fireEvent.click(await screen.findByRole('button', { name: 'Earlier hand-offs (1)' }));
    fireEvent.click(await screen.findByRole('button', { name: summaryIn('completed').operationTitle }));
    await screen.findByRole('button', { name: 'Back to the overview' });
    return port;
  }

  it('compares what it wrote back once, and not again with every refresh', async () => {
    const port = await opened({ commentId: '10099', at: '2026-11-18T09:31:00.000Z' });
    expect(await screen.findByText(/^Removed after write-back/u)).toBeTruthy();
    expect(screen.getByText(/^Comment 10099 on INC-2041, posted/u)).toBeTruthy();
    const before = inputsOf(port, 'panel.handoff').length;
    act(() => port.changeIssue());
    await waitFor(() => expect(inputsOf(port, 'panel.handoff').length).toBeGreaterThan(before));
    expect(inputsOf(port, 'panel.check-comment')).toEqual([{ handoffId: summaryIn('completed').id }]);
  });

  it('compares nothing where nothing was written back', async () => {
    const port = await opened(null);
    expect(inputsOf(port, 'panel.check-comment')).toEqual([]);
  });
});
