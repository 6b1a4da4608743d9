import type { Quarantine, Source } from '../../contract/output';
import { quarantineOf } from './quarantine';

/** Looks at the words of sources before anybody reads them. One for a packet: it remembers what it saw. */
export interface Vetting {
  /** A name as it may be shown: a number in its place where personal data is taken out, nothing of one that speaks to an AI. */
  author(name: string): string;
  label(label: string, kind: Source['kind']): string;
  because(because: string): string;
  /** `asItCame`: with the characters that were taken out of it. */
  quarantine(text: string, asItCame: string): Quarantine | null;
  /** How many different names speak to an AI. */
  withheldNames(): number;
}

const WITHHELD = 'Name withheld';

/** Starts the vetting of a packet (INJ-01): `redacts` puts `Person 1`, `Person 2`, … in the place of names. */
export function createVetting({ redacts }: { readonly redacts: boolean }): Vetting {
  const speaks = new Map<string, boolean>();
  const names = new Map<string, string>();
  const speaksToAi = (text: string): boolean => {
    const known = speaks.get(text);
    if (known !== undefined) return known;
    const isFound = quarantineOf(text) !== null;
    speaks.set(text, isFound);
    return isFound;
  };
  let people = 0;
  const shownName = (name: string): string => {
    if (speaksToAi(name)) return WITHHELD;
    if (!redacts) return name;
    people += 1;
    return `Person ${people}`;
  };
  return {
    author: (name) => {
      const known = names.get(name);
      if (known !== undefined) return known;
      const shown = shownName(name);
      names.set(name, shown);
      return shown;
    },
    label: (label, kind) => (speaksToAi(label) ? `Source of kind ${kind}` : label),
    because: (because) => (speaksToAi(because) ? 'Shares words with this issue' : because),
    quarantine: quarantineOf,
    withheldNames: () => [...names.values()].filter((shown) => shown === WITHHELD).length,
  };
}
