import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import { Disclosure } from './disclosure';
import { Notice } from './notice';
import { engineName, enginePlan, isDegraded, OUTPUT_MODES } from './output-words';
import { count, grouped } from './words';

interface MadeProps {
  readonly output: Output;
  /** As it was sealed. */
  readonly planned: Pick<HandoffView, 'engine' | 'fallbacks'>;
}

/** Says that something else than the first choice made the output, and why; nothing where the first choice did (U15). */
export function ModeNotice({ output, planned }: MadeProps): ReactElement | null {
  if (!isDegraded(output)) return null;
  return (
    <Notice
      tone="warning"
      title={`Made by ${engineName(output.engine)} in place of ${engineName(planned.engine)}.`}
    >
      {output.fallbacks.length > 0 && (
        <ul aria-label="What was tried before">
          {output.fallbacks.map(({ engine, why }, index) => (
            <li key={index}>
              {engine}: {why}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

function Tokens({ usage }: Pick<Output, 'usage'>): ReactElement {
  if (usage === null) return <>None: no model was asked</>;
  return (
    <>
      {grouped(usage.inputTokens)} in, {grouped(usage.outputTokens)} out, failed tries included
    </>
  );
}

/** What made an output: the plan that was sealed, what was used of it, and what that took. */
export function HowMade({ output, planned }: MadeProps): ReactElement {
  const { engine, mode, fallbacks, usage, counts } = output;
  return (
    <Disclosure title="How this was made">
      <dl className="facts">
        <dt>Made by</dt>
        <dd>{OUTPUT_MODES[mode]}</dd>
        <dt>Engine</dt>
        <dd>
          {engine.name} {engine.version}, tier {engine.tier}
        </dd>
        <dt>Model</dt>
        <dd>{engine.model ?? 'None'}</dd>
        <dt>Prompt</dt>
        <dd className="breakable">{engine.prompt ?? 'None: this engine uses no prompt'}</dd>
        <dt>Sealed plan</dt>
        <dd>{enginePlan(planned.engine, planned.fallbacks)}</dd>
        <dt>Tried before</dt>
        <dd>{count(fallbacks.length, 'engine')}</dd>
        <dt>Tokens</dt>
        <dd>
          <Tokens usage={usage} />
        </dd>
        <dt>Sources read</dt>
        <dd>{counts.sources}</dd>
      </dl>
    </Disclosure>
  );
}
