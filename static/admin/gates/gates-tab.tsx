import type { ReactElement } from 'react';
import type { GateSettings } from '../../../src/contract/policy';
import { useEditing } from '../work/editing';
import { AttentionCard } from './attention-card';
import { CheckProjects } from './check-projects';
import { DeadlinesCard } from './deadlines-card';
import { ReviewCard } from './review-card';
import { StatusesCard } from './statuses-card';

/** How gates are held: how long people have, how closely they look, and which status means which decision. */
export function GatesTab(): ReactElement {
  const { document, set } = useEditing();
  const { gates } = document;
  const change = (part: Partial<GateSettings>): void => set({ gates: { ...gates, ...part } });
  return (
    <div className="stack tab-body">
      <DeadlinesCard gates={gates} approvalHours={document.limits.approvalHours} set={change} />
      <ReviewCard gates={gates} set={change} />
      <AttentionCard
        attention={gates.attention}
        onChange={(attention) => change({ attention: { ...gates.attention, ...attention } })}
      />
      <StatusesCard />
      <CheckProjects />
    </div>
  );
}
