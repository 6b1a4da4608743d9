import { readFileSync } from 'node:fs';
import type { ChatModel } from './chat-model';
import { ScriptError, readScript } from './script-line';
import { createScriptModel } from './script-model';
import { createUpstreamModel } from './upstream-model';

/** Variables that name no usable model; one line that says what is accepted. */
export class ModelSetupError extends Error {
  override readonly name = 'ModelSetupError';
}

const PATH = '/chat/completions';

/**
 * The model that the environment names: LLM_SCRIPT, or LLM_BASE_URL with LLM_API_KEY and LLM_MODEL, which are read
 * with it only; undefined when neither is set. Reads the script. Raises `ModelSetupError`.
 */
export function openModel(env: NodeJS.ProcessEnv): ChatModel | undefined {
  const [script, address] = [env['LLM_SCRIPT'] ?? '', env['LLM_BASE_URL'] ?? ''];
  if (script !== '' && address !== '')
    throw new ModelSetupError('LLM_BASE_URL and LLM_SCRIPT are both set; accepted: one of them');
  if (script !== '') return openScript(script);
  if (address === '') return undefined;
  return createUpstreamModel({
    address: toAddress(address),
    apiKey: toKey(env['LLM_API_KEY']),
    model: env['LLM_MODEL'] === '' ? undefined : env['LLM_MODEL'],
  });
}

function openScript(file: string): ChatModel {
  try {
    return createScriptModel(readScript(readFileSync(file, 'utf8')));
  } catch (cause) {
    const problem = cause instanceof ScriptError ? cause.message : 'no such file that can be read';
    throw new ModelSetupError(
      `LLM_SCRIPT=${file}: ${problem}; accepted: JSON Lines of answers (docs/local-site.md)`,
      { cause },
    );
  }
}

/** The value is not repeated in the message: it may hold a secret that does not belong there. */
function toAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url && url.username + url.password + url.search + url.hash === '';
  if (!isPlain || !['http:', 'https:'].includes(url.protocol)) {
    throw new ModelSetupError(
      'LLM_BASE_URL: accepted: an http or https address without user, password, query and fragment',
    );
  }
  const base = url.href.replace(/\/+$/u, '');
  return base.endsWith(PATH) ? base : base + PATH;
}

function toKey(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^[\x21-\x7e]+$/u.test(text)) return text;
  throw new ModelSetupError('LLM_API_KEY: accepted: visible ASCII characters without spaces');
}
