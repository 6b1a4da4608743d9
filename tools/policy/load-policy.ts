import { readFileSync, statSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { PolicyDocumentSchema, type PolicyDocument, type PolicyVersion } from '../../src/contract/policy';
import { digestOf } from '../../src/domain/canonical/canonical';
import { checkPolicy } from '../../src/domain/policy/check-policy';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { UsageError } from '../cli/program';

export const ACCEPTED = '--policy FILE (a policy document as JSON or YAML)';

/** Several times the largest document that the contract takes. */
const MAX_BYTES = 8 * 1024 * 1024;
/** More than a person repeats by hand, far less than a file that unfolds into gigabytes needs. */
const MAX_ALIASES = 100;

/** A document as version 1 of a policy. */
const toVersion = (document: PolicyDocument): PolicyVersion => ({
  version: 1,
  digest: digestOf(document),
  publishedAt: '1970-01-01T00:00:00Z',
  publishedBy: 'command-line',
  authors: [],
  document,
});

function read(file: string): string {
  try {
    if (statSync(file).size <= MAX_BYTES) return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`--policy ${file}: cannot be read; accepted: ${ACCEPTED}`);
  }
  throw new UsageError(`--policy ${file}: larger than ${MAX_BYTES} bytes; accepted: ${ACCEPTED}`);
}

/** YAML 1.2 with its core types. What YAML only warns of, a tag that it does not know, is refused as well. */
function parseYaml(text: string): unknown {
  const yaml = parseDocument(text, { version: '1.2', schema: 'core', customTags: [], uniqueKeys: true });
  const [problem] = [...yaml.errors, ...yaml.warnings];
  if (problem !== undefined) throw problem;
  return yaml.toJS({ maxAliasCount: MAX_ALIASES });
}

function parseJsonOrYaml(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseYaml(text);
  }
}

function parse(text: string, file: string): unknown {
  try {
    return parseJsonOrYaml(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--policy ${file}: neither JSON nor YAML: ${why}; accepted: ${ACCEPTED}`);
  }
}

function checked(raw: unknown, file: string): PolicyDocument {
  const parsed = PolicyDocumentSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(
      `--policy ${file}: not a policy document: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    );
  }
  const error = checkPolicy(parsed.data).find(({ level }) => level === 'error');
  if (error !== undefined) throw new UsageError(`--policy ${file}: ${error.path}: ${error.message}`);
  return parsed.data;
}

/**
 * The policy of a file, or the default policy. Raises `UsageError` with the first thing that is wrong: a file that cannot be
 * read, is too large, is neither JSON nor YAML, is no policy document, or has an error that would stop its submission.
 */
export const loadPolicy = (file: string | undefined): PolicyVersion =>
  toVersion(file === undefined ? DEFAULT_POLICY : checked(parse(read(file), file), file));
