import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { KindRule } from '../../../src/contract/policy';
import { AskOnce } from '../../elements/ask-once';
import { count, kindName } from '../../elements/words';
import { Lozenge } from '../../elements/lozenge';
import { Problems } from '../forms/problems';
import { problemsWithin, useEditing } from '../work/editing';
import { KindApprovers } from './kind-approvers';
import { KindAssumes } from './kind-assumes';
import { KindCovers, type KindPartProps } from './kind-covers';
import { KindAdvice, KindOffers } from './kind-offers';

interface KindCardProps extends KindPartProps {
  readonly isFirst: boolean;
  readonly onEarlier: () => void;
  readonly onRemove: () => void;
}

/** Which issues a kind covers, in a line. */
function coverage(rule: KindRule): string {
  const parts = [
    rule.projects.length > 0 && `projects ${rule.projects.join(', ')}`,
    rule.issueTypes.length > 0 && `issue types ${rule.issueTypes.join(', ')}`,
    rule.requestTypes.length > 0 && `request types ${rule.requestTypes.join(', ')}`,
    rule.labels.length > 0 && `labels ${rule.labels.join(', ')}`,
    rule.jql !== null && `JQL ${rule.jql}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'Covers no issue yet' : `Covers ${parts.join(' · ')}`;
}

/** A kind of work: what it offers at a glance, everything else once opened. */
export function KindCard({ isFirst, onEarlier, onRemove, ...part }: KindCardProps): ReactElement {
  const { rule, at } = part;
  const [isOpen, setOpen] = useState(false);
  const problems = problemsWithin(useEditing().checked.problems, at);
  return (
    <fieldset className="card kind-card">
      <legend>{kindName(rule.kind)}</legend>
      <div className="row spread">
        <p className="subtle">
          {coverage(rule)} · offers {count(rule.offers.length, 'operation')} · “Edit” opens what it covers,
          what it assumes and who approves
        </p>
        {problems.length > 0 && <Lozenge word={count(problems.length, 'problem')} tone="danger" />}
      </div>
      <Problems at={at} />
      <KindOffers {...part} />
      <div className="row">
        <Button
          spacing="compact"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : 'Edit'} ${kindName(rule.kind)}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close' : 'Edit'}
        </Button>
        {!isFirst && (
          <Button
            spacing="compact"
            appearance="subtle"
            aria-label={`Move ${kindName(rule.kind)} up`}
            onClick={onEarlier}
          >
            Up
          </Button>
        )}
      </div>
      {isOpen && (
        <>
          <KindCovers {...part} />
          <KindAdvice {...part} />
          <KindAssumes {...part} />
          <KindApprovers {...part} />
          <AskOnce
            action={`Remove ${kindName(rule.kind)}`}
            question="Remove this kind of work from the draft? Its issues are then looked for in the kinds below, and blocked where none covers them."
            confirm="Remove"
            isBusy={false}
            isDangerous
            onConfirm={onRemove}
          />
        </>
      )}
    </fieldset>
  );
}
