import type { ReactElement } from 'react';
import type { Condition } from '../../../src/contract/rule';
import {
  CLASSES,
  CUSTOMER_FACING,
  DATA_CLASSES,
  ENVIRONMENTS,
  IMPACTS,
  keysOf,
  kindName,
  OPERATIONS,
  REVERSIBILITIES,
  SEVERITIES,
} from '../../elements/words';
import { ChoiceField, type Choice } from '../forms/choice-field';
import { NamedList } from '../forms/named-list';
import { PickedList } from '../forms/picked-list';
import { Several } from '../forms/several';
import { useEditing } from '../work/editing';
import { firstWindow, WindowsField } from './windows-field';

export interface PartProps {
  readonly when: Condition;
  /** The rule's condition in the document: `rules.3.when`. */
  readonly at: string;
  readonly set: (part: Partial<Condition>) => void;
}

/** One part of a condition: its name in the list of parts, what it begins with, and its fields. */
interface Part {
  readonly name: string;
  readonly begin: (kinds: readonly string[]) => Condition;
  readonly Fields: (props: PartProps) => ReactElement;
}

const choicesOf = <V extends string>(words: Readonly<Record<V, string>>): readonly Choice<V>[] =>
  keysOf(words).map((value) => ({
    value,
    name: words[value] === 'unknown' ? 'Unknown (missing or not mapped)' : words[value],
  }));

/** Fields for a part that takes some values of a closed list. */
const listed =
  <V extends string>(
    title: string,
    words: Readonly<Record<V, string>>,
    lens: {
      readonly get: (when: Condition) => readonly V[] | undefined;
      readonly put: (values: V[]) => Partial<Condition>;
      readonly at: string;
    },
  ) =>
  ({ when, at, set }: PartProps): ReactElement => (
    <Several
      title={title}
      choices={choicesOf(words)}
      value={lens.get(when) ?? []}
      at={`${at}.${lens.at}`}
      onChange={(values) => set(lens.put(values))}
    />
  );

function Kinds({ when, at, set }: PartProps): ReactElement {
  const { document } = useEditing();
  const known = [...new Set([...document.kinds.map(({ kind }) => kind), ...(when.kinds ?? [])])];
  return (
    <Several
      title="Kind of work"
      choices={known.map((kind) => ({ value: kind, name: kindName(kind) }))}
      value={when.kinds ?? []}
      at={`${at}.kinds`}
      onChange={(kinds) => set({ kinds })}
    />
  );
}

const TIERS: readonly Choice<string>[] = [0, 1, 2, 3].map((tier) => ({
  value: String(tier),
  name: `Tier ${tier}`,
}));

const LEAVES: readonly Choice<'yes' | 'no'>[] = [
  { value: 'yes', name: 'leaves the team' },
  { value: 'no', name: 'stays in the team' },
];

/** Every part that a condition can have. */
export const CONDITION_PARTS: { readonly [K in keyof Condition]-?: Part } = {
  kinds: { name: 'Kind of work', begin: (kinds) => ({ kinds: kinds.slice(0, 1) }), Fields: Kinds },
  projects: {
    name: 'Project',
    begin: () => ({ projects: [] }),
    Fields: ({ when, at, set }) => (
      <PickedList
        title="Projects"
        add="Add a project"
        what="projects"
        keeps="id"
        at={`${at}.projects`}
        value={when.projects ?? []}
        onChange={(projects) => set({ projects })}
      />
    ),
  },
  severities: {
    name: 'Severity',
    begin: () => ({ severities: ['critical'] }),
    Fields: listed('Severity', SEVERITIES, {
      get: ({ severities }) => severities,
      put: (severities) => ({ severities }),
      at: 'severities',
    }),
  },
  dataClasses: {
    name: 'Data class',
    begin: () => ({ dataClasses: ['restricted'] }),
    Fields: listed('Data class', DATA_CLASSES, {
      get: ({ dataClasses }) => dataClasses,
      put: (dataClasses) => ({ dataClasses }),
      at: 'dataClasses',
    }),
  },
  impacts: {
    name: 'Impact',
    begin: () => ({ impacts: ['extensive'] }),
    Fields: listed('Impact', IMPACTS, {
      get: ({ impacts }) => impacts,
      put: (impacts) => ({ impacts }),
      at: 'impacts',
    }),
  },
  environments: {
    name: 'Environment',
    begin: () => ({ environments: ['production'] }),
    Fields: listed('Environment', ENVIRONMENTS, {
      get: ({ environments }) => environments,
      put: (environments) => ({ environments }),
      at: 'environments',
    }),
  },
  customerFacing: {
    name: 'Customer-facing',
    begin: () => ({ customerFacing: ['yes'] }),
    Fields: listed('Customer-facing', CUSTOMER_FACING, {
      get: ({ customerFacing }) => customerFacing,
      put: (customerFacing) => ({ customerFacing }),
      at: 'customerFacing',
    }),
  },
  classes: {
    name: 'Class of operation',
    begin: () => ({ classes: ['ticket-write-back'] }),
    Fields: listed('Class of operation', CLASSES, {
      get: ({ classes }) => classes,
      put: (classes) => ({ classes }),
      at: 'classes',
    }),
  },
  operations: {
    name: 'Operation',
    begin: () => ({ operations: ['gather-evidence'] }),
    Fields: listed('Operation', OPERATIONS, {
      get: ({ operations }) => operations,
      put: (operations) => ({ operations }),
      at: 'operations',
    }),
  },
  reversibilities: {
    name: 'Reversibility',
    begin: () => ({ reversibilities: ['irreversible'] }),
    Fields: listed('Reversibility of its use', REVERSIBILITIES, {
      get: ({ reversibilities }) => reversibilities,
      put: (reversibilities) => ({ reversibilities }),
      at: 'reversibilities',
    }),
  },
  leavesTeam: {
    name: 'Output leaves the team',
    begin: () => ({ leavesTeam: true }),
    Fields: ({ when, at, set }) => (
      <ChoiceField
        label="The output"
        choices={LEAVES}
        value={when.leavesTeam === true ? 'yes' : 'no'}
        at={`${at}.leavesTeam`}
        onChange={(answer) => set({ leavesTeam: answer === 'yes' })}
      />
    ),
  },
  requesterRoles: {
    name: 'Project role of the requester',
    begin: () => ({ requesterRoles: [] }),
    Fields: ({ when, at, set }) => (
      <PickedList
        title="Project roles of the requester"
        add="Add a project role"
        what="project-roles"
        keeps="name"
        at={`${at}.requesterRoles`}
        value={when.requesterRoles ?? []}
        onChange={(requesterRoles) => set({ requesterRoles })}
      />
    ),
  },
  labels: {
    name: 'Label',
    begin: () => ({ labels: [] }),
    Fields: ({ when, at, set }) => (
      <NamedList
        label="Labels"
        at={`${at}.labels`}
        value={when.labels ?? []}
        onChange={(labels) => set({ labels })}
      />
    ),
  },
  components: {
    name: 'Component',
    begin: () => ({ components: [] }),
    Fields: ({ when, at, set }) => (
      <NamedList
        label="Components"
        at={`${at}.components`}
        value={when.components ?? []}
        onChange={(components) => set({ components })}
      />
    ),
  },
  tierAbove: {
    name: 'AI tier above',
    begin: () => ({ tierAbove: 0 }),
    Fields: ({ when, at, set }) => (
      <ChoiceField
        label="AI tier above"
        choices={TIERS}
        value={String(when.tierAbove ?? 0)}
        at={`${at}.tierAbove`}
        onChange={(tier) => set({ tierAbove: Number(tier) })}
      />
    ),
  },
  tierAtMost: {
    name: 'AI tier at most',
    begin: () => ({ tierAtMost: 0 }),
    Fields: ({ when, at, set }) => (
      <ChoiceField
        label="AI tier at most"
        choices={TIERS}
        value={String(when.tierAtMost ?? 0)}
        at={`${at}.tierAtMost`}
        onChange={(tier) => set({ tierAtMost: Number(tier) })}
      />
    ),
  },
  during: {
    name: 'During a time',
    begin: () => ({ during: firstWindow() }),
    Fields: ({ when, at, set }) => (
      <WindowsField
        title="During"
        value={when.during ?? []}
        at={`${at}.during`}
        onChange={(during) => set({ during })}
      />
    ),
  },
  outside: {
    name: 'Outside a time',
    begin: () => ({ outside: firstWindow() }),
    Fields: ({ when, at, set }) => (
      <WindowsField
        title="Outside"
        value={when.outside ?? []}
        at={`${at}.outside`}
        onChange={(outside) => set({ outside })}
      />
    ),
  },
};
