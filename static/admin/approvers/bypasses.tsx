import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { Bypass } from '../../../src/contract/policy-people';
import { without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { nextId } from '../rules/new-rule';
import { useEditing } from '../work/editing';
import { BypassCard } from './bypass-card';

const DAY_MS = 86_400_000;

const newBypass = (bypasses: readonly Bypass[]): Bypass => ({
  id: nextId(
    'bypass',
    bypasses.map(({ id }) => id),
  ),
  ruleIds: [],
  projects: [],
  operations: [],
  accountIds: [],
  because: '',
  from: new Date().toISOString(),
  until: new Date(Date.now() + DAY_MS).toISOString(),
  maxUses: 10,
});

/** The bypasses of the draft, each with how much of it is used. */
export function Bypasses(): ReactElement {
  const { settings, document, set } = useEditing();
  const { bypasses } = document;
  return (
    <section aria-labelledby="bypasses-title" className="stack-small">
      <h2 id="bypasses-title">Bypasses</h2>
      <p className="subtle">
        Lets some people past some blocking rules for a while. What it lets past is approved before it runs
        and before it is used; it lifts no missing owner or approver, and nothing that is never available to
        AI.
      </p>
      {bypasses.length === 0 && <p>There is none.</p>}
      {bypasses.map((bypass, index) => (
        <BypassCard
          key={bypass.id}
          bypass={bypass}
          at={`bypasses.${index}`}
          uses={settings.bypassUses.find(({ id }) => id === bypass.id)?.uses ?? 0}
          onChange={(next) => set({ bypasses: withAt(bypasses, index, next) })}
          onRemove={() => set({ bypasses: without(bypasses, index) })}
        />
      ))}
      <Problems at="bypasses" />
      <div>
        <Button onClick={() => set({ bypasses: [...bypasses, newBypass(bypasses)] })}>Add a bypass</Button>
      </div>
    </section>
  );
}
