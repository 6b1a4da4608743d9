import { useState, type ReactElement } from 'react';
import type { Bypass } from '../../../src/contract/policy-people';
import { AskOnce } from '../../elements/ask-once';
import { Lozenge } from '../../elements/lozenge';
import { Moment } from '../../elements/moment';
import { Chips } from '../forms/chips';
import { LOCAL_MOMENT, wholeNumber } from '../forms/notations';
import { PickedList } from '../forms/picked-list';
import { Problems } from '../forms/problems';
import { Several } from '../forms/several';
import { TextField } from '../forms/text-field';
import { TypedField } from '../forms/typed-field';
import { ChoiceField } from '../forms/choice-field';
import { useEditing, useNameOf } from '../work/editing';

interface BypassCardProps {
  readonly bypass: Bypass;
  readonly at: string;
  /** How often the one in force was used. */
  readonly uses: number;
  readonly onChange: (bypass: Bypass) => void;
  readonly onRemove: () => void;
}

/** Where a bypass stands now. */
function Standing({ bypass, uses }: Pick<BypassCardProps, 'bypass' | 'uses'>): ReactElement {
  const [now] = useState(() => Date.now());
  const isOver = Date.parse(bypass.until) <= now;
  return (
    <p className="row">
      <Lozenge
        word={`${uses} of ${bypass.maxUses} used`}
        tone={uses >= bypass.maxUses ? 'neutral' : 'warning'}
      />
      <span>
        {isOver ? 'Ended ' : 'Ends '}
        <Moment at={bypass.until} />
        {Date.parse(bypass.from) > now && (
          <>
            , begins <Moment at={bypass.from} />
          </>
        )}
      </span>
    </p>
  );
}

type PartProps = Pick<BypassCardProps, 'bypass' | 'at'> & { readonly set: (part: Partial<Bypass>) => void };

/** Which rules it lifts, for whom, where and for what. */
function Lifts({ bypass, at, set }: PartProps): ReactElement {
  const { settings, document, onFound } = useEditing();
  const nameOf = useNameOf();
  const blocking = document.rules.filter(
    ({ effect, id }) => effect.type === 'block' && !bypass.ruleIds.includes(id),
  );
  return (
    <>
      <Chips
        name="Lifted rules"
        items={bypass.ruleIds.map((id) => ({ id, name: id }))}
        onRemove={(gone) => set({ ruleIds: bypass.ruleIds.filter((id) => id !== gone) })}
      />
      <ChoiceField
        label="Lift a rule that blocks"
        choices={[
          { value: '', name: 'Choose a rule' },
          ...blocking.map(({ id, threshold }) => ({ value: id, name: `${id}: ${threshold}` })),
        ]}
        value=""
        at={`${at}.ruleIds`}
        onChange={(id) => set({ ruleIds: [...bypass.ruleIds, id] })}
      />
      <PickedList
        title="People it is for"
        add="Add a person to the bypass"
        what="people"
        keeps="id"
        nameOf={nameOf}
        at={`${at}.accountIds`}
        value={bypass.accountIds}
        onFound={({ id, name }) => onFound({ accountId: id, displayName: name })}
        onChange={(accountIds) => set({ accountIds })}
      />
      <PickedList
        title="Projects it is for"
        add="Add a project to the bypass"
        what="projects"
        keeps="id"
        at={`${at}.projects`}
        value={bypass.projects}
        onChange={(projects) => set({ projects })}
      />
      <Several
        title="Operations it is for"
        choices={settings.operations.map(({ operation, title }) => ({ value: operation, name: title }))}
        value={bypass.operations}
        at={`${at}.operations`}
        onChange={(operations) => set({ operations })}
      />
    </>
  );
}

function Bounds({ bypass, at, set }: PartProps): ReactElement {
  return (
    <>
      <TextField
        label="Because"
        at={`${at}.because`}
        value={bypass.because}
        maxLength={240}
        onChange={(because) => set({ because })}
      />
      <div className="field-row">
        <TypedField
          label="From"
          type="datetime-local"
          notation={LOCAL_MOMENT}
          at={`${at}.from`}
          value={bypass.from}
          onChange={(from) => set({ from })}
        />
        <TypedField
          label="Until"
          type="datetime-local"
          hint="At most 14 days after it begins."
          notation={LOCAL_MOMENT}
          at={`${at}.until`}
          value={bypass.until}
          onChange={(until) => set({ until })}
        />
        <TypedField
          label="Uses at most"
          notation={wholeNumber(1, 100)}
          at={`${at}.maxUses`}
          value={bypass.maxUses}
          onChange={(maxUses) => set({ maxUses })}
        />
      </div>
    </>
  );
}

/** A time-boxed, counted lift of blocking rules for some people (T23). */
export function BypassCard({ bypass, at, uses, onChange, onRemove }: BypassCardProps): ReactElement {
  const set = (part: Partial<Bypass>): void => onChange({ ...bypass, ...part });
  return (
    <fieldset className="card kind-card">
      <legend>{bypass.id}</legend>
      <Standing bypass={bypass} uses={uses} />
      <Problems at={at} />
      <Bounds bypass={bypass} at={at} set={set} />
      <Lifts bypass={bypass} at={at} set={set} />
      <AskOnce
        action={`Remove ${bypass.id}`}
        question="Remove this bypass from the draft? The policy in force keeps it until the draft is published, or until it ends."
        confirm="Remove"
        isBusy={false}
        isDangerous
        onConfirm={onRemove}
      />
    </fieldset>
  );
}
