/** A manifest that cannot be run here; the message names the place and what is accepted. */
export class ManifestError extends Error {
  readonly code = 'MANIFEST_INVALID';

  constructor(place: string) {
    super(`manifest.yml: ${place}`);
  }
}
