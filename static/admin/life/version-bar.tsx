import Textfield from '@atlaskit/textfield';
import { useId, type ReactElement } from 'react';
import { Lozenge, type Tone } from '../../elements/lozenge';
import { Moment } from '../../elements/moment';
import { Notice } from '../../elements/notice';
import { nameOf } from '../../elements/name-of';
import { count } from '../../elements/words';
import type { Settings } from '../settings';
import type { Editing } from '../work/editing';
import type { Working } from '../work/use-work';
import { flipsInWords } from './tally-words';
import type { PolicyDraft } from '../../../src/contract/policy-life';

const STAGES: Readonly<Record<PolicyDraft['stage'], { readonly word: string; readonly tone: Tone }>> = {
  editing: { word: 'Draft', tone: 'progress' },
  submitted: { word: 'Waiting for review', tone: 'warning' },
  approved: { word: 'Approved', tone: 'success' },
  canary: { word: 'On trial', tone: 'discovery' },
};

const today = (): string => new Date().toISOString().slice(0, 10);

function InForce({ settings }: { readonly settings: Settings }): ReactElement {
  const { policy } = settings;
  const { reviewBy } = policy.document;
  return (
    <>
      <p className="row spread">
        <span>
          Policy v{policy.version}, in force since <Moment at={policy.publishedAt} /> by{' '}
          {nameOf(settings.people, policy.publishedBy)}
        </span>
        {settings.switch.isHalted && <span className="strong">AI operations are halted</span>}
      </p>
      {reviewBy !== null && reviewBy < today() && (
        <Notice
          tone="warning"
          title={`The policy in force was to be looked at again by ${reviewBy}. Set the next day in the tab Versions once somebody has.`}
        />
      )}
    </>
  );
}

interface VersionBarProps {
  readonly editing: Editing;
  readonly working: Working;
}

/** What is known of the draft besides its author, in the order of the bar. */
function draftParts({ editing, working }: VersionBarProps): readonly string[] {
  const { checked, settings } = editing;
  const { draft } = settings;
  if (working.isDirty) {
    return checked.isCurrent ? [count(checked.changes.length, 'change'), 'not saved'] : ['not saved'];
  }
  if (draft === null) return [];
  const { simulation, changes } = draft;
  const found = simulation?.phase === 'done' ? [`simulation: ${flipsInWords(simulation.replay)}`] : [];
  return [count(changes.length, 'change'), ...found];
}

function DraftLine({ editing, working }: VersionBarProps): ReactElement {
  const { settings, people } = editing;
  const draft = settings.draft?.draft ?? null;
  const nextVersion = draft?.canary?.version ?? settings.policy.version + 1;
  const author = draft?.authors.at(-1) ?? settings.viewer.accountId;
  const head = `Draft of v${nextVersion} by ${nameOf(people, author)}`;
  return (
    <p className="row" role="status">
      <Lozenge {...STAGES[draft?.stage ?? 'editing']} />
      <span>{[head, ...draftParts({ editing, working })].join(' · ')}</span>
    </p>
  );
}

function ChangeField({
  working,
  isFrozen,
}: {
  readonly working: Working;
  readonly isFrozen: boolean;
}): ReactElement {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>What changes and why</label>
      <Textfield
        id={id}
        maxLength={240}
        isDisabled={isFrozen}
        value={working.work.change}
        onChange={(event) => working.say(event.currentTarget.value)}
      />
    </div>
  );
}

/** What is in force, and the draft that is on its way: how far it is from it, who wrote it and where it stands. */
export function VersionBar({ editing, working }: VersionBarProps): ReactElement {
  const { draft } = editing.settings;
  const review = draft?.draft.review ?? null;
  return (
    <>
      <InForce settings={editing.settings} />
      {(draft !== null || working.isDirty) && (
        <>
          <DraftLine editing={editing} working={working} />
          {review?.verdict === 'return' && (
            <Notice
              tone="warning"
              title={`${nameOf(editing.people, review.by)} returned this draft: ${review.note}`}
            />
          )}
          {working.isDirty && (draft?.draft.stage === 'submitted' || draft?.draft.stage === 'approved') && (
            <p>Saving takes the draft back from its review: it has to be submitted again.</p>
          )}
          <ChangeField working={working} isFrozen={editing.frozen !== null} />
        </>
      )}
    </>
  );
}
