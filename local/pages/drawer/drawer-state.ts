import { createStore } from '../site/store';

/** The tabs of the drawer. */
export const DRAWER_TABS = [
  { name: 'calls', label: 'Platform calls' },
  { name: 'storage', label: 'Storage' },
  { name: 'log', label: 'Log' },
  { name: 'site', label: 'Site' },
] as const;
/** One of them. */
export type DrawerTab = (typeof DRAWER_TABS)[number]['name'];

/** Whether the drawer is open, and at which tab; it opens again where it was left. */
export const drawer = createStore<{ readonly isOpen: boolean; readonly tab: DrawerTab }>({
  isOpen: false,
  tab: 'calls',
});

/** Opens or closes the drawer. */
export function toggleDrawer(): void {
  drawer.set({ ...drawer.get(), isOpen: !drawer.get().isOpen });
}

/** Closes the drawer. */
export function closeDrawer(): void {
  drawer.set({ ...drawer.get(), isOpen: false });
}

/** Shows another tab. */
export function showTab(tab: DrawerTab): void {
  drawer.set({ ...drawer.get(), tab });
}
