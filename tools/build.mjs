/** Builds what the local site serves: `node tools/build.mjs [--force] [app|static|pages|local|bundle …]`. Unchanged steps are skipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { BUNDLE_STEP, ROOT, STEPS, hashInputs, staleSteps, stamp } from './build-steps.mjs';

const inRoot = (path) => join(ROOT, path);

/** As `forge deploy` does: one CommonJS file with the SDK inside (facts §8.5). */
async function buildApp() {
  await bundle({
    entryPoints: [inRoot('src/index.ts')],
    outfile: inRoot('dist/app/index.js'),
    format: 'cjs',
    platform: 'node',
  });
}

async function buildStatic() {
  const { build } = await import('vite');
  await build({ root: inRoot('static'), configFile: inRoot('static/vite.config.ts'), logLevel: 'warn' });
}

async function buildPages() {
  rmSync(inRoot('dist/pages'), { recursive: true, force: true });
  const browser = {
    platform: 'browser',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  };
  await bundle({
    ...browser,
    entryPoints: [inRoot('local/pages/main.tsx')],
    outfile: inRoot('dist/pages/main.js'),
    format: 'esm',
  });
  // A classic script: it must have set the bridge before the app's first module runs.
  const guest = {
    entryPoints: [inRoot('local/pages/bridge-guest.ts')],
    outfile: inRoot('dist/pages/bridge-guest.js'),
  };
  await bundle({ ...browser, ...guest, format: 'iife' });
  writeFileSync(inRoot('dist/pages/tokens.css'), readTokenThemes());
  writeFileSync(inRoot('dist/pages/index.html'), PAGE);
}

async function buildLocal() {
  const entryPoints = [inRoot('local/main.ts')];
  await bundle({
    entryPoints,
    outfile: inRoot('local/dist/main.js'),
    format: 'cjs',
    platform: 'node',
    packages: 'external',
  });
}

/** With Atlassian's own bundler, which wants a CommonJS process of its own. */
function buildForgeBundle() {
  const program = [inRoot('tools/bundle-forge.cjs'), inRoot('dist/forge')];
  const { status } = spawnSync(process.execPath, program, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('the app does not bundle as forge deploy would do it');
}

async function bundle(options) {
  const { build } = await import('esbuild');
  const target = options.platform === 'node' ? 'node20' : 'es2022';
  await build({
    bundle: true,
    target,
    sourcemap: true,
    logLevel: 'warning',
    legalComments: 'none',
    ...options,
  });
}

/** Themes that Jira has switched on; `@atlaskit/tokens` ships each as a JS string, the bridge links them as one sheet. */
const THEMES = ['light', 'dark', 'spacing', 'typography', 'shape', 'motion'];

function readTokenThemes() {
  const tokens = dirname(
    createRequire(inRoot('static/package.json')).resolve('@atlaskit/tokens/package.json'),
  );
  const sheets = THEMES.map((theme) => {
    const code = readFileSync(join(tokens, `dist/esm/artifacts/themes/atlassian-${theme}.js`), 'utf8');
    const literal = /export default ("(?:[^"\\]|\\.)*")/.exec(code)?.[1];
    if (!literal) throw new Error(`@atlaskit/tokens: theme ${theme} is not a plain string any more`);
    return JSON.parse(literal);
  });
  return sheets.join('\n');
}

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Jira, local site</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/_pages/tokens.css" />
    <link rel="stylesheet" href="/_pages/main.css" />
  </head>
  <body>
    <div id="root"></div>
    <script type="module" src="/_pages/main.js"></script>
  </body>
</html>
`;

const BUILDERS = {
  app: buildApp,
  static: buildStatic,
  pages: buildPages,
  local: buildLocal,
  bundle: buildForgeBundle,
};

async function main(args) {
  const names = args.filter((arg) => arg !== '--force');
  const unknown = names.find((name) => !(name in BUILDERS));
  if (unknown) {
    console.error(`unknown step ${unknown}; accepted: --force, ${Object.keys(BUILDERS).join(', ')}`);
    process.exit(2);
  }
  const wanted =
    names.length === 0 ? STEPS : [...STEPS, BUNDLE_STEP].filter(({ name }) => names.includes(name));
  const steps = args.includes('--force') ? wanted : staleSteps(wanted);
  mkdirSync(inRoot('dist'), { recursive: true });
  for (const step of steps) {
    const started = performance.now();
    const hash = hashInputs(step);
    await BUILDERS[step.name]();
    stamp(step, hash);
    console.log(`built ${step.name} in ${Math.round(performance.now() - started)} ms`);
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  // esbuild has printed its own errors already.
  console.error(`build failed: ${error.message.split('\n')[0]}`);
  process.exit(1);
}
