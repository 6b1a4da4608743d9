import { applyColorMode, type ColorMode } from '../bridge/theming';
import { createStore } from './store';

const STORAGE_KEY = 'local-site.theme';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

/** What the person chose here; undefined while the system decides. */
function keptMode(): ColorMode | undefined {
  const kept = localStorage.getItem(STORAGE_KEY);
  return kept === 'light' || kept === 'dark' ? kept : undefined;
}

const currentMode = (): ColorMode => keptMode() ?? (systemIsDark.matches ? 'dark' : 'light');

/** The page's colour mode; what the person chose is remembered, else the system decides. */
export const colorMode = createStore<ColorMode>(currentMode());

/** Switches between light and dark and remembers it. */
export function toggleColorMode(): void {
  const next = colorMode.get() === 'dark' ? 'light' : 'dark';
  localStorage.setItem(STORAGE_KEY, next);
  colorMode.set(next);
}

/** Keeps `<html>` in the chosen mode from now on, and follows the system where nothing was chosen. */
export function followColorMode(): void {
  const apply = (): void => applyColorMode(document.documentElement, colorMode.get());
  apply();
  colorMode.subscribe(apply);
  systemIsDark.addEventListener('change', () => colorMode.set(currentMode()));
}
