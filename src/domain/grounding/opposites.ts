import { lemmaOf } from './lemmas';

/** Each line one thing: on the left what it is, on the right what it is not. Folded. */
const LINES: readonly (readonly [string, string])[] = [
  [
    'work works worked working succeeds succeeded success successful successfully passed passes running runs ok okay fine',
    'fails failed failing fail failure broken unsuccessful unsuccessfully',
  ],
  ['available', 'unavailable'],
  ['reachable', 'unreachable'],
  ['resolved', 'unresolved'],
  ['online up', 'offline down'],
  ['enabled enable enables', 'disabled disable disables'],
  ['connected', 'disconnected'],
  ['open opened', 'closed'],
  ['possible', 'impossible'],
  ['complete completed', 'incomplete'],
  ['correct', 'incorrect wrong'],
  ['valid', 'invalid expired'],
  ['sufficient enough', 'insufficient'],
  ['secure', 'insecure'],
  ['compliant', 'noncompliant'],
  [
    'increased increases increasing increase rose rises rising higher high',
    'decreased decreases decreasing decrease fell falls falling lower dropped low',
  ],
  ['faster fast', 'slower slow'],
  ['more', 'less fewer'],
  ['above over', 'below under'],
  ['minimum', 'maximum'],
  ['granted', 'revoked'],
  ['allowed', 'blocked denied'],
  ['accepted approved', 'rejected declined'],
  ['installed', 'uninstalled'],
  ['started', 'stopped'],
  ['inside internal', 'outside external'],
  ['keep keeps kept', 'lose loses lost'],
  ['proceed proceeds go_ahead continue', 'postpone postponed cancel cancelled'],
  ['primary', 'secondary'],
  ['inbound incoming', 'outbound outgoing'],
  ['old older', 'new newer'],
  ['permanent', 'temporary'],
  ['present', 'absent missing'],
  ['full', 'empty'],
  ['encrypted', 'plaintext'],
  ['erreichbar', 'unerreichbar'],
  ['verfugbar', 'unverfugbar'],
  ['erfolgreich', 'erfolglos fehlgeschlagen'],
  ['aktiviert', 'deaktiviert'],
  ['genehmigt', 'abgelehnt'],
  ['disponible disponibles', 'indisponible indisponibles'],
  ['active activee', 'inactive desactive desactivee'],
  ['beschikbaar', 'onbeschikbaar'],
  ['bereikbaar', 'onbereikbaar'],
  ['ingeschakeld', 'uitgeschakeld'],
  ['disponivel', 'indisponivel'],
];

/** What a word says of its line: that it is so, or that it is not. */
export interface Sign {
  readonly lemma: string;
  readonly holds: boolean;
}

const SIGNS: ReadonlyMap<string, Sign> = new Map(
  LINES.flatMap(([is, isNot], line) => [
    ...is.split(' ').map((word): [string, Sign] => [word, { lemma: `#${line}`, holds: true }]),
    ...isNot.split(' ').map((word): [string, Sign] => [word, { lemma: `#${line}`, holds: false }]),
  ]),
);

/** Whether a sign's lemma is that of a line above. */
export const isOpposable = (lemma: string): boolean => lemma.startsWith('#');

/** `unlikely` denies `likely`; these begin so by chance. */
const NO_OPPOSITES: ReadonlySet<string> = new Set(
  'under until unless union unique unit units united unified uninterruptible understand understood universal'.split(
    ' ',
  ),
);
const SHORTEST_REST = 4;

/** The sign of a folded word that has an opposite; null where it has none. */
export function signOf(word: string): Sign | null {
  const sign = SIGNS.get(word);
  if (sign !== undefined) return sign;
  const isDenied = word.startsWith('un') && word.length >= 2 + SHORTEST_REST && !NO_OPPOSITES.has(word);
  return isDenied ? { lemma: lemmaOf(word.slice(2)), holds: false } : null;
}
