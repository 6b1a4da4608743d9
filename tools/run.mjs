/** Runs `tools/NAME.ts`: `node tools/run.mjs NAME args…`. Bundled once; an unchanged tool starts without a bundler. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = join(ROOT, 'dist/tools');
const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'tools/run.mjs'];

const hashOf = (inputs) => {
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(`${input}\0`).update(readFileSync(join(ROOT, input)));
  return hash.digest('hex');
};

/** The inputs of the last bundling, as esbuild listed them, and the hash over all of them. */
function isFresh(stampFile) {
  try {
    const { inputs, hash } = JSON.parse(readFileSync(stampFile, 'utf8'));
    return hashOf(inputs) === hash;
  } catch {
    return false;
  }
}

async function bundle(name, { source, target, stampFile }) {
  const { build } = await import('esbuild');
  mkdirSync(FOLDER, { recursive: true });
  const { metafile } = await build({
    entryPoints: [source],
    outfile: target,
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    metafile: true,
    logLevel: 'warning',
  });
  const inputs = [...SHARED_INPUTS, ...Object.keys(metafile.inputs)];
  writeFileSync(stampFile, JSON.stringify({ inputs, hash: hashOf(inputs) }));
}

const [name = '', ...args] = process.argv.slice(2);
const source = join(ROOT, 'tools', `${name}.ts`);
if (!/^[a-z][a-z-]*$/u.test(name) || !existsSync(source)) {
  console.error(`unknown tool ${name}; accepted: the name of a file tools/NAME.ts`);
  process.exit(2);
}
const target = join(FOLDER, `${name}.mjs`);
const stampFile = join(FOLDER, `${name}.json`);
if (!existsSync(target) || !isFresh(stampFile)) await bundle(name, { source, target, stampFile });
process.argv = [process.argv[0], target, ...args];
await import(pathToFileURL(target).href);
