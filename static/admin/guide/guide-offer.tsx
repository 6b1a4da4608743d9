import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import { Notice } from '../../elements/notice';

interface GuideOfferProps {
  /** Whether nobody has set this site up yet. */
  readonly isFirstRun: boolean;
  readonly onStart: () => void;
}

/** Offers the guide: in a notice on a site that runs what ships, else by a quiet button. */
export function GuideOffer({ isFirstRun, onStart }: GuideOfferProps): ReactElement {
  const [isSkipped, setSkipped] = useState(false);
  if (!isFirstRun || isSkipped) {
    return (
      <div>
        <Button spacing="compact" appearance="subtle" onClick={onStart}>
          Open the setup guide
        </Button>
      </div>
    );
  }
  return (
    <Notice tone="info" title="This site runs the policy that ships. Set up a first project in five steps.">
      <div className="row">
        <Button onClick={onStart}>Start the setup guide</Button>
        <Button appearance="subtle" onClick={() => setSkipped(true)}>
          Skip
        </Button>
      </div>
    </Notice>
  );
}
