import type { Manifest } from '../manifest';
import type { DoorHandler } from './door';

/** Forge LLM with no model available: the list is empty, and a chat is forbidden (forge-facts §2.5). */
export function createLlmDoor(manifest: Manifest): DoorHandler {
  return ({ method }) => {
    if (method === 'GET' && manifest.hasLlm) return { status: 200, body: { models: [] } };
    const message = manifest.hasLlm
      ? 'no model is available on this site'
      : 'add an "llm" module under modules in manifest.yml';
    return { status: 403, body: { code: 'FORGE_LLMS_MODEL_FORBIDDEN', message } };
  };
}
