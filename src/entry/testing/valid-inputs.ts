import type { CallInput, CallName } from '../../contract/calls';
import { EVERY_TRAIL } from '../../contract/every-trail';
import { DEFAULT_POLICY } from '../../domain/policy/default-policy';

const ID = 'ho-00000000-0000-4000-8000-000000000001';
const SEAL = 'a'.repeat(64);
const UUID = '3f0c1d8e-5a7b-4c2d-9e6f-0a1b2c3d4e5f';
const change = 'Nothing';

/** An input of the right shape for every call; a call that is added without one does not compile. */
export const VALID: { readonly [N in CallName]: CallInput<N> } = {
  'panel.load': {},
  'panel.review-scope': { operation: 'gather-diagnostics' },
  'panel.hand-off': { operation: 'gather-diagnostics', seal: SEAL, nonce: SEAL.slice(32), requestId: UUID },
  'panel.handoff': { handoffId: ID },
  'panel.history': { cursor: null },
  'panel.withdraw': { handoffId: ID, version: 1 },
  'panel.review': {
    handoffId: ID,
    version: 1,
    verdict: 'accept',
    reason: 'none',
    note: '',
    strike: [],
    edits: [],
    audience: 'internal',
  },
  'panel.check-claim': { handoffId: ID, number: 1, text: 'Calls fail since 09:40.' },
  'panel.decide': {
    handoffId: ID,
    gate: 'run',
    seal: SEAL,
    release: null,
    verdict: 'approve',
    reason: 'none',
    note: '',
    reading: { opened: [], seconds: 0 },
  },
  'panel.remind': { handoffId: ID, version: 1 },
  'panel.answer-escalation': { handoffId: ID, version: 1, note: 'Done by hand.' },
  'panel.evidence': { handoffId: ID },
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
  'admin.try-issue': { issueKey: 'INC-1', document: DEFAULT_POLICY },
  'admin.check': { document: DEFAULT_POLICY },
  'admin.check-projects': { document: DEFAULT_POLICY },
  'admin.set-switch': { isHalted: false, reason: 'Drill', version: 9 },
  'admin.find': { what: 'people', query: 'ana' },
  'admin.inventory': {},
  'oversight.queue': { view: 'mine', cursor: null },
  'oversight.decide-many': {
    items: [{ handoffId: ID, gate: 'run', seal: SEAL, release: null }],
    note: '',
  },
  'oversight.search': { filter: EVERY_TRAIL, cursor: null },
  'oversight.trail': { handoffId: ID, cursor: null },
  'oversight.verify': { handoffId: ID },
  'oversight.export': { format: 'jsonl', from: null, to: null, cursor: null },
  'oversight.reconstruct': { handoffId: ID },
  'oversight.verify-all': { restart: false },
  'oversight.verification': {},
  'oversight.changes': { cursor: null },
  'oversight.checkpoints': { cursor: null },
  'oversight.bundle': { handoffId: ID },
  'oversight.corrections': { from: null, to: null, cursor: null },
  'oversight.inventory': {},
};
