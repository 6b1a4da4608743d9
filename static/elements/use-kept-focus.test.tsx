import { afterEach, describe, expect, it } from '@jest/globals';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { useKeptFocus } from './use-kept-focus';

afterEach(cleanup);

function Page(): ReactElement {
  const page = useKeptFocus<HTMLDivElement>();
  const [state, setState] = useState<'ready' | 'done' | 'gone'>('ready');
  return (
    <div ref={page}>
      <section aria-label="Draft">
        <div>
          {state !== 'gone' && (
            <button type="button" disabled={state === 'done'} onClick={() => setState('done')}>
              Save
            </button>
          )}
        </div>
      </section>
      <button type="button" onClick={() => setState('gone')}>
        Remove it
      </button>
    </div>
  );
}

function Step(): ReactElement {
  const page = useKeptFocus<HTMLDivElement>();
  const [isOver, setOver] = useState(false);
  return (
    <div ref={page}>
      <section aria-labelledby="review">
        <h2 id="review" tabIndex={-1}>
          Review
        </h2>
        {!isOver && (
          <button type="button" onClick={() => setOver(true)}>
            Accept
          </button>
        )}
      </section>
    </div>
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('the focus of the page', () => {
  it('goes to the named part around a button that its own act disabled', async () => {
    render(<Page />);
    button('Save').focus();
    button('Save').click();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Draft' })));
  });

  it('goes to the named part around a button that was removed', async () => {
    render(<Page />);
    button('Save').focus();
    button('Remove it').click();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Draft' })));
  });

  it('goes to the heading of that part where the heading takes the focus', async () => {
    render(<Step />);
    button('Accept').focus();
    button('Accept').click();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Review' })));
  });

  it('stays where somebody put it meanwhile', async () => {
    render(<Page />);
    button('Save').focus();
    button('Remove it').focus();
    button('Remove it').click();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Save' })).toBeNull());
    expect(document.activeElement).toBe(button('Remove it'));
  });
});
