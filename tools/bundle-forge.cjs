/**
 * Bundles the app with Atlassian's own bundler, as `forge deploy` does: `node tools/bundle-forge.cjs FOLDER`.
 * CommonJS and its own process, because the bundler's configuration asks `require.main`. No network: the wrapper and
 * loader that Forge adds around the bundle come from Atlassian's servers and are left out.
 */
const { cpSync, rmSync } = require('node:fs');
const { getEntryPoints, getNodeBundler } = require('@forge/bundler');
const { ConfigFile, FileSystemReader, FileSystemWriter } = require('@forge/cli-shared');

const silent = () => undefined;
const logger = { debug: silent, trace: silent, info: silent, warn: console.warn, error: console.error };
const absent = async () => ({ script: '', source: 'local', version: 'local' });
const withoutRuntime = { getNodeRuntimeWrapper: absent, getNodeRuntimeLoader: absent };

/** `index.panel` is the export `panel` of the module `index`. */
function toHandler({ handler }) {
  const dot = handler.lastIndexOf('.');
  return { module: handler.slice(0, dot), func: handler.slice(dot + 1) };
}

async function bundle(folder) {
  const config = await new ConfigFile(new FileSystemReader(), new FileSystemWriter()).readConfig();
  const handlers = config.modules.function.map(toHandler);
  const bundler = getNodeBundler(logger, withoutRuntime, { readConfig: async () => config });
  const { outputDir, metadata } = await bundler.bundle({
    appDirectory: process.cwd(),
    entryPoints: getEntryPoints(handlers),
  });
  rmSync(folder, { recursive: true, force: true });
  cpSync(outputDir, folder, { recursive: true });
  rmSync(outputDir, { recursive: true, force: true });
  return metadata;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('bundle-forge: which folder? accepted: one path');
  process.exit(2);
}
bundle(folder).then(
  ({ tsFiles }) => console.log(`bundled ${tsFiles} files as forge deploy does`),
  (error) => {
    console.error(error.message);
    process.exit(1);
  },
);
