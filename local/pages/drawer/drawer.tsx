import { type ReactNode, useEffect, useId, useRef } from 'react';
import { TabList } from '../parts/tab-list';
import { useStore } from '../site/store';
import { CallsTab } from './calls-tab';
import { closeDrawer, drawer, DRAWER_TABS, type DrawerTab, showTab } from './drawer-state';
import { LogTab } from './log-tab';
import { SiteTab } from './site-tab';
import { StorageTab } from './storage-tab';

/** On a narrow screen nothing of the page is left to use beside the drawer, so it takes the keyboard whole. */
const NARROW = '(max-width: 800px)';

function TabContent({ tab }: { readonly tab: DrawerTab }): ReactNode {
  switch (tab) {
    case 'calls':
      return <CallsTab />;
    case 'storage':
      return <StorageTab />;
    case 'log':
      return <LogTab />;
    case 'site':
      return <SiteTab />;
  }
}

function OpenDrawer({ tab }: { readonly tab: DrawerTab }): ReactNode {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    if (matchMedia(NARROW).matches) element.current?.showModal();
    else element.current?.show();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  // A dialog beside the page, unlike one over it, does not close by itself.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      closeDrawer();
    };
    const shown = element.current;
    shown?.addEventListener('keydown', onKey);
    return () => shown?.removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog ref={element} id="drawer" className="drawer" aria-label="Inside the local site">
      <div className="drawer-head">
        <TabList label="Inside the local site" id={id} tabs={DRAWER_TABS} open={tab} onOpen={showTab} />
        <button type="button" className="icon-button" aria-label="Close" onClick={closeDrawer}>
          ✕
        </button>
      </div>
      <div role="tabpanel" id={`${id}-${tab}-panel`} aria-labelledby={`${id}-${tab}`} className="drawer-body">
        <TabContent tab={tab} />
      </div>
    </dialog>
  );
}

/** The drawer over the foot of every page: what the app asked of the platform, what it stored, and the site itself. */
export function Drawer(): ReactNode {
  const { isOpen, tab } = useStore(drawer);
  return isOpen ? <OpenDrawer tab={tab} /> : null;
}
