import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { CallFailure } from '../../app-port';
import { AskOnce } from '../../elements/ask-once';
import { Disclosure } from '../../elements/disclosure';
import { Failure } from '../../elements/failure';
import { count } from '../../elements/words';
import type { Walk } from '../../oversight/use-walk';
import type { Editing } from '../work/editing';
import { readDocument } from '../work/document-shape';
import type { Working } from '../work/use-work';
import { ActButtons } from './act-buttons';
import type { Act, Standing } from './acts';
import { RunningCanary, StartCanary } from './canary-panel';
import { Conflict } from './conflict';
import { DiffView } from './diff-view';
import { ProblemList } from './problem-list';
import { ReviewPanel } from './review-panel';
import { SharesRow } from './shares-row';
import { SimulationView } from './simulation-view';
import { useLife, useReload, type Life } from './use-life';
import { useSimulation, type SimulationPlace } from './use-simulation';
import { VersionBar } from './version-bar';

interface LifeAreaProps {
  readonly editing: Editing;
  readonly working: Working;
}

function busyAct(life: Life, isSimulating: boolean): Act | null {
  if (life.save.isPending) return 'Save draft';
  if (isSimulating) return 'Simulate';
  if (life.submit.isPending) return 'Submit for review';
  return life.publish.isPending ? 'Publish' : null;
}

/** What came back from the last act that was refused; a save that met somebody else's is asked about apart. */
const failureOf = ({ save, submit, publish, discard }: Life): CallFailure | null =>
  (save.error?.code === 'conflict' ? null : save.error) ?? submit.error ?? publish.error ?? discard.error;

/** Where the stage of the draft asks somebody for something: a review, a trial, the end of a trial. */
function StagePanel({
  editing,
  life,
}: {
  readonly editing: Editing;
  readonly life: Life;
}): ReactElement | null {
  const view = editing.settings.draft;
  if (view === null) return null;
  const { stage, canary } = view.draft;
  if (stage === 'submitted') return <ReviewPanel view={view} life={life} />;
  if (stage === 'approved') return <StartCanary view={view} life={life} />;
  return stage === 'canary' && canary !== null ? (
    <RunningCanary view={view} life={life} canary={canary} />
  ) : null;
}

function DropAndDiscard({
  editing,
  working,
  life,
}: LifeAreaProps & { readonly life: Life }): ReactElement | null {
  const { draft } = editing.settings;
  if (draft === null && !working.isDirty) return null;
  return (
    <div className="row">
      {working.isDirty && (
        <Button spacing="compact" appearance="subtle" onClick={working.drop}>
          Drop my edits
        </Button>
      )}
      {working.isDirty && !working.isKept && (
        <span className="subtle">
          This browser keeps nothing for this page: edits that are not saved are lost when it is loaded again.
        </span>
      )}
      {draft !== null && (
        <AskOnce
          action="Discard draft"
          question="Discard this draft for everybody? The policy in force stays as it is."
          confirm="Discard"
          isBusy={life.discard.isPending}
          isDangerous
          onConfirm={() => life.discard.mutate({ revision: draft.draft.revision })}
        />
      )}
    </div>
  );
}

interface Acting extends LifeAreaProps {
  readonly life: Life;
  readonly simulation: Walk<SimulationPlace>;
}

/** Sends one of the four acts. A save that met somebody else's has the page read again, which shows what they did. */
function useAct({ editing, working, life, simulation }: Acting): (act: Act) => void {
  const reload = useReload();
  const { work } = working;
  const revision = editing.settings.draft?.draft.revision ?? 0;
  const save = (): void => {
    const { document } = readDocument(work.document);
    if (document === null) return;
    life.save.mutate(
      { revision: work.revision, baseVersion: work.baseVersion, document, change: work.change },
      { onError: ({ code }) => void (code === 'conflict' && reload()) },
    );
  };
  const acts: Readonly<Record<Act, () => void>> = {
    'Save draft': save,
    Simulate: () => simulation.walk({ revision, restart: false, simulation: null }),
    'Submit for review': () => life.submit.mutate({ revision }),
    Publish: () => life.publish.mutate({ revision }),
  };
  return (act) => acts[act]();
}

/** How the document in the page differs from the policy in force. */
function Differences({ editing, working }: LifeAreaProps): ReactElement | null {
  const { settings, people, checked } = editing;
  const { draft, policy } = settings;
  const changes = working.isDirty ? checked.changes : (draft?.changes ?? []);
  if (changes.length === 0 || draft?.draft.stage === 'submitted') return null;
  return (
    <Disclosure title={`Differences from v${policy.version}: ${count(changes.length, 'change')}`}>
      <DiffView changes={changes} people={people} />
    </Disclosure>
  );
}

/** The bar above the tabs: what is in force, the draft, its acts, and what its stage asks for. */
export function LifeArea({ editing, working }: LifeAreaProps): ReactElement {
  const { settings, people, checked } = editing;
  const life = useLife(working);
  const simulation = useSimulation();
  const act = useAct({ editing, working, life, simulation });
  const { draft } = settings;
  const standing: Standing = {
    view: draft,
    versionInForce: settings.policy.version,
    isDirty: working.isDirty,
    isStale: working.isStale,
    isReadable: checked.isReadable,
  };
  return (
    <section aria-label="Policy and draft" className="version-bar stack-small">
      <VersionBar editing={editing} working={working} />
      <SharesRow shares={settings.shares} simulation={draft?.simulation ?? null} />
      {working.isStale ? (
        <Conflict settings={settings} working={working} people={people} />
      ) : (
        <Failure failure={failureOf(life)} />
      )}
      <ActButtons standing={standing} busy={busyAct(life, simulation.isRunning)} onAct={act} />
      <DropAndDiscard editing={editing} working={working} life={life} />
      <StagePanel editing={editing} life={life} />
      <ProblemList document={editing.document} problems={checked.problems} />
      <Differences editing={editing} working={working} />
      {draft !== null && (simulation.isRunning || !working.isDirty) && (
        <SimulationView walk={simulation} revision={draft.draft.revision} newest={draft.simulation} />
      )}
    </section>
  );
}
