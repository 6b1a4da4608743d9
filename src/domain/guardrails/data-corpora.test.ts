import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { findSmuggling } from './output-rules';
import { redactPersonalData, redactSecrets } from './redact';
import { areCorporaHere, readRows, type Row } from './testing';

const SpanSchema = z.looseObject({ type: z.string(), start: z.number(), end: z.number() });

if (!areCorporaHere)
  process.stdout.write(
    'the corpora are not beside this repository: figures of data in texts are not measured\n',
  );

function report(name: string, hits: number, of: number): number {
  const percent = (100 * hits) / of;
  process.stdout.write(`${name}: ${hits}/${of} = ${percent.toFixed(1)} %\n`);
  return percent;
}

const share = (name: string, rows: readonly Row[], isHit: (row: Row) => boolean): number =>
  report(name, rows.filter(isHit).length, rows.length);

const hasSecret = ({ text }: Row): boolean => redactSecrets(text).findings.length > 0;
const hasPersonalData = ({ text }: Row): boolean =>
  redactPersonalData(text).findings.some(({ check }) => check === 'pii');

(areCorporaHere ? describe : describe.skip)('secrets in the development corpus', () => {
  const rows = areCorporaHere ? readRows('secrets') : [];
  const secrets = rows.filter(({ label }) => label === 'secret');
  const inTickets = (family: string): readonly Row[] =>
    secrets.filter(({ source, kind }) => source.startsWith(family) && kind.startsWith('in-ticket'));

  it('the figures to reach are reached', () => {
    expect(share('secrets, gitleaks in tickets', inTickets('gitleaks'), hasSecret)).toBeGreaterThanOrEqual(
      95,
    );
    expect(share('secrets, detect-secrets in tickets', inTickets('Yelp'), hasSecret)).toBeGreaterThanOrEqual(
      85,
    );
    expect(share('secrets, all families', secrets, hasSecret)).toBeGreaterThanOrEqual(85);
  });

  it('is rarely seen where there is none', () => {
    const none = rows.filter(({ label }) => label === 'none');
    expect(share('secrets in lines without', none, hasSecret)).toBeLessThanOrEqual(5);
    expect(share('secrets in tickets', readRows('tickets'), hasSecret)).toBeLessThanOrEqual(0.5);
  });

  it('a mark covers the secret where the corpus says where it stands', () => {
    const whole = z.tuple([z.number(), z.number()]);
    const spanned = secrets.flatMap(({ text, spans }) =>
      (spans ?? []).flatMap((span) => {
        const [start, end] = whole.parse(span);
        const touched = redactSecrets(text).findings.filter(
          (found) => found.start < end && found.end > start,
        );
        return touched.length === 0
          ? []
          : [{ secret: text.slice(start, end), left: redactSecrets(text).text }];
      }),
    );
    expect(spanned.length).toBeGreaterThan(20);
    expect(spanned.filter(({ secret, left }) => left.includes(secret))).toEqual([]);
  });
});

(areCorporaHere ? describe : describe.skip)('personal data in the development corpus', () => {
  const sentences = areCorporaHere ? readRows('pii').filter(({ kind }) => kind === 'synthetic-sentence') : [];
  const spansOf = ({ spans }: Row, type: string): readonly z.infer<typeof SpanSchema>[] =>
    (spans ?? []).map((span) => SpanSchema.parse(span)).filter((span) => span.type === type);

  /** Spans of a type that the redaction covers whole. */
  function covered(type: string, peopleOf: (row: Row) => readonly string[] = () => []): number {
    const results = sentences.flatMap((row) => {
      const { findings } = redactPersonalData(row.text, peopleOf(row));
      return spansOf(row, type).map(({ start, end }) =>
        findings.some((found) => found.start <= start && found.end >= end),
      );
    });
    return report(`personal data, ${type}`, results.filter(Boolean).length, results.length);
  }

  it.each([
    ['CREDIT_CARD', 98],
    ['IBAN_CODE', 98],
    ['US_SSN', 98],
    ['EMAIL_ADDRESS', 98],
    ['IP_ADDRESS', 98],
    ['PHONE_NUMBER', 60],
  ])('%s is covered at least %d times in a hundred', (type, least) => {
    expect(covered(type)).toBeGreaterThanOrEqual(least);
  });

  it('every person who is known is taken, apart from spans that are a title alone', () => {
    const namesOf = (row: Row): readonly string[] =>
      spansOf(row, 'PERSON').map(({ start, end }) => row.text.slice(start, end));
    const left = sentences.flatMap((row) => {
      const { text } = redactPersonalData(row.text, namesOf(row));
      return namesOf(row).filter((name) => !/^(?:[md]rs?)\.$/iu.test(name) && text.includes(name));
    });
    expect(left).toEqual([]);
  });

  it('few tickets change', () => {
    expect(share('tickets changed', readRows('tickets'), hasPersonalData)).toBeLessThanOrEqual(3);
  });
});

(areCorporaHere ? describe : describe.skip)('smuggling in the development corpus', () => {
  const rows = areCorporaHere ? readRows('output_smuggling') : [];
  const isFound = ({ text }: Row): boolean => findSmuggling(text).length > 0;

  it('all of it is found, and none where there is none', () => {
    expect(
      share(
        'smuggling',
        rows.filter(({ label }) => label === 'smuggling'),
        isFound,
      ),
    ).toBe(100);
    expect(
      share(
        'smuggling in the good',
        rows.filter(({ label }) => label === 'none'),
        isFound,
      ),
    ).toBe(0);
  });
});
