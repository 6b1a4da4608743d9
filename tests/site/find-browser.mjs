/**
 * Prints, as one line of JSON, how to start a browser here: {executablePath, args, env}. A system Chrome, Chromium or Edge comes
 * first; else the headless Chromium that @sparticuz/chromium ships inside itself, with its own libraries where the system
 * lacks them. Each candidate is really started before it is named. Exit 1, with what to do, when none starts.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const SYSTEM = [
  process.env.BROWSER_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
].filter((path) => path && existsSync(path));

async function starts(candidate) {
  try {
    const browser = await chromium.launch({ ...candidate, env: { ...process.env, ...candidate.env } });
    await browser.close();
    return true;
  } catch (error) {
    console.error(`${candidate.executablePath} does not start: ${String(error.message).split('\n')[0]}`);
    return false;
  }
}

/** Unpacks the shipped Chromium under node_modules/.cache; the package reads its target from os.tmpdir(). */
async function* shipped() {
  const cache = join(ROOT, 'node_modules/.cache/chromium');
  mkdirSync(cache, { recursive: true });
  process.env.TMPDIR = cache;
  // The package unpacks its libraries only where it believes to be on Lambda.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  const args = [...ARGS, '--no-zygote', '--headless=shell'];
  const env = { FONTCONFIG_PATH: join(cache, 'fonts') };
  yield { executablePath, args, env };
  yield { executablePath, args, env: { ...env, LD_LIBRARY_PATH: join(cache, 'al2023/lib') } };
}

async function find() {
  for (const executablePath of SYSTEM) {
    const candidate = { executablePath, args: ARGS, env: {} };
    if (await starts(candidate)) return candidate;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  for await (const candidate of shipped()) {
    if (await starts(candidate)) return candidate;
  }
  return null;
}

const found = await find();
if (found === null) {
  console.error(
    'No browser starts here. Install Chromium or Chrome, or name one in BROWSER_PATH, then run the tests again.',
  );
  process.exit(1);
}
console.log(JSON.stringify(found));
