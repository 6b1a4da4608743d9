import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PolicyDocument } from '../../contract/policy';
import { toCanonicalJson } from '../canonical/canonical';
import { diffPolicies } from './diff-policies';
import { applyChanges, mergePolicies } from './merge-policies';
import { delegationOf, kindOf, ruleOf, sampleDocument, templateOf, tierOf } from './policy-samples';

const base = sampleDocument();

type Edit = (document: PolicyDocument) => PolicyDocument;

const editKind =
  (name: string, over: Parameters<typeof kindOf>[0]): Edit =>
  (document) => ({
    ...document,
    kinds: document.kinds.map((kind) => (kind.kind === name ? { ...kind, ...over } : kind)),
  });
const editRule =
  (id: string, over: Parameters<typeof ruleOf>[0]): Edit =>
  (document) => ({
    ...document,
    rules: document.rules.map((rule) => (rule.id === id ? { ...rule, ...over } : rule)),
  });
const addKind =
  (kind: string): Edit =>
  (document) => ({ ...document, kinds: [...document.kinds, kindOf({ kind })] });
const dropKind =
  (name: string): Edit =>
  (document) => ({ ...document, kinds: document.kinds.filter(({ kind }) => kind !== name) });
const addAuditor =
  (account: string): Edit =>
  (document) => ({ ...document, governance: [...document.governance, account] });

const deny = (id: string, pattern = 'bluebird') => ({ id, pattern, why: 'A name that stays inside' });

const NAMES = { approve: ['yes'], reject: ['no'], escalate: ['up'] };
const ofProject = (projectKey: string) => ({ projectKey, ...NAMES });
const addStatusesOf =
  (projectKey: string): Edit =>
  (document) => {
    const { byProject, ...names } = document.gateStatuses;
    return { ...document, gateStatuses: { ...names, byProject: [...byProject, ofProject(projectKey)] } };
  };

/** Edits at different places, none of which touches what another does. */
const EDITS: readonly Edit[] = [
  editKind('novelty', { offers: ['gather-diagnostics', 'gather-evidence'] }),
  editKind('novelty', { jql: 'priority = High' }),
  editKind('novelty', { assumedSeverity: null }),
  dropKind('drafting'),
  addKind('third'),
  addKind('fourth'),
  (document) => ({ ...document, kinds: [...document.kinds].reverse() }),
  editRule('sev-1', { priority: 7 }),
  editRule('tier-1', { when: { tierAtMost: 2 } }),
  (document) => ({ ...document, rules: document.rules.filter(({ id }) => id !== 'data-2') }),
  (document) => ({ ...document, rules: [ruleOf({ id: 'new-1' }), ...document.rules] }),
  (document) => ({ ...document, rules: [...document.rules, ruleOf({ id: 'new-2' })] }),
  addAuditor('auditor-ali'),
  addAuditor('auditor-amy'),
  (document) => ({ ...document, governance: document.governance.filter((one) => one !== 'auditor-ava') }),
  (document) => ({ ...document, limits: { ...document.limits, approvalHours: 9 } }),
  (document) => ({
    ...document,
    limits: { ...document.limits, perDay: { ...document.limits.perDay, project: 50 } },
  }),
  (document) => ({
    ...document,
    audit: { ...document.audit, legalHold: { ...document.audit.legalHold, everything: true } },
  }),
  (document) => ({ ...document, gateStatuses: { ...document.gateStatuses, reject: ['no'] } }),
  addStatusesOf('INC'),
  addStatusesOf('OPS'),
  (document) => ({ ...document, delegations: [...document.delegations, delegationOf()] }),
  (document) => ({ ...document, delegations: [...document.delegations, delegationOf({ role: null })] }),
  (document) => ({ ...document, gates: { ...document.gates, validHours: 9 } }),
  (document) => ({
    ...document,
    gates: { ...document.gates, attention: { ...document.gates.attention, maxQuickInARow: 3 } },
  }),
  (document) => ({ ...document, fieldMap: { ...document.fieldMap, owner: [] } }),
  (document) => ({ ...document, engineTier: 1 }),
  (document) => ({ ...document, reviewBy: '2027-01-01' }),
  (document) => ({ ...document, owners: document.owners.slice(0, 1) }),
  (document) => ({ ...document, tiers: [...document.tiers, tierOf({ tier: 1, models: ['small'] })] }),
  (document) => ({ ...document, templates: [...document.templates, templateOf()] }),
  (document) => ({ ...document, templates: [...document.templates, templateOf({ id: 'hand-over' })] }),
  (document) => ({ ...document, guardrails: { ...document.guardrails, onInjection: 'block' } }),
  (document) => ({ ...document, guardrails: { ...document.guardrails, denylist: [deny('codename')] } }),
  (document) => ({ ...document, approvers: document.approvers.map((entry) => ({ ...entry, chain: [] })) }),
];

const edited = (edits: readonly Edit[]): PolicyDocument =>
  edits.reduce((document, edit) => edit(document), base);

/** Each edit is nobody's, theirs, or mine. */
const shared = fc.array(fc.constantFrom('nobody', 'theirs', 'mine'), {
  minLength: EDITS.length,
  maxLength: EDITS.length,
});
const editsOf = (owners: readonly string[], who: string): readonly Edit[] =>
  EDITS.filter((_edit, at) => owners[at] === who);

/** A document without the order of what has none. */
function bare(document: PolicyDocument): string {
  const sorted = (list: readonly unknown[]): readonly string[] => list.map(toCanonicalJson).sort();
  const { rules, approvers, owners, bypasses, governance, tiers, tests, ...others } = document;
  const { templates, delegations, gateStatuses, guardrails, ...rest } = others;
  const { byProject, ...statuses } = gateStatuses;
  const { denylist, ...injection } = guardrails;
  const people = [approvers, owners, governance, delegations];
  const lists = [...people, rules, bypasses, tiers, tests, templates, denylist, byProject];
  return toCanonicalJson({ ...rest, statuses, injection, lists: lists.map((list) => sorted(list)) });
}

describe('the changes between two documents', () => {
  it('turn the one into the other, up to the order of what has none', () => {
    fc.assert(
      fc.property(shared, (owners) => {
        const [from, to] = [edited(editsOf(owners, 'theirs')), edited(editsOf(owners, 'mine'))];
        const made = applyChanges(from, diffPolicies(from, to));
        expect(made === null ? null : bare(made)).toBe(bare(to));
        expect(made === null ? null : diffPolicies(made, to)).toEqual([]);
      }),
    );
  });

  it('also where an id stands twice', () => {
    const twice = sampleDocument({
      rules: [ruleOf({ id: 'a-1', priority: 1 }), ruleOf({ id: 'a-1', priority: 2 })],
    });
    const once = sampleDocument({ rules: [ruleOf({ id: 'a-1', priority: 2 })] });
    expect(applyChanges(twice, diffPolicies(twice, once))).toEqual(once);
    expect(applyChanges(once, diffPolicies(once, twice))).toEqual(twice);
  });
});

describe('mergePolicies', () => {
  it('keeps both sides of edits at different places, without a conflict', () => {
    fc.assert(
      fc.property(shared, (owners) => {
        const merged = mergePolicies({
          base,
          theirs: edited(editsOf(owners, 'theirs')),
          mine: edited(editsOf(owners, 'mine')),
        });
        expect(merged.conflicts).toEqual([]);
        const both = edited(EDITS.filter((_edit, at) => owners[at] !== 'nobody'));
        const withoutKinds = (document: PolicyDocument) => bare({ ...document, kinds: [] });
        expect(withoutKinds(merged.document)).toBe(withoutKinds(both));
        expect(new Set(merged.document.kinds)).toEqual(new Set(both.kinds));
      }),
    );
  });

  it('gives mine where they changed nothing, and theirs where I did', () => {
    fc.assert(
      fc.property(shared, (owners) => {
        const other = edited(editsOf(owners, 'mine'));
        for (const sides of [
          { theirs: base, mine: other },
          { theirs: other, mine: base },
        ]) {
          const merged = mergePolicies({ base, ...sides });
          expect(merged.conflicts).toEqual([]);
          expect(bare(merged.document)).toBe(bare(other));
        }
      }),
    );
  });

  it('takes mine at a place that both changed, and lists it', () => {
    const merged = mergePolicies({
      base,
      theirs: edited([editRule('sev-1', { priority: 1 }), editRule('tier-1', { priority: 1 })]),
      mine: edited([editRule('sev-1', { priority: 2 })]),
    });
    expect(merged.conflicts).toEqual(['rules/sev-1']);
    expect(merged.document.rules.map(({ id, priority }) => [id, priority]).slice(0, 4)).toEqual([
      ['sev-1', 2],
      ['data-1', 50],
      ['data-2', 50],
      ['tier-1', 1],
    ]);
  });

  it('takes mine of the statuses of one project and of one delegation, and keeps theirs of others', () => {
    const editOf =
      (projectKey: string, to: string): Edit =>
      (document) => ({
        ...document,
        delegations: [delegationOf({ to }), delegationOf({ to, from: projectKey })],
        gateStatuses: {
          ...document.gateStatuses,
          byProject: [
            { ...ofProject('INC'), approve: [to] },
            { ...ofProject(projectKey), approve: [to] },
          ],
        },
      });
    const merged = mergePolicies({
      base,
      theirs: edited([editOf('REQ', 'theirs')]),
      mine: edited([editOf('OPS', 'mine')]),
    });
    expect([...merged.conflicts].sort()).toEqual([
      'delegations/lead-lou lead 2026-11-01T00:00:00Z',
      'gateStatuses/byProject/INC',
    ]);
    const { delegations, gateStatuses } = merged.document;
    expect(delegations.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      'OPS mine',
      'REQ theirs',
      'lead-lou mine',
    ]);
    expect(
      gateStatuses.byProject.map(({ projectKey, approve }) => `${projectKey} ${approve.join()}`).sort(),
    ).toEqual(['INC mine', 'OPS mine', 'REQ theirs']);
  });

  it('takes mine of one template and one denylist entry, and keeps theirs of others', () => {
    const editOf =
      (mine: string, words: string): Edit =>
      (document) => ({
        ...document,
        templates: [templateOf({ items: [words] }), templateOf({ id: mine })],
        guardrails: { ...document.guardrails, denylist: [deny('codename', words), deny(mine)] },
      });
    const merged = mergePolicies({
      base,
      theirs: edited([editOf('theirs', 'Theirs')]),
      mine: edited([editOf('mine', 'Mine')]),
    });
    expect([...merged.conflicts].sort()).toEqual(['guardrails/denylist/codename', 'templates/first-look']);
    expect(new Map(merged.document.templates.map(({ id, items }) => [id, items[0]]))).toEqual(
      new Map([
        ['theirs', 'Read the newest error first'],
        ['first-look', 'Mine'],
        ['mine', 'Read the newest error first'],
      ]),
    );
    expect(new Map(merged.document.guardrails.denylist.map(({ id, pattern }) => [id, pattern]))).toEqual(
      new Map([
        ['theirs', 'bluebird'],
        ['codename', 'Mine'],
        ['mine', 'bluebird'],
      ]),
    );
  });

  it('takes my order of the models of a tier, which says which is asked first', () => {
    const ordered = (models: string[]) => sampleDocument({ tiers: [tierOf({ tier: 1, models })] });
    const merged = mergePolicies({
      base: ordered(['a', 'b', 'c']),
      theirs: ordered(['b', 'a', 'c']),
      mine: ordered(['c', 'a', 'b']),
    });
    expect(merged.conflicts).toEqual(['tiers/1']);
    expect(merged.document.tiers.map(({ models }) => models)).toEqual([['c', 'a', 'b']]);
  });

  it('sees no conflict where both made the same change', () => {
    const same = edited([editRule('sev-1', { priority: 1 }), addAuditor('auditor-ali'), dropKind('novelty')]);
    expect(mergePolicies({ base, theirs: same, mine: same })).toEqual({ document: same, conflicts: [] });
  });

  it.each<readonly [string, readonly [theirs: Edit, mine: Edit], readonly string[]]>([
    [
      'I removed and they changed',
      [editKind('novelty', { jql: 'priority = High' }), dropKind('novelty')],
      ['drafting null'],
    ],
    [
      'I changed and they removed',
      [dropKind('novelty'), editKind('novelty', { jql: 'priority = High' })],
      ['novelty priority = High', 'drafting null'],
    ],
    [
      'both added, each another',
      [
        (document) => editKind('third', { jql: 'labels = their' })(addKind('third')(document)),
        (document) => editKind('third', { jql: 'labels = my' })(addKind('third')(document)),
      ],
      ['novelty null', 'drafting null', 'third labels = my'],
    ],
  ])('takes my side of a kind that %s, whole', (_what, [their, my], kinds) => {
    const theirs = edited([their, addAuditor('auditor-ali')]);
    const merged = mergePolicies({ base, theirs, mine: edited([my]) });
    expect(merged.conflicts).toHaveLength(1);
    expect(merged.document.governance).toEqual(['auditor-ava', 'auditor-ali']);
    expect(merged.conflicts[0]).toMatch(/^kinds\/(?:novelty|third)$/u);
    expect(merged.document.kinds.map(({ kind, jql }) => `${kind} ${jql ?? 'null'}`)).toEqual(kinds);
  });

  it('keeps their query and my severity of one kind', () => {
    const [theirs, mine] = [edited(EDITS.slice(1, 2)), edited(EDITS.slice(2, 3))];
    const document = edited(EDITS.slice(1, 3));
    expect(mergePolicies({ base, theirs, mine })).toEqual({ document, conflicts: [] });
  });

  it('takes my order of kinds where both ordered them, and puts what they added behind', () => {
    const three = edited([addKind('third')]);
    const ordered = (document: PolicyDocument, names: readonly string[]): PolicyDocument => ({
      ...document,
      kinds: names.flatMap((name) => document.kinds.filter(({ kind }) => kind === name)),
    });
    const merged = mergePolicies({
      base: three,
      theirs: ordered(addKind('fourth')(three), ['fourth', 'third', 'novelty', 'drafting']),
      mine: ordered(three, ['third', 'drafting', 'novelty']),
    });
    expect(merged.conflicts).toEqual(['kinds']);
    expect(merged.document.kinds.map(({ kind }) => kind)).toEqual(['third', 'drafting', 'novelty', 'fourth']);
  });

  it('leaves mine alone and lists every place of theirs where both together are too many', () => {
    const many = (letter: string) => Array.from({ length: 30 }, (_, at) => addAuditor(`${letter}-${at}`));
    const mine = edited(many('mine'));
    const merged = mergePolicies({ base, theirs: edited(many('their')), mine });
    expect(merged.document).toEqual(mine);
    expect(merged.conflicts).toHaveLength(30);
    expect(merged.conflicts[0]).toBe('governance/their-0');
  });
});
