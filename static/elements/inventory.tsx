import type { ReactElement } from 'react';
import type { Inventory as InventoryData } from '../../src/contract/quality';
import { useRead } from '../queries';
import { DataTable, type DataRow } from './data-table';
import { Failure } from './failure';
import { Lozenge, type Tone } from './lozenge';
import { Moment } from './moment';
import { Notice } from './notice';
import { STEPS } from './output-words';
import { SealMark } from './seal-mark';
import { Waiting } from './waiting';
import { grouped, kindName } from './words';

type Model = InventoryData['models'][number];

const STATUS: Readonly<Record<Model['status'], { readonly word: string; readonly tone: Tone }>> = {
  ready: { word: 'Ready', tone: 'success' },
  held: { word: 'Held back', tone: 'warning' },
  'not-offered': { word: 'Not offered', tone: 'danger' },
  'not-used': { word: 'Not used', tone: 'neutral' },
};

function ModelStatus({ model: { status, heldUntil } }: { readonly model: Model }): ReactElement {
  return (
    <span className="row">
      <Lozenge {...STATUS[status]} />
      {heldUntil !== null && (
        <span className="subtle">
          after failures, until <Moment at={heldUntil} />
        </span>
      )}
    </span>
  );
}

function Models({ models }: Pick<InventoryData, 'models'>): ReactElement {
  if (models.length === 0) return <p>No model is offered or named by a tier.</p>;
  return (
    <DataTable
      caption="Models"
      columns={['Model', 'Tiers', 'Status', 'Tokens today (UTC)']}
      rows={models.map((model) => ({
        key: model.model,
        cells: [
          model.model,
          model.tiers.length === 0 ? 'none' : model.tiers.join(', '),
          <ModelStatus key="status" model={model} />,
          grouped(model.tokensToday),
        ],
      }))}
    />
  );
}

interface Versioned {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

const versionRow = (what: string, { id, version, digest }: Versioned): DataRow => ({
  key: `${what}-${id}`,
  cells: [what, id, version, <SealMark key="digest" seal={digest} />],
});

function versionRows({ composer, guardrails, prompts, templates }: InventoryData): readonly DataRow[] {
  return [
    versionRow('Composer', composer),
    versionRow('Guardrails', guardrails),
    ...prompts.map((prompt) => versionRow(`Prompt: ${prompt.title}`, prompt)),
    ...templates.map((template) => {
      const kinds = template.kinds.length === 0 ? '' : `, ${template.kinds.map(kindName).join(', ')}`;
      return versionRow(`Template: ${template.title} (${STEPS[template.step]}${kinds})`, template);
    }),
  ];
}

interface InventoryProps {
  /** The call of the page on which this stands. */
  readonly call: 'admin.inventory' | 'oversight.inventory';
}

/** Everything that may produce outputs here, with its version and its status now (R314, R318). */
export function Inventory({ call }: InventoryProps): ReactElement {
  const { data, error, refetch } = useRead(call, {});
  return (
    <section aria-labelledby="inventory-title" className="card stack">
      <div className="stack-small">
        <h2 id="inventory-title" className="card-title">
          Inventory
        </h2>
        <p className="subtle">
          What may produce outputs by the policy in force. A digest names the exact text of a version.
        </p>
      </div>
      {data === undefined && error === null && <Waiting for="Looking what is in use" lines={6} />}
      <Failure failure={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <>
          {data.modelsNote !== null && <Notice tone="info" title={data.modelsNote} />}
          <Models models={data.models} />
          <DataTable
            caption="Versions"
            columns={['What', 'Id', 'Version', 'Digest']}
            rows={versionRows(data)}
          />
        </>
      )}
    </section>
  );
}
