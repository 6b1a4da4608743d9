import { CALLS, type CallInput, type CallName, type Surface } from '../../src/contract/calls';
import { EVERY_TRAIL } from '../../src/contract/every-trail';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';

const handoffId = `ho-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`;
const seal = '0'.repeat(64);
const change = 'An attack';

/** One well-formed input for every call of the contract: a call that is added without an attack does not compile. */
export const EXAMPLES: { readonly [N in CallName]: CallInput<N> } = {
  'panel.load': {},
  'panel.review-scope': { operation: 'gather-diagnostics' },
  'panel.hand-off': {
    operation: 'gather-diagnostics',
    seal,
    nonce: '0'.repeat(32),
    requestId: '00000000-0000-4000-8000-000000000000',
  },
  'panel.handoff': { handoffId },
  'panel.history': { cursor: null },
  'panel.withdraw': { handoffId, version: 1 },
  'panel.review': { handoffId, version: 1, verdict: 'accept', reason: 'none', note: '', strike: [] },
  'panel.decide': { handoffId, gate: 'use', seal, verdict: 'approve', reason: 'none', note: '' },
  'panel.evidence': { handoffId },
  'admin.load': {},
  'admin.versions': { cursor: null },
  'admin.version': { version: 1 },
  'admin.save-draft': { revision: 0, baseVersion: 1, document: DEFAULT_POLICY, change },
  'admin.merge': { base: DEFAULT_POLICY, mine: DEFAULT_POLICY },
  'admin.discard-draft': { revision: 1 },
  'admin.simulate': { revision: 1, restart: false },
  'admin.submit': { revision: 1 },
  'admin.review': { revision: 1, verdict: 'approve', note: '' },
  'admin.start-canary': { revision: 1, projects: ['REQ'] },
  'admin.stop-canary': { revision: 1 },
  'admin.compare-canary': { revision: 1, cursor: null },
  'admin.publish': { revision: 1 },
  'admin.roll-back': { baseVersion: 1, version: 1, reason: change },
  'admin.try-issue': { issueKey: 'INC-2041', document: DEFAULT_POLICY },
  'admin.check': { document: DEFAULT_POLICY },
  'admin.set-switch': { isHalted: true, reason: change, version: 0 },
  'admin.find': { what: 'people', query: 'a' },
  'oversight.search': { filter: EVERY_TRAIL, cursor: null },
  'oversight.trail': { handoffId, cursor: null },
  'oversight.verify': { handoffId },
  'oversight.export': { format: 'jsonl', from: null, to: null, cursor: null },
  'oversight.reconstruct': { handoffId },
  'oversight.verify-all': { restart: true },
  'oversight.verification': {},
  'oversight.changes': { cursor: null },
  'oversight.checkpoints': { cursor: null },
  'oversight.bundle': { handoffId },
};

/** The calls of one surface, with that well-formed input. */
export const callsOf = (surface: Surface): readonly (readonly [CallName, object])[] =>
  NAMES.filter((name) => CALLS[name].surface === surface).map((name) => [name, EXAMPLES[name]]);

/** Every name of the table. */
export const NAMES = Object.keys(CALLS) as readonly CallName[];

/** Where each surface stands on a site, and somebody who may do everything there. */
export const HOME = {
  panel: { module: 'issue-panel', as: 'agent-ana', issueKey: 'INC-2041' },
  admin: { module: 'admin-page', as: 'admin-ada' },
  oversight: { module: 'oversight-page', as: 'auditor-ava' },
} as const satisfies Record<Surface, { module: string; as: string; issueKey?: string }>;
