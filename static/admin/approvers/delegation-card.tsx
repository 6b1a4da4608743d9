import { useState, type ReactElement } from 'react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Delegation } from '../../../src/contract/policy-people';
import { AskOnce } from '../../elements/ask-once';
import { Lozenge, type Tone } from '../../elements/lozenge';
import { Moment } from '../../elements/moment';
import { roleName } from '../../elements/words';
import { ChoiceField } from '../forms/choice-field';
import { LOCAL_MOMENT } from '../forms/notations';
import { PersonField } from '../forms/person-field';
import { Problems } from '../forms/problems';
import { TextField } from '../forms/text-field';
import { TypedField } from '../forms/typed-field';
import { useEditing, useNameOf } from '../work/editing';

const EVERY_ROLE = '';

interface Standing {
  readonly word: string;
  readonly tone: Tone;
  readonly begins: boolean;
}

/** Where a delegation stands at a moment in milliseconds. */
function standingOf({ since, until }: Delegation, now: number): Standing {
  if (Date.parse(until) <= now) return { word: 'Ended', tone: 'neutral', begins: false };
  return Date.parse(since) > now
    ? { word: 'Will start', tone: 'progress', begins: true }
    : { word: 'Runs', tone: 'success', begins: false };
}

function State({ delegation }: { readonly delegation: Delegation }): ReactElement {
  const [now] = useState(() => Date.now());
  const { word, tone, begins } = standingOf(delegation, now);
  return (
    <p className="row">
      <Lozenge word={word} tone={tone} />
      <Moment at={begins ? delegation.since : delegation.until} />
    </p>
  );
}

/** Every role that somebody could hold, and the one that the delegation names, though it may be gone. */
const rolesFor = ({ approvers }: PolicyDocument, { role }: Delegation): readonly string[] => [
  ...new Set([...approvers.map((entry) => entry.role), ...(role === null ? [] : [role])]),
];

interface DelegationCardProps {
  readonly delegation: Delegation;
  readonly at: string;
  readonly onChange: (delegation: Delegation) => void;
  readonly onRemove: () => void;
}

/** Who stands in for whom, in which role, from when until when and why. */
export function DelegationCard({ delegation, at, onChange, onRemove }: DelegationCardProps): ReactElement {
  const { document } = useEditing();
  const from = useNameOf()(delegation.from);
  const set = (part: Partial<Delegation>): void => onChange({ ...delegation, ...part });
  return (
    <fieldset className="card kind-card">
      <legend>{`For ${from}`}</legend>
      <State delegation={delegation} />
      <Problems at={at} />
      <Problems at={`${at}.from`} />
      <PersonField
        label="Delegate"
        at={`${at}.to`}
        accountId={delegation.to}
        onChange={(to) => to !== null && set({ to })}
      />
      <ChoiceField
        label="In the role"
        choices={[
          { value: EVERY_ROLE, name: 'Every role' },
          ...rolesFor(document, delegation).map((role) => ({ value: role, name: roleName(role) })),
        ]}
        value={delegation.role ?? EVERY_ROLE}
        at={`${at}.role`}
        onChange={(role) => set({ role: role === EVERY_ROLE ? null : role })}
      />
      <div className="field-row">
        <TypedField
          label="From"
          type="datetime-local"
          notation={LOCAL_MOMENT}
          at={`${at}.since`}
          value={delegation.since}
          onChange={(since) => set({ since })}
        />
        <TypedField
          label="Until"
          type="datetime-local"
          hint="At most 90 days after it begins."
          notation={LOCAL_MOMENT}
          at={`${at}.until`}
          value={delegation.until}
          onChange={(until) => set({ until })}
        />
      </div>
      <TextField
        label="Because"
        hint="Approvers and auditors read it. Name no illness and nothing else that is private."
        at={`${at}.because`}
        value={delegation.because}
        maxLength={240}
        onChange={(because) => set({ because })}
      />
      <AskOnce
        action={`Remove the delegation for ${from}`}
        question="Remove this delegation from the draft? The policy in force keeps it until the draft is published, or until it ends."
        confirm="Remove"
        isBusy={false}
        isDangerous
        onConfirm={onRemove}
      />
    </fieldset>
  );
}
