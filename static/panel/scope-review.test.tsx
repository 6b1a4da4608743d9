import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { DroppedSource, Scope, ScopeReview as ScopeReviewOf } from '../../src/contract/scope';
import { createFakePort, type FakePort } from '../testing/fake-port';
import { REVIEW } from '../testing/fixtures';
import { accessibilityFaults, show } from '../testing/show';
import { ScopeReview } from './scope-review';

afterEach(cleanup);

function open(scope: Partial<Scope>): { readonly port: FakePort; readonly container: HTMLElement } {
  const port = createFakePort({});
  const { container } = show(
    <ScopeReview review={{ ...REVIEW, scope: { ...REVIEW.scope, ...scope } }} />,
    port,
  );
  return { port, container };
}

const press = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const listed = () => within(screen.getByRole('list', { name: 'Sources left out' })).getAllByRole('listitem');
const many = (length: number): DroppedSource[] =>
  Array.from({ length }, (_, index) => ({ what: `Comment ${index}`, address: null, why: 'over-limit' }));

const DROPPED: DroppedSource[] = [
  { what: 'Comment of 2 Nov', address: '/browse/INC-2041?focusedCommentId=10051', why: 'restricted' },
  { what: 'SEC-12', address: null, why: 'other-project' },
];

describe('what is left out of a hand-off', () => {
  it('is counted at once and named one by one, with why and where', async () => {
    const { port, container } = open({ dropped: DROPPED });
    expect(screen.getByRole('list', { name: 'Left out' }).textContent).toContain('2 sources');
    press('Show one by one (2)');
    expect(listed().map(({ textContent }) => textContent)).toEqual([
      'Comment of 2 Nov: restricted for some readers of this issue Open in Jira',
      'SEC-12: in a project that some readers of this issue cannot see ',
    ]);
    expect(await accessibilityFaults(container)).toEqual([]);
    press('Open in Jira: Comment of 2 Nov');
    expect(port.opened).toEqual(['/browse/INC-2041?focusedCommentId=10051']);
  });

  it.each(['https://elsewhere.example/browse/INC-1', '//elsewhere.example', 'javascript:alert(1)'])(
    'is not opened at %s, which is no place of this Jira',
    (address) => {
      open({ dropped: [{ what: 'A comment', address, why: 'restricted' }] });
      press('Show one by one (1)');
      expect(screen.queryByRole('button', { name: /^Open in Jira/u })).toBeNull();
    },
  );

  it('is not spoken of where nothing was left out', () => {
    open({ leftOut: [], dropped: [] });
    expect(screen.queryByText(/left out/iu)).toBeNull();
  });

  it('is listed twenty at a time, and says where the list ends', () => {
    open({ dropped: many(100) });
    press('Show one by one (100)');
    expect(listed()).toHaveLength(20);
    expect(screen.getByText(/^Only the first 100 are listed/u)).toBeTruthy();
    press('Show more');
    expect(listed()).toHaveLength(40);
  });

  it('does not say so of a list that is whole', () => {
    open({ dropped: many(99) });
    press('Show one by one (99)');
    expect(screen.queryByText(/^Only the first/u)).toBeNull();
  });
});

const HAIKU = { name: 'model', version: '1.0.0', tier: 1, model: 'claude-haiku', prompt: 'claims 1 (e1f2)' };
const SMALLER = { ...HAIKU, model: 'nova' };
const COMPOSER = { name: 'composer', version: '2.0.0', tier: 0, model: null, prompt: null };
const TEMPLATE = { ...COMPOSER, name: 'template', version: '1.0.0' };

describe('who will work', () => {
  const told = (engine: ScopeReviewOf['engine'], fallbacks: ScopeReviewOf['fallbacks']) => {
    show(<ScopeReview review={{ ...REVIEW, engine, fallbacks }} />, createFakePort({}));
    return within(screen.getByRole('list', { name: 'Who will work' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
  };

  it('is said before anything is confirmed, without a model', () => {
    expect(told(COMPOSER, [TEMPLATE])).toEqual([
      'Composer 2.0.0 (no AI model); if it fails: a form to fill in by hand',
      'Nothing is sent to an AI model.',
    ]);
  });

  it('names every model with its tier, in order, and where texts go', () => {
    expect(told(HAIKU, [SMALLER, COMPOSER, TEMPLATE])).toEqual([
      'Model claude-haiku, tier 1; if it fails: model nova, tier 1, then composer 2.0.0 (no AI model), then a form to fill in by hand',
      'The sources are sent to Forge LLM, which Atlassian runs, without those in quarantine.',
    ]);
  });

  it('names one that nothing stands in for', () => {
    expect(told(COMPOSER, [])[0]).toBe('Composer 2.0.0 (no AI model)');
  });
});
