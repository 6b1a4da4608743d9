import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { StepHeading } from '../elements/step-heading';
import { FORMATS } from './export-formats';
import { Reconstruct } from './reconstruct';
import { SearchForm } from './search-form';
import { SearchResults } from './search-results';
import { Story } from './story-view';
import type { Desk } from './use-desk';
import { useHandoffs } from './use-handoffs';

/** The two acts on everything, one click away; each goes where its progress is shown. */
function Shortcuts({ desk }: { readonly desk: Desk }): ReactElement {
  const { verifyAll, exporting } = desk;
  const isIdle = !exporting.isRunning && exporting.place?.savedAs !== null;
  return (
    <div className="row">
      <span className="subtle">Whole trail:</span>
      <Button
        spacing="compact"
        onClick={() => {
          desk.show('Whole trail');
          if (!verifyAll.isRunning) verifyAll.verify();
        }}
      >
        Verify audit trail
      </Button>
      <Button
        spacing="compact"
        onClick={() => {
          desk.show('Whole trail');
          if (isIdle) exporting.begin();
        }}
      >
        Export
      </Button>
      <span className="subtle">as {FORMATS[exporting.wish.format].word}</span>
    </div>
  );
}

function Search({ desk }: { readonly desk: Desk }): ReactElement {
  const handoffs = useHandoffs(desk.filter);
  return (
    <div className="stack">
      <div className="row spread">
        <StepHeading id="found-title" text="Find a hand-off" takesFocus={desk.hasMoved} />
        <Shortcuts desk={desk} />
      </div>
      <SearchForm
        form={desk.form}
        isSearching={handoffs.list === null && handoffs.failure === null}
        onChange={desk.setForm}
        onSearch={desk.search}
      />
      <SearchResults handoffs={handoffs} onChoose={(handoffId) => desk.go({ at: 'story', handoffId })} />
    </div>
  );
}

/** Hand-offs: the search, the story of one, and what its reviewer saw; one of them at a time. */
export function HandoffsView({ desk }: { readonly desk: Desk }): ReactElement {
  const { place, go, hasMoved } = desk;
  if (place.at === 'list') return <Search desk={desk} />;
  const { handoffId } = place;
  if (place.at === 'story') {
    return (
      <Story
        key={handoffId}
        handoffId={handoffId}
        takesFocus={hasMoved}
        onBack={() => go({ at: 'list' })}
        onReconstruct={() => go({ at: 'reconstruct', handoffId })}
      />
    );
  }
  return (
    <Reconstruct
      key={handoffId}
      handoffId={handoffId}
      takesFocus={hasMoved}
      onBack={() => go({ at: 'story', handoffId })}
    />
  );
}
