import { describe, expect, it } from '@jest/globals';
import type { Source } from '../../contract/output';
import type { OperationId } from '../../contract/vocabulary';
import { sourceOf } from '../testing';
import { compose } from './compose';

const ROOMY = { maxClaims: 40, maxOutputCharacters: 30_000 };

const texts = (operation: OperationId, ...sources: readonly Source[]): readonly string[] =>
  compose(
    operation,
    sources.map((source, at) => ({ ...source, number: at + 1 })),
    ROOMY,
  ).sections.flatMap(({ claims }) => claims.map(({ text }) => text));

const ofNobody = (over: Partial<Source>): Source => sourceOf({ author: null, at: null, ...over });
const status = (text: string): Source => ofNobody({ kind: 'field', label: 'Status', text });
const change = (at: string, text: string): Source => sourceOf({ kind: 'history', at, text });

describe('a part of an output', () => {
  it('tells what one person changed in one minute in one line, the state first', () => {
    expect(
      texts(
        'draft-update-note',
        change('2026-11-02T09:14:05.000Z', 'resolution went from none to Done'),
        change('2026-11-02T09:14:40.000Z', 'status went from Open to Done'),
        change('2026-11-02T09:15:00.000Z', 'priority went from Low to High'),
        { ...change('2026-11-02T09:15:00.000Z', 'rank went from 1 to 2'), author: 'Ana Silva' },
      ),
    ).toEqual([
      '2026-11-02 09:14 UTC, Ben Fischer: resolution went from none to Done; status went from Open to Done',
      '2026-11-02 09:15 UTC, Ben Fischer: priority went from Low to High',
      '2026-11-02 09:15 UTC, Ana Silva: rank went from 1 to 2',
    ]);
  });

  it('tells four changes of a minute in a line, and the fifth in another', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((field) =>
      change('2026-11-02T09:14:00.000Z', `${field} went from 1 to 2`),
    );
    expect(texts('draft-update-note', ...five)).toHaveLength(2);
  });

  it('names a request by its type without what the portal explains, and its form in one line', () => {
    const request = (ref: string, label: string, text: string): Source =>
      ofNobody({ kind: 'request', ref, label, text });
    expect(
      texts(
        'draft-approval-reminder',
        request('request-type', 'Request type', 'New hardware: Ask for a device.'),
        request('request-fields', 'Request form', 'Model: Laptop\nManager: Kim Dahl'),
        request('request-more', 'Request form', '-'),
      ),
    ).toEqual(['Request type: New hardware.', 'Request form: Model: Laptop; Manager: Kim Dahl']);
  });

  it('tells a goal that runs in times that people read, and none that was met', () => {
    const goal = (text: string): Source => ofNobody({ kind: 'sla', label: 'SLA: Resolution', text });
    expect(
      texts(
        'draft-status-note',
        goal('Resolution: goal 8 h, started at 2026-11-19T09:26:00.000Z, missed, still running'),
        goal('First response: goal 1 h, met, ended at 2026-11-19T10:05:00.000Z'),
      ),
    ).toEqual(['SLA. Resolution: goal 8 h, started at 2026-11-19 09:26 UTC, missed, still running']);
  });

  it('names the newest files, without their media types', () => {
    const files = Array.from({ length: 6 }, (_, at) =>
      sourceOf({ kind: 'attachment', text: `log-${at}.txt, 3 KB, text/plain` }),
    );
    const [line] = texts('gather-evidence', ...files);
    expect(line).toBe(
      `Attachments: ${[0, 1, 2, 3].map((at) => `log-${at}.txt, 3 KB (Ben Fischer, 2026-11-02)`).join('; ')}`,
    );
  });

  it('keeps the mark of a summary that asks', () => {
    const summary = ofNobody({ kind: 'field', label: 'Summary', text: 'Bug in the door?' });
    expect(texts('gather-evidence', summary, status('Open'))).toEqual([
      'Summary: Bug in the door? Status: Open.',
    ]);
  });

  it('gives what the last comment asks, and nothing that was asked before', () => {
    const first = sourceOf({ text: 'Which of the printers in the hall is it?' });
    const second = sourceOf({ text: 'It is the left printer. May I restart it at noon?' });
    expect(texts('draft-status-note', first, second)).toContain(
      'Last question. Ben Fischer, 2026-11-02: “May I restart it at noon?”',
    );
    expect(texts('draft-status-note', second, first).join()).not.toMatch(/Last question[^,]*, [^,]*May I/u);
  });

  it('plans nothing on finished work', () => {
    const plan = sourceOf({ text: 'Next we will paint the hall green. The colour is not known yet.' });
    const told = (state: string): string => texts('draft-status-note', status(state), plan).join();
    expect(told('Open')).toMatch(/Next\. .*Open\. /su);
    expect(told('Resolved')).not.toMatch(/Next\. |Open\. Ben/u);
  });

  it('takes no question for a fact, and no other case for this one', () => {
    const asks = sourceOf({ text: 'Have you restarted the gateway of the hall today?' });
    const other = sourceOf({ text: 'A similar case: we restarted the gateway of the hall.' });
    const plain = sourceOf({ text: 'We restarted the gateway of the hall today.' });
    const tried = (source: Source): number =>
      texts('gather-evidence', source).filter((text) => text.startsWith('Tried. ')).length;
    expect([asks, other, plain].map(tried)).toEqual([0, 0, 1]);
  });

  it('does not take what is expected for what was measured', () => {
    const text = 'Expected\nError rate below 0.5 % at all times\nMeasured\nError rate of 4 % at noon';
    const measured = texts('gather-evidence', ofNobody({ kind: 'description', label: 'Description', text }));
    expect(measured.filter((one) => one.startsWith('Measured. '))).toEqual([
      'Measured. Description: “Error rate of 4 % at noon”',
    ]);
  });
});

describe('a step with one matter', () => {
  const plain = sourceOf({ text: 'The hall was painted green by the night shift.' });

  it('takes what is central as context where nothing is said of its matter', () => {
    expect(texts('summarise-dependencies', plain)).toEqual([
      'Context. Ben Fischer, 2026-11-02: “The hall was painted green by the night shift.”',
    ]);
  });

  it('takes none of it where something is', () => {
    const link = ofNobody({ kind: 'link', text: 'blocks INC-7: Router (Open)' });
    expect(texts('summarise-dependencies', plain, link)).toEqual(['This issue blocks INC-7: Router (Open)']);
  });
});

describe('the room of an output', () => {
  const template = ofNobody({
    kind: 'template',
    ref: 'least-privilege/x',
    text: Array.from({ length: 9 }, (_, at) => `Check the lock of door ${at}.`).join('\n'),
  });
  const faults = Array.from({ length: 30 }, (_, at) =>
    sourceOf({
      number: at + 2,
      text: `Jo${'abcdefghijklmnopqrstuvwxyzäöüß'[at] ?? ''} needs access to door ${at}.`,
    }),
  );
  const draft = compose('prepare-access-packet', [template, ...faults], { ...ROOMY, maxClaims: 12 });

  it('is kept by a third for the points to check', () => {
    const [, list] = draft.sections;
    const isToCheck = ({ text }: { readonly text: string }): boolean => text.startsWith('To check: ');
    expect([list?.claims.length, list?.claims.filter(isToCheck).length]).toEqual([6, 2]);
  });

  it('is said to be too small, with the number of what is left out', () => {
    expect(draft.notDone.at(-1)).toBe(
      '11 points more fit and are left out: the output has no room for them.',
    );
  });
});

describe('what is central', () => {
  it('is also a sentence without spaces, and no lone word', () => {
    const chinese = sourceOf({ text: '仓库的扫描枪从今天早上开始无法连接到服务器。' });
    const word = sourceOf({ text: 'Where\nWarehouse\nGateway:\nUnreachable' });
    expect(texts('draft-status-note', chinese)).toEqual([
      'Latest. Ben Fischer, 2026-11-02: “仓库的扫描枪从今天早上开始无法连接到服务器。”',
    ]);
    expect(texts('draft-status-note', word)).toEqual([]);
  });
});

describe('a text that is not English', () => {
  const text =
    'Der Drucker im Lager nimmt keine Aufträge an.\nDas Papier ist neu.\nDer Toner kam am Montag.\nAm Abend war alles gut.\nDie Halle wartet seit Montag darauf.';
  const draft = compose(
    'gather-evidence',
    [ofNobody({ kind: 'description', label: 'Description', text })],
    ROOMY,
  );

  it('gives more of what is central, and no gaps that go by English words', () => {
    expect(draft.sections.flatMap(({ claims }) => claims)).toHaveLength(5);
    expect(draft.sections.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('is said to be so', () => {
    expect(draft.notDone).toContain(
      'Most of the text is not in English: gaps and most contradictions in it were not looked for.',
    );
  });
});
