import { applyColorMode, type ColorMode } from '../bridge/theming';
import { createStore } from './store';

const STORAGE_KEY = 'local-site.theme';

function initialMode(): ColorMode {
  const kept = localStorage.getItem(STORAGE_KEY);
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The page's colour mode; what the person chose is remembered, else the system decides. */
export const colorMode = createStore<ColorMode>(initialMode());

/** Switches between light and dark and remembers it. */
export function toggleColorMode(): void {
  const next = colorMode.get() === 'dark' ? 'light' : 'dark';
  localStorage.setItem(STORAGE_KEY, next);
  colorMode.set(next);
}

/** Keeps `<html>` in the chosen mode from now on. */
export function followColorMode(): void {
  const apply = (): void => applyColorMode(document.documentElement, colorMode.get());
  apply();
  colorMode.subscribe(apply);
}
