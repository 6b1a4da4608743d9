import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import type { ReactElement } from 'react';
import { Changes } from './changes';
import { Checkpoints } from './checkpoints';
import { HandoffsView } from './handoffs-view';
import { VIEWS, type Desk, type View } from './use-desk';
import { WholeTrail } from './whole-trail';

function ViewOf({ view, desk }: { readonly view: View; readonly desk: Desk }): ReactElement {
  switch (view) {
    case 'Hand-offs':
      return <HandoffsView desk={desk} />;
    case 'Who changed what':
      return <Changes />;
    case 'Checkpoints':
      return <Checkpoints />;
    case 'Whole trail':
      return <WholeTrail verifyAll={desk.verifyAll} exporting={desk.exporting} />;
  }
}

/** The audit trail, one question at a time. */
export function AuditTab({ desk }: { readonly desk: Desk }): ReactElement {
  return (
    <div className="tab-body">
      <Tabs
        id="audit"
        selected={VIEWS.indexOf(desk.view)}
        onChange={(index) => desk.show(VIEWS[index] ?? 'Hand-offs')}
        shouldUnmountTabPanelOnChange
      >
        <TabList>
          {VIEWS.map((view) => (
            <Tab key={view}>{view}</Tab>
          ))}
        </TabList>
        {VIEWS.map((view) => (
          <TabPanel key={view}>
            <div className="tab-body">
              <ViewOf view={view} desk={desk} />
            </div>
          </TabPanel>
        ))}
      </Tabs>
    </div>
  );
}
