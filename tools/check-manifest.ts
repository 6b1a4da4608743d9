/** `check:manifest`: Forge's validator and linter as libraries, and our own rules. Never asks the network (facts §8.3, §8.4). */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint, problemCount, reportLintResults } from '@forge/lint';
import { validate } from '@forge/manifest';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';
import { checkManifest } from './manifest-rules';

const ROOT = join(import.meta.dirname, '../..');
/** Atlassian's OpenAPI documents lie beside the repository where the project is built; they are not ours to ship. */
const JIRA_DOCUMENT = join(ROOT, '../shared/jira/jira-rest.openapi.json');
const DOCUMENTS = ['JIRA', 'JSM', 'JSW', 'CONF', 'CONF_V2', 'BB'] as const;

/** All documents must be named, or the linter fetches every one of them (facts §8.4). Gives whether Jira's is a real one. */
function nameDocuments(): boolean {
  const empty = join(ROOT, 'dist/tools/no-operations.openapi.json');
  mkdirSync(join(ROOT, 'dist/tools'), { recursive: true });
  writeFileSync(empty, '{"paths":{}}');
  const isThere = existsSync(JIRA_DOCUMENT);
  process.env['USE_LOCAL_SWAGGER'] = '1';
  for (const name of DOCUMENTS) {
    const isJira = name === 'JIRA' || name === 'JSM';
    process.env[`LOCAL_${name}_SWAGGER`] = isJira && isThere ? JIRA_DOCUMENT : empty;
  }
  return isThere;
}

const sources = (): string[] =>
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join('src', file));

type Validated = Awaited<ReturnType<typeof validate>>;

async function printValidation({ errors = [] }: Validated): Promise<number> {
  for (const error of errors) {
    await printLine(
      `validate ${error.level} ${error.line}:${error.column} ${error.reference}: ${error.message}`,
    );
  }
  return errors.length;
}

async function runLint(manifest: Parameters<typeof lint>[1]): Promise<number> {
  const log = (line: unknown): void => void process.stdout.write(`lint ${String(line)}\n`);
  const silent = (): void => undefined;
  const logger = { debug: silent, trace: silent, info: log, warn: log, error: log };
  const flags = {
    getDeprecatedRuntimes: () => Promise.resolve([]),
    isTeamworkGraphProductSupported: () => Promise.resolve(false),
  };
  // The linter asks these two questions only; the service's class has private members that no object can be given.
  const service = flags as unknown as Parameters<typeof lint>[4];
  const config = { linter: { mode: 'client-side' } } as const;
  const results = await lint(sources(), manifest, 'development', logger, service, config);
  const { errors, warnings } = problemCount(results);
  if (errors + warnings > 0) reportLintResults(logger, results);
  return errors + warnings;
}

async function printOwnRules(manifest: unknown): Promise<number> {
  const problems = checkManifest(manifest);
  for (const { rule, where, message } of problems) await printLine(`${rule} ${where}: ${message}`);
  return problems.length;
}

await runProgram(async () => {
  refuseExtra(readFlags({}, 'nothing').positionals, 'nothing');
  process.chdir(ROOT);
  if (!existsSync('static/dist/index.html'))
    await printLine('static/dist is not built: run npm run build first');
  if (!nameDocuments()) await printLine('no OpenAPI documents here: the linter’s scope check is skipped');
  const validated = await validate();
  const manifest = validated.manifestObject?.typedContent;
  let problems = await printValidation(validated);
  problems += await printOwnRules(manifest);
  if (manifest !== undefined && 'modules' in manifest) problems += await runLint(manifest);
  await printLine(problems === 0 ? 'manifest ok' : `${problems} problems`);
  return problems === 0 ? 0 : 1;
});
