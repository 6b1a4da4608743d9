import { deployedIn, nameAt, needsOf, PARTS, type Lock, type Part } from './lock';

/** A package URL (purl): the scope's sign is written as an escape. */
const purlOf = (lock: Lock, place: string): string =>
  `pkg:npm/${nameAt(lock, place).replace('@', '%40')}@${lock[place]?.version ?? ''}`;

/** `sha512-…` of a lock file as the digits that CycloneDX wants. */
const toHex = (integrity: string): string =>
  Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex');

/** An SPDX id has no space; other words are a licence's name. */
const licenceOf = (licence: string) => ({
  license: licence.includes(' ') ? { name: licence } : { id: licence },
});

function componentOf(lock: Lock, place: string, parts: readonly Part[]) {
  const { version = '', integrity = '', license } = lock[place] ?? {};
  const purl = purlOf(lock, place);
  return {
    type: 'library',
    'bom-ref': purl,
    name: nameAt(lock, place),
    version,
    purl,
    hashes: [{ alg: 'SHA-512', content: toHex(integrity) }],
    licenses: license === undefined ? [] : [licenceOf(license)],
    properties: parts.map((part) => ({ name: 'ai-handoff:deployed-in', value: part })),
  };
}

const sorted = (items: Iterable<string>): string[] => [...new Set(items)].sort();

/**
 * The CycloneDX 1.5 document of what is deployed: a component for each name and version with hash, licence and the parts it is in,
 * and who needs whom. It has neither time nor serial number: the same lock file gives the same text.
 */
export function toCycloneDx(lock: Lock) {
  const partsOf = new Map<string, Part[]>();
  for (const part of PARTS)
    for (const place of deployedIn(lock, part)) partsOf.set(place, [...(partsOf.get(place) ?? []), part]);
  const places = [...partsOf.keys()];
  const alike = (purl: string): readonly string[] => places.filter((place) => purlOf(lock, place) === purl);
  const own = purlOf(lock, '');
  const purlsOf = (needed: readonly string[]): string[] => sorted(needed.map((place) => purlOf(lock, place)));
  const purls = purlsOf(places);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: nameAt(lock, ''),
        version: lock['']?.version ?? '',
        purl: own,
      },
    },
    components: purls.flatMap((purl) => {
      const [first] = alike(purl);
      const parts = PARTS.filter((part) => alike(purl).some((place) => partsOf.get(place)?.includes(part)));
      return first === undefined ? [] : [componentOf(lock, first, parts)];
    }),
    dependencies: [
      { ref: own, dependsOn: purlsOf([...needsOf(lock, ''), ...needsOf(lock, 'static')]) },
      ...purls.map((ref) => ({
        ref,
        dependsOn: purlsOf(alike(ref).flatMap((place) => needsOf(lock, place))),
      })),
    ],
  };
}
