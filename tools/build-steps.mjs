import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The build's steps: what each reads and the file that shows that it ran. */
export const STEPS = [
  { name: 'app', inputs: ['src'], output: 'dist/app/index.js' },
  { name: 'static', inputs: ['static', 'src/contract'], output: 'static/dist/index.html' },
  { name: 'pages', inputs: ['local/pages'], output: 'dist/pages/index.html' },
  { name: 'local', inputs: ['local'], output: 'local/dist/main.js' },
];

/** The app as `forge deploy` bundles it; built only where it is asked for, since it takes far longer than `app`. */
export const BUNDLE_STEP = {
  name: 'bundle',
  inputs: ['src', 'manifest.yml', 'tsconfig.json', 'tools/bundle-forge.cjs'],
  output: 'dist/forge/index.cjs',
};

/** Changed dependencies, compiler options or build rules make every step stale. */
const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'tools/build.mjs', 'tools/build-steps.mjs'];
const IGNORED = new Set(['node_modules', 'dist']);

/** Steps whose inputs changed since they last ran, or whose output is gone. */
export function staleSteps(steps = STEPS) {
  return steps.filter((step) => !existsSync(join(ROOT, step.output)) || readStamp(step) !== hashInputs(step));
}

/** Remembers that a step ran on the inputs as they were when it began. */
export function stamp(step, hash) {
  mkdirSync(dirname(stampFile(step)), { recursive: true });
  writeFileSync(stampFile(step), hash);
}

/** One hash over the names and contents of all inputs of a step; tests are no inputs. */
export function hashInputs(step) {
  const hash = createHash('sha256');
  for (const input of [...SHARED_INPUTS, ...step.inputs]) {
    for (const file of filesOf(join(ROOT, input))) {
      hash
        .update(`${relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function stampFile({ name }) {
  return join(ROOT, 'dist/stamps', name);
}

function readStamp(step) {
  return existsSync(stampFile(step)) ? readFileSync(stampFile(step), 'utf8') : '';
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  const isInput = (name) => !IGNORED.has(name) && !/\.test\.tsx?$/.test(name);
  return names.filter(isInput).flatMap((name) => filesOf(join(path, name)));
}
