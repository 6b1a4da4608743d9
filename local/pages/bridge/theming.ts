import { isRecord } from '../site/json';

/** Light or dark, as Atlassian's token style sheets select them on `<html>`. */
export type ColorMode = 'light' | 'dark';

/** The value of `data-theme`: which style sheet serves which mode. */
const THEME_ATTRIBUTE = 'light:light dark:dark spacing:spacing typography:typography shape:shape';

/** The same as an object: `theme` in the context that a frame gets (forge-facts §3.4). */
export function themeState(colorMode: ColorMode): Readonly<Record<string, string>> {
  return {
    colorMode,
    light: 'light',
    dark: 'dark',
    spacing: 'spacing',
    typography: 'typography',
    shape: 'shape',
  };
}

/** Sets the mode on a document's root element. */
export function applyColorMode(root: Element, colorMode: ColorMode): void {
  root.setAttribute('data-color-mode', colorMode);
  root.setAttribute('data-theme', THEME_ATTRIBUTE);
}

/** Reads the mode out of a theme object; light for anything else. */
export function colorModeOf(value: unknown): ColorMode {
  return isRecord(value) && value['colorMode'] === 'dark' ? 'dark' : 'light';
}
