import { describe, expect, it } from '@jest/globals';
import { guardInput } from './guard';
import { findInjection } from './injection';
import { areCorporaHere, readRows, type Row } from './testing';

const isHit = ({ text }: Row): boolean => findInjection(text).length > 0;
const isEnglish = ({ lang }: Row): boolean => lang === undefined || lang === 'en';

interface Figure {
  readonly name: string;
  readonly file: string;
  readonly isMeant: (row: Row) => boolean;
  /** In percent: the figure, and for what it names none a floor or ceiling with room. */
  readonly percent: number;
}

const FOUND: readonly Figure[] = [
  {
    name: 'explicit, English',
    file: 'injection',
    isMeant: (row) => row.tier === 'explicit' && isEnglish(row),
    percent: 85,
  },
  {
    name: 'explicit, other languages',
    file: 'injection',
    isMeant: (row) => row.tier === 'explicit' && !isEnglish(row),
    percent: 40,
  },
  { name: 'in a ticket', file: 'ticket_injection', isMeant: ({ tier }) => tier === 'in-ticket', percent: 60 },
  {
    name: 'against this app',
    file: 'ticket_injection',
    isMeant: ({ tier }) => tier === 'app-specific',
    percent: 85,
  },
  {
    name: 'taxonomy of techniques',
    file: 'injection',
    isMeant: ({ tier }) => tier === 'taxonomy',
    percent: 20,
  },
  { name: 'obfuscated', file: 'unicode', isMeant: ({ tier }) => tier === 'obfuscated', percent: 70 },
];
const FALSE_ALARMS: readonly Figure[] = [
  { name: 'tickets', file: 'tickets', isMeant: ({ kind }) => kind !== 'runbook', percent: 1 },
  { name: 'runbooks', file: 'tickets', isMeant: ({ kind }) => kind === 'runbook', percent: 2 },
  {
    name: 'NotInject',
    file: 'injection',
    isMeant: ({ label, source }) => label === 'benign' && source.includes('NotInject'),
    percent: 4,
  },
  { name: 'service desk', file: 'ticket_injection', isMeant: ({ label }) => label === 'benign', percent: 8 },
  {
    name: 'honest requests to a chatbot',
    file: 'injection',
    isMeant: ({ label, source }) => label === 'benign' && !source.includes('NotInject'),
    percent: 12,
  },
  { name: 'benign Unicode', file: 'unicode', isMeant: ({ label }) => label === 'none', percent: 0 },
];
if (!areCorporaHere)
  process.stdout.write(
    'the corpora are not beside this repository: the figures of injection are not measured\n',
  );

(areCorporaHere ? describe : describe.skip)('injection on the development corpora', () => {
  const measure = ({ name, file, isMeant }: Figure): number => {
    const rows = readRows(file).filter(isMeant);
    const hits = rows.filter(isHit).length;
    const percent = (100 * hits) / rows.length;
    process.stdout.write(`injection, ${name}: ${percent.toFixed(1)} % (${hits} of ${rows.length})\n`);
    return percent;
  };

  it.each(FOUND)('$name: at least $percent % is found', (figure) => {
    expect(measure(figure)).toBeGreaterThanOrEqual(figure.percent);
  });

  it.each(FALSE_ALARMS)('$name: at most $percent % is taken for one', (figure) => {
    expect(measure(figure)).toBeLessThanOrEqual(figure.percent);
  });
});

(areCorporaHere ? describe : describe.skip)('Unicode on the development corpora', () => {
  const rows = areCorporaHere ? readRows('unicode') : [];
  const of = (...labels: readonly string[]): readonly Row[] =>
    rows.filter(({ label }) => labels.includes(label));

  it('no benign text is changed or held', () => {
    const benign = of('none');
    expect(benign.length).toBeGreaterThan(20);
    for (const { text } of benign) expect(guardInput(text)).toEqual({ verdict: 'allow', findings: [], text });
  });

  it('every attack is found or taken out', () => {
    const attacks = of('unicode-attack');
    expect(attacks.length).toBeGreaterThan(30);
    expect(attacks.filter(({ text }) => guardInput(text).verdict === 'allow')).toEqual([]);
  });

  it('strings that break programs come through, and again unchanged', () => {
    const fuzz = of('fuzz');
    expect(fuzz.length).toBeGreaterThan(250);
    for (const { text } of fuzz) {
      const once = guardInput(text);
      expect(guardInput(once.text).text).toBe(once.text);
    }
  });
});
