import { REFUSED_COMMANDS } from './refused-commands';

/** What a refused bridge command raises on the app's side; the name is the one that `@forge/bridge` uses. */
export class BridgeError extends Error {
  override readonly name: string = 'BridgeAPIError';
}

/** The refusal of a command that Jira may serve and this site does not: the command's name, and why where it is known. */
export function notServed(command: string): BridgeError {
  const reason = REFUSED_COMMANDS.get(command);
  const sentence = `bridge command ${command} is not served by the local site`;
  return new BridgeError(reason === undefined ? sentence : `${sentence}: ${reason}`);
}
