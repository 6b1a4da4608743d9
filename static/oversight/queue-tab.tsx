import Tabs, { Tab, TabList, TabPanel } from '@atlaskit/tabs';
import { useState, type ReactElement } from 'react';
import { AllHandoffs } from './all-handoffs';
import { QueueList } from './queue-list';
import { useLoadedSize, type QueueView } from './use-queue';

const VIEWS: readonly { readonly view: QueueView; readonly word: string }[] = [
  { view: 'mine', word: 'Mine' },
  { view: 'team', word: 'Team' },
  { view: 'overdue', word: 'Overdue' },
];

function ViewName({ view, word }: (typeof VIEWS)[number]): ReactElement {
  const size = useLoadedSize(view);
  return <>{size === null ? word : `${word} (${size})`}</>;
}

interface QueueTabProps {
  readonly isGovernance: boolean;
  readonly onOpenTrail: (handoffId: string) => void;
}

/** What waits for people: mine, my team's, what is overdue; and for governance every hand-off there is. */
export function QueueTab({ isGovernance, onOpenTrail }: QueueTabProps): ReactElement {
  const [selected, setSelected] = useState(0);
  return (
    <div className="tab-body">
      <Tabs id="queue" selected={selected} onChange={setSelected} shouldUnmountTabPanelOnChange>
        <TabList>
          {VIEWS.map(({ view, word }) => (
            <Tab key={view}>
              <ViewName view={view} word={word} />
            </Tab>
          ))}
          {isGovernance && <Tab>All</Tab>}
        </TabList>
        {VIEWS.map(({ view }) => (
          <TabPanel key={view}>
            <div className="tab-body">
              <QueueList view={view} />
            </div>
          </TabPanel>
        ))}
        {isGovernance && (
          <TabPanel>
            <div className="tab-body">
              <AllHandoffs onOpenTrail={onOpenTrail} />
            </div>
          </TabPanel>
        )}
      </Tabs>
    </div>
  );
}
