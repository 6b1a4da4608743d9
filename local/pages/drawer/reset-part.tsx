import { type ReactNode, useState } from 'react';
import { showProblem } from '../site/flags';
import { resetSite } from './site-state';

const SEEDS = [
  { name: 'demo', label: 'the demo issues' },
  { name: 'empty', label: 'no issues' },
];

/** Empties the site after one question; the page loads again, because nothing on it is true any more. */
export function ResetPart(): ReactNode {
  const [seed, setSeed] = useState('demo');
  const [isAsking, setAsking] = useState(false);
  const reset = async (): Promise<void> => {
    try {
      await resetSite(seed);
      window.location.reload();
    } catch (error) {
      showProblem('The site was not reset', error);
    }
  };
  return (
    <section className="site-part" aria-label="Reset">
      <h3>Reset</h3>
      <label>
        <span className="label">Start again with</span>
        <select value={seed} onChange={(event) => setSeed(event.target.value)}>
          {SEEDS.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {isAsking ? (
        <div role="group" aria-label="Reset the site?" className="ask">
          <p>
            This deletes every issue and comment, everything that the app stored, its queue, log and traffic,
            and sets the clock to the present. It cannot be undone.
          </p>
          <div className="site-acts">
            <button type="button" className="button button-danger" onClick={() => void reset()}>
              Delete all and reset
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              Keep everything
            </button>
          </div>
        </div>
      ) : (
        <div className="site-acts">
          <button type="button" className="button" onClick={() => setAsking(true)}>
            Reset the site…
          </button>
        </div>
      )}
    </section>
  );
}
