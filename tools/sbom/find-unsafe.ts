import { z } from 'zod';
import { deployedIn, isForeign, nameAt, OWN_FOLDERS, PARTS, type Lock, type Part } from './lock';

const NamesSchema = z.array(z.string());
/** What may be deployed: packages by name a part, licences by SPDX id, and packages whose install script is known and not run. */
const AllowedSchema = z.strictObject({
  functions: NamesSchema,
  screens: NamesSchema,
  licences: NamesSchema,
  installScripts: NamesSchema,
});
export type Allowed = z.infer<typeof AllowedSchema>;

/** Reads `allowed.json`: a new name there is a decision, not an update. */
export const readAllowed = (text: string): Allowed => AllowedSchema.parse(JSON.parse(text));

/** Atlassian's own packages refer to its developer terms, under which the app is deployed at all. */
const isVendor = (name: string, licence: string): boolean =>
  name.startsWith('@forge/') && licence === 'SEE LICENSE IN LICENSE.txt';

/** An address in the place of a version: git, a file, a URL, or GitHub's `owner/name`. */
const ADDRESS = /^(?:[a-z+]{1,20}:|[\w.-]{1,100}\/)/iu;
const isAddress = (wanted: string): boolean => !wanted.startsWith('npm:') && ADDRESS.test(wanted);

/** What is wrong at one place, wherever it is used: also tools run code. */
function findWrong(lock: Lock, place: string): readonly string[] {
  const { link, resolved, integrity, dependencies = {}, optionalDependencies = {} } = lock[place] ?? {};
  const isOwn = OWN_FOLDERS.includes(link === true ? (resolved ?? '?') : place);
  const addresses = Object.entries({ ...dependencies, ...optionalDependencies }).filter(([, wanted]) =>
    isAddress(wanted),
  );
  return [
    ...(isOwn || (isForeign(place) && link !== true) ? [] : ['it lies in a folder that is not ours']),
    ...(resolved === undefined || isOwn ? [] : ['it comes from an address of its own']),
    ...(isOwn || integrity?.startsWith('sha512-') === true ? [] : ['it has no SHA-512 of its archive']),
    ...addresses.map(([name]) => `it wants ${name} from an address of its own`),
  ].map((why) => `${place || 'the project'}: ${why}`);
}

function findForbidden(lock: Lock, part: Part, allowed: Allowed): readonly string[] {
  const places = deployedIn(lock, part);
  const names = new Set(places.map((place) => nameAt(lock, place)));
  const gone = allowed[part].filter((name) => !names.has(name));
  return [
    ...places.flatMap((place) => {
      const name = nameAt(lock, place);
      const { license = 'none', hasInstallScript = false } = lock[place] ?? {};
      return [
        ...(allowed[part].includes(name) ? [] : [`its name is not on the list of the ${part}`]),
        ...(allowed.licences.includes(license) || isVendor(name, license)
          ? []
          : [`its licence (${license}) is not on the list`]),
        ...(!hasInstallScript || allowed.installScripts.includes(name)
          ? []
          : ['it runs code while it is installed']),
      ].map((why) => `${place}: ${why}`);
    }),
    ...gone.map((name) => `${name}: it is on the list of the ${part} and needed no more`),
  ];
}

/** Why a lock file must not be installed or deployed from, a sentence each; none when all is well (SUP-01). */
export const findUnsafe = (lock: Lock, allowed: Allowed): readonly string[] => [
  ...Object.keys(lock).flatMap((place) => findWrong(lock, place)),
  ...PARTS.flatMap((part) => findForbidden(lock, part, allowed)),
];
