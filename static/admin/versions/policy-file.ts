import type { PolicyDocument } from '../../../src/contract/policy';
import type { Problem } from '../../../src/contract/policy-life';
import type { SavedFile } from '../../saved-file';
import { readDocument } from '../work/document-shape';

export type FileFormat = 'json' | 'yaml';

const MEDIA: Readonly<Record<FileFormat, string>> = { json: 'application/json', yaml: 'application/yaml' };

/** The largest file that is read, in characters: several times the largest policy that storage takes. */
const MOST_CHARACTERS = 2_000_000;

// YAML is read by few and only here, so its parser is fetched when somebody exports or imports.
const loadYaml = () => import('yaml');

/** A policy as a file to keep in git. */
export async function toFile(
  document: PolicyDocument,
  { name, format }: { readonly name: string; readonly format: FileFormat },
): Promise<SavedFile> {
  const text = format === 'json' ? JSON.stringify(document, null, 2) : (await loadYaml()).stringify(document);
  return {
    name: `${name}.${format}`,
    lines: text.trimEnd().split('\n'),
    mediaType: MEDIA[format],
    lineEnd: '\n',
  };
}

export type ReadFile =
  { readonly document: PolicyDocument } | { readonly document: null; readonly problems: readonly Problem[] };

const refused = (message: string): ReadFile => ({
  document: null,
  problems: [{ path: '', level: 'error', message }],
});

/** Reads a policy from JSON or YAML (JSON is YAML): the document, or what is wrong and where. The text is hostile input. */
export async function fromText(text: string): Promise<ReadFile> {
  if (text.length > MOST_CHARACTERS) return refused('The file is larger than any policy.');
  const { parseDocument } = await loadYaml();
  const parsed = parseDocument(text);
  const [fault] = parsed.errors;
  if (fault !== undefined) return refused(fault.message);
  try {
    return readDocument(parsed.toJS({ maxAliasCount: 100 }));
  } catch {
    return refused('The file refers to itself more often than is read.');
  }
}
