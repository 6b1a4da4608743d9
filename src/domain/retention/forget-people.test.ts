import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OutputSchema } from '../../contract/output';
import { forgetPeople, FORMER_USER, namesIn, type Forgotten } from './forget-people';
import { eraseDue } from './judge-retention';
import { SAMPLE } from './testing';
import type { Texts } from './texts';

const AT = '2027-03-01T00:00:00.000Z';
const REF = 'actor-00000000-0000-4000-8000-000000000009';
const closed = (accountId: string, ...names: string[]): Forgotten => ({
  refs: new Map([[accountId, REF]]),
  names,
});

const forget = (texts: Texts, forgotten: Forgotten) => {
  const erasure = forgetPeople(texts, forgotten, AT);
  if (erasure === null) throw new Error('nobody was forgotten');
  return erasure;
};

/** The sample with a source of this text as all that it says, and nobody else's name in it. */
const saying = (text: string): Texts => ({
  ...SAMPLE,
  output: null,
  packet: {
    ...SAMPLE.packet,
    sources: SAMPLE.packet.sources.slice(1).map((source) => ({ ...source, text })),
  },
});

describe('forgetPeople', () => {
  it.each([
    ['agent-ana', 'Ana Silva'],
    ['agent-ben', 'Ben Fischer'],
    ['commander-cho', 'Cho Park'],
    ['backup-bo', 'Bo Lind'],
    ['lead-lia', 'Lia Costa'],
    ['dev-dan', 'Dan Ito'],
    ['other-ora', 'Ora Levi'],
    ['boss-bea', 'Bea Roth'],
  ])('leaves neither account nor name of %s', (accountId, name) => {
    const gone = forget(SAMPLE, closed(accountId, name));
    const text = JSON.stringify(gone);
    expect(text).not.toContain(accountId);
    expect(text).not.toContain(name);
    expect(text).toContain(REF);
    expect(text).toContain('marigold');
  });

  it('leaves everybody else as they were', () => {
    const gone = forget(SAMPLE, closed('backup-bo', 'Bo Lind'));
    const back = JSON.stringify([gone.handoff, gone.packet, gone.output])
      .replaceAll(REF, 'backup-bo')
      .replaceAll(FORMER_USER, 'Bo Lind');
    const { handoff } = SAMPLE;
    const erased = { packet: AT, output: AT };
    expect(JSON.parse(back)).toEqual([{ ...handoff, erased }, SAMPLE.packet, SAMPLE.output]);
  });

  it('gives nothing for people who are not there', () => {
    expect(forgetPeople(SAMPLE, closed('outsider-oz', 'Oz Demir'), AT)).toBeNull();
    expect(forgetPeople(SAMPLE, closed('outsider-oz', '', ' '), AT)).toBeNull();
    expect(forgetPeople(SAMPLE, { refs: new Map(), names: [] }, AT)).toBeNull();
  });

  it('is a fixed point: who is forgotten is not found again', () => {
    const once = forget(SAMPLE, closed('commander-cho', 'Cho Park'));
    expect(forgetPeople(once, closed('commander-cho', 'Cho Park', FORMER_USER), AT)).toBeNull();
  });

  it('says what it took, and counts what the chain names by hash as erased', () => {
    const gone = forget(SAMPLE, closed('commander-cho', 'Cho Park'));
    expect(gone.bodies).toEqual(['names', 'packet', 'output', 'notes', 'comment']);
    expect(gone.handoff.erased).toEqual({ packet: AT, output: AT });
    const author = forget(
      { ...SAMPLE, handoff: { ...SAMPLE.handoff, writtenBack: null } },
      closed('outsider-oz', 'marigold'),
    );
    expect(author.bodies).toEqual(['names', 'packet', 'output', 'notes']);
  });

  it('leaves the output’s mark alone when only the packet names them and nothing was posted', () => {
    const quiet = saying('Asked Oz Demir.');
    const handoff = { ...quiet.handoff, writtenBack: null };
    const gone = forget({ ...quiet, handoff }, closed('outsider-oz', 'Oz Demir'));
    expect(gone.bodies).toEqual(['packet']);
    expect(gone.handoff.erased).toEqual({ packet: AT, output: null });
    const posted = forget(quiet, closed('outsider-oz', 'Oz Demir'));
    expect(posted.bodies).toEqual(['packet', 'comment']);
    expect(posted.handoff.erased).toEqual({ packet: AT, output: AT });
  });

  it('keeps the day of an earlier erasure', () => {
    const before = eraseDue(SAMPLE, { packet: true, output: true }, '2027-01-01T00:00:00.000Z');
    if (before === null) throw new Error('nothing was erased');
    const gone = forget(before, closed('commander-cho', 'Cho Park'));
    expect(gone.handoff.erased).toEqual(before.handoff.erased);
    expect(JSON.stringify(gone)).not.toContain('Cho Park');
  });

  it('reads a packet without an owner, a gate without a backup, a record without review and answer', () => {
    const { handoff, packet } = SAMPLE;
    const bare: Texts = {
      output: null,
      handoff: {
        ...handoff,
        review: null,
        escalationAnswer: null,
        writtenBack: null,
        gates: handoff.gates.map((gate) => ({ ...gate, plan: { ...gate.plan, backup: null } })),
      },
      packet: { ...packet, facts: { ...packet.facts, ownerAccountId: null } },
    };
    const gone = forget(bare, closed('agent-ben', 'Ben Fischer'));
    expect(gone.handoff.owner).toEqual({ accountId: REF, displayName: FORMER_USER });
    expect(gone.packet.facts.ownerAccountId).toBeNull();
    expect(gone.handoff.gates[0]?.plan.backup).toBeNull();
  });
});

describe('names in texts', () => {
  const said = (text: string, ...names: string[]): string | undefined =>
    forgetPeople(saying(text), closed('outsider-oz', ...names), AT)?.packet.sources[0]?.text;

  it.each([
    ['Ask Oz Demir.', ['Oz Demir'], 'Ask Former user.'],
    ['Oz Demir and Oz Demir', ['Oz Demir'], 'Former user and Former user'],
    ['Oz Demir, Oz', ['Oz', 'Oz Demir'], 'Former user, Former user'],
    ['Спроси Озан!', ['Озан'], 'Спроси Former user!'],
    ['By O.* (Oz) [x]|$^?', ['O.* (Oz) [x]|$^?'], 'By Former user'],
    ['By A-B/C\\D+', ['A-B/C\\D+'], 'By Former user'],
  ])('are replaced as whole words, the longer one first: %s', (text, names, after) => {
    expect(said(text, ...names)).toBe(after);
  });

  it.each([
    ['within a word', 'Ozone layer', ['Oz']],
    ['within another alphabet’s word', 'Озанова', ['Озан']],
    ['beside a digit', 'Oz2', ['Oz']],
    ['of which a pattern would match', 'Open', ['O.en']],
  ])('are left: %s', (_what, text, names) => {
    expect(said(text, ...names)).toBeUndefined();
  });

  it('keep the bounds of the contract, whatever they are', () => {
    const claim = {
      number: 1,
      text: 'Al '.repeat(400),
      citations: [{ source: 1, quote: 'Al '.repeat(600) }],
      struck: 'No quote names Al',
      struckBy: 'grounding-name',
      was: 'Al '.repeat(400),
    };
    const contradiction = { text: 'Al '.repeat(200), citations: [...claim.citations, ...claim.citations] };
    const section = {
      step: 'diagnostics' as const,
      title: 'T',
      claims: [claim],
      contradictions: [contradiction],
      gaps: [{ text: 'Al '.repeat(130), ask: 'Al '.repeat(60) }],
    };
    const notDone = ['Al '.repeat(100)];
    const output = SAMPLE.output === null ? null : { ...SAMPLE.output, sections: [section], notDone };
    expect(OutputSchema.safeParse(output).success).toBe(true);
    const gone = forget({ ...SAMPLE, output }, closed('outsider-oz', 'Al'));
    expect(OutputSchema.safeParse(gone.output).success).toBe(true);
    const [told] = gone.output?.sections[0]?.claims ?? [];
    expect(told?.text).toMatch(/^Former user Former user /u);
    expect([told?.struck, told?.was, gone.output?.notDone.join('')].join(' ')).not.toMatch(/\bAl\b/u);
  });

  it('keep the bound of an edit, and make the comment that it stands in another one', () => {
    const { review } = SAMPLE.handoff;
    const edits = [{ number: 1, reason: 'unclear' as const, text: 'Oz '.repeat(400) }];
    const handoff = { ...SAMPLE.handoff, review: review === null ? null : { ...review, edits } };
    const gone = forget({ ...SAMPLE, handoff }, closed('outsider-nobody', 'Oz'));
    expect(gone.handoff.review?.edits[0]?.text).toMatch(/^Former user /u);
    expect(gone.handoff.review?.edits[0]?.text).toHaveLength(1_200);
    expect(gone.bodies).toEqual(['notes', ...(handoff.writtenBack === null ? [] : ['comment'])]);
  });

  it('never throw and never stay, whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), (name) => {
        fc.pre(name.trim() !== '' && !FORMER_USER.includes(name) && !' .'.includes(name));
        expect(said(`. ${name} .`, name)).toBe(`. ${FORMER_USER} .`);
      }),
    );
  });
});

describe('namesIn', () => {
  it('gives every name under which a record shows the accounts, and no account id that stands in for one', () => {
    const refs = new Map([
      ['commander-cho', REF],
      ['agent-ana', REF],
      ['agent-ben', REF],
    ]);
    expect(new Set(namesIn(SAMPLE.handoff, refs))).toEqual(new Set(['Cho Park', 'Ana Silva', 'Ben Fischer']));
    const hidden = { ...SAMPLE.handoff, requester: { accountId: 'agent-ana', displayName: 'agent-ana' } };
    expect(namesIn(hidden, new Map([['agent-ana', REF]]))).toEqual([]);
    expect(namesIn({ ...SAMPLE.handoff, review: null }, new Map([['outsider-oz', REF]]))).toEqual([]);
    const gates = SAMPLE.handoff.gates.map((gate) => ({ ...gate, plan: { ...gate.plan, backup: null } }));
    const bare = { ...SAMPLE.handoff, gates, review: null, escalationAnswer: null };
    expect(namesIn(bare, new Map([['backup-bo', REF]]))).toEqual([]);
    expect(namesIn(bare, new Map([['lead-lia', REF]]))).toContain('Lia Costa');
  });
});
