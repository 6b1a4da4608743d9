import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Answers every import of Atlaskit's gate client, by either of its names, with our own (see feature-gates.ts). */
const featureGates: Plugin = {
  name: 'feature-gates',
  enforce: 'pre',
  resolveId: (id) => (/^@atlaskit\/feature-gate-js-client(\/.*)?$/u.test(id) ? '\0feature-gates' : undefined),
  load: (id) =>
    id === '\0feature-gates'
      ? `export { FeatureGates, FeatureGates as default } from ${JSON.stringify(`${here}feature-gates.ts`)};`
      : undefined,
};

/**
 * One build for all Forge resources. Relative addresses, because Forge serves it under a deep path; no inlined assets,
 * because the content security policy knows no `data:` fonts (forge-facts §2.8).
 */
export default defineConfig({
  root: here,
  base: './',
  esbuild: { jsx: 'automatic' },
  plugins: [featureGates],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      onwarn: (warning, warn) => {
        // `"use client"` means nothing in a bundle without server components; every query file has it.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
