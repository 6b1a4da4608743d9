import { fold } from './words';

/** A figure as it stands in a text: every value that its notation allows, and its unit; null where none follows. */
export interface Figure {
  readonly said: string;
  readonly values: readonly number[];
  /** What `1 200` says where it is two figures side by side. */
  readonly alone: readonly number[];
  readonly unit: string | null;
}

/** Units by what they measure, with how many of its smallest they are. Counted things measure nothing but themselves. */
const UNITS: readonly (readonly [measure: string, factor: number, names: string])[] = [
  ['time', 1, 'ms msec millisecond milliseconds millisekunden millisecondes milisegundos milliseconden'],
  ['time', 1_000, 's sec secs second seconds sekunde sekunden seconde secondes segundo segundos seconden'],
  ['time', 60_000, 'min mins minute minutes minuten minuto minutos minuut'],
  ['time', 3_600_000, 'h hr hrs hour hours stunde stunden heure heures hora horas uur uren'],
  ['time', 86_400_000, 'day days tag tage tagen jour jours dia dias dag dagen'],
  ['time', 604_800_000, 'week weeks woche wochen semaine semaines semana semanas weken'],
  ['months', 1, 'month months monat monate monaten mois mes meses maand maanden'],
  ['years', 1, 'year years jahr jahre jahren an ans annee annees ano anos jaar'],
  ['percent', 1, '% percent pct prozent pourcent procent'],
  ['bytes', 1, 'bytes byte'],
  ['bytes', 1_000, 'kb kib'],
  ['bytes', 1_000_000, 'mb mib'],
  ['bytes', 1_000_000_000, 'gb gib'],
  ['bytes', 1_000_000_000_000, 'tb tib'],
  ['rate', 1, 'kbit kbps'],
  ['rate', 1_000, 'mbit mbps'],
  ['rate', 1_000_000, 'gbit gbps'],
  ['euro', 1, '€ eur euro euros'],
  ['dollar', 1, '$ usd dollar dollars'],
  ['pound', 1, '£ gbp pounds'],
  ['degrees', 1, '°c °f'],
];
/** Things that are counted: another one behind the same figure is another statement. */
const COUNTED: readonly string[] = [
  'user users benutzer nutzer anwender utilisateurs usuarios gebruikers',
  'customer customers kunden clients clientes klanten',
  'person people persons personen leute personnes personas pessoas mensen',
  'request requests anfragen requetes',
  'error errors fehler erreurs errores erros fouten',
  'ticket tickets issue issues',
  'server servers serveurs servidores',
  'site sites standorte',
  'attempt attempts versuche tentatives intentos tentativas pogingen',
  'time times mal fois veces vezes keer',
];

interface Unit {
  readonly measure: string;
  readonly factor: number;
}

const UNIT_OF: ReadonlyMap<string, Unit> = new Map([
  ...UNITS.flatMap(([measure, factor, names]) =>
    names.split(' ').map((name): [string, Unit] => [name, { measure, factor }]),
  ),
  ...COUNTED.flatMap((names) =>
    names.split(' ').map((name): [string, Unit] => [name, { measure: names, factor: 1 }]),
  ),
]);
const MEASURES: ReadonlySet<string> = new Set(UNITS.map(([measure]) => measure));

/** Numbers in words, where the word is nothing else in any of the six languages. */
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map(
  (
    'two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 fifteen=15 twenty=20 thirty=30 forty=40 ' +
    'fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 ' +
    'zwei=2 drei=3 vier=4 funf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 zwolf=12 zwanzig=20 dreissig=30 vierzig=40 funfzig=50 hundert=100 ' +
    'deux=2 trois=3 quatre=4 cinq=5 huit=8 dix=10 douze=12 quinze=15 vingt=20 trente=30 quarante=40 cinquante=50 ' +
    'tres=3 cuatro=4 cinco=5 siete=7 ocho=8 nueve=9 diez=10 doce=12 veinte=20 treinta=30 cuarenta=40 ' +
    'dois=2 duas=2 quatro=4 sete=7 oito=8 nove=9 dez=10 vinte=20 trinta=30 ' +
    'twee=2 drie=3 vijf=5 zes=6 zeven=7 negen=9 tien=10 twaalf=12 twintig=20 dertig=30 veertig=40 vijftig=50'
  )
    .split(' ')
    .map((pair): [string, number] => [String(pair.split('=')[0]), Number(pair.split('=')[1])]),
);

const FIGURE =
  /(€|\$|£|\b(?:EUR|USD|GBP))? ?(?<![\p{L}\p{N}])((?:(?<=^|[\s(~<>=])-)?\p{Nd}{1,15}(?:[.,'’ ]\p{Nd}{3}(?!\p{Nd})){0,4}(?:[.,]\p{Nd}{1,6})?)(?: ?(%|°[CF]|€|\$|£)|[ -]?(\p{L}{1,14}))?/gu;
const WORD = /[\p{L}\p{M}]{1,20}/gu;

const isDigit = (point: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(point));

/** Digits of any script as ASCII digits: Unicode puts the ten of a script in a row. */
const plainDigits = (text: string): string =>
  text.replace(/(?!\d)\p{Nd}/gu, (digit) => {
    const point = Number(digit.codePointAt(0));
    let value = 0;
    while (value < 9 && isDigit(point - value - 1)) value += 1;
    return String(value);
  });

/** `5,000` and `5.000` are five thousand or five; everything else has one reading. */
function readingsOf(said: string): readonly number[] {
  const plain = plainDigits(said).replace(/['’ ]/gu, '');
  const parts = plain.split(/[.,]/u);
  const last = String(parts.at(-1));
  const whole = parts.slice(0, -1).join('');
  if (parts.length === 1) return [Number(plain)];
  const asDecimal = Number(`${whole}.${last}`);
  if (last.length !== 3) return [asDecimal];
  const asThousands = Number(`${whole}${last}`);
  return parts.length > 2 ? [asThousands] : [asThousands, asDecimal];
}

const unitOf = (name: string | undefined): string | null => {
  const folded = fold(name ?? '');
  return UNIT_OF.has(folded) ? folded : null;
};

/** What a unit or a counted thing measures, by its name, folded; null where it is none. */
export const measureOf = (name: string): string | null => UNIT_OF.get(name)?.measure ?? null;

/** `half` is 50 %, a dozen 12, twice 2 times. */
const SHARES: readonly (readonly [RegExp, string])[] = [
  [/\bp(\d{2,3})\b/giu, '$1th'],
  [/\bhalf an? (?:hour|h)\b/giu, '30 min'],
  [
    /\b(?<!second |first )half(?: of)?\b|\bdie Hälfte\b|\bla moitié\b|\bla mitad\b|\bmetade\b|\bde helft\b/giu,
    '50 % ',
  ],
  [/\ba third of\b/giu, '33 % '],
  [/\ba quarter of\b/giu, '25 % '],
  [/\btwice\b/giu, '2 times'],
  [/\ba dozen\b/giu, '12'],
];

/** The figures of a text that is normalised and has no dates, times and identifiers any more. */
export function readFigures(text: string): readonly Figure[] {
  const found: Figure[] = [];
  const plain = SHARES.reduce((result, [pattern, figure]) => result.replace(pattern, figure), text);
  const rest = plain.replace(FIGURE, (...match: (string | undefined)[]) => {
    const [all, before, number, sign, word] = match;
    found.push({
      said: String(all).trim(),
      values: readingsOf(String(number)),
      alone: String(number).includes(' ') ? String(number).split(' ').flatMap(readingsOf) : [],
      unit: unitOf(before) ?? unitOf(sign) ?? unitOf(word),
    });
    return ' ; ';
  });
  const words = rest.match(WORD) ?? [];
  for (const [at, word] of words.entries()) {
    const value = NUMBER_WORDS.get(fold(word));
    const unit = unitOf(words[at + 1]);
    if (value !== undefined) found.push({ said: word, values: [value], alone: [], unit });
  }
  return found;
}

const measured = ({
  values,
  unit,
}: Figure): { readonly values: readonly number[]; readonly measure: string | null } => {
  const known = unit === null ? undefined : UNIT_OF.get(unit);
  return {
    values: values.map((value) => value * (known?.factor ?? 1)),
    measure: known?.measure ?? null,
  };
};

const meets = (some: readonly number[], others: readonly number[]): boolean =>
  some.some((value) => others.includes(value));

function isTold(claimed: Figure, told: readonly Figure[]): boolean {
  const wanted = measured(claimed);
  return told.some((figure) => {
    if (wanted.measure === null) return meets(claimed.values, [...figure.values, ...figure.alone]);
    const { values, measure } = measured(figure);
    if (measure === wanted.measure) return meets(wanted.values, values);
    return measure === null && !MEASURES.has(wanted.measure) && meets(claimed.values, figure.values);
  });
}

/** The first figure that was not told with its unit, as it is written; null when all were. */
export const untoldFigure = (claimed: readonly Figure[], told: readonly Figure[]): string | null =>
  claimed.find((figure) => !isTold(figure, told))?.said ?? null;

/** Whether a text gives any figure: enough for a quote to say something. */
export const hasFigure = (text: string): boolean => /\p{Nd}/u.test(text);
