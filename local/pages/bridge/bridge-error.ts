/** What a refused bridge command raises on the app's side; the name is the one that `@forge/bridge` uses. */
export class BridgeError extends Error {
  override readonly name: string = 'BridgeAPIError';
}

/** The refusal of a command that Jira would serve and this site does not. */
export function notServed(command: string): BridgeError {
  return new BridgeError(`bridge command ${command} is not served by the local site`);
}
