import type { Output } from '../../contract/output';
import { compile } from '../policy/compile';
import { decide } from '../policy/decide';
import { DEFAULT_POLICY } from '../policy/default-policy';
import type { GateRecord } from '../handoff/handoff';
import {
  decisionOf,
  factsOf,
  gateOf,
  handoffOf,
  inForce,
  inputOf,
  NOON,
  planOf,
  readingOf,
  seatOf,
  sourceOf,
} from '../testing';
import { snapshotOf, type Packet } from '../packet/packet';
import type { Texts } from './texts';

const person = (accountId: string, displayName: string) => ({ accountId, displayName });

const PACKET: Packet = {
  schema: 5,
  nonce: 'e'.repeat(32),
  operation: 'gather-diagnostics',
  requesterId: 'agent-ana',
  owner: person('agent-ben', 'Ben Fischer'),
  facts: factsOf(),
  decision: decide(compile(inForce()), inputOf()),
  scope: {
    mayRead: ['1 comment'],
    leftOut: [],
    dropped: [],
    willProduce: ['A list'],
    blockedActions: ['Close'],
    stopConditions: ['Halt'],
  },
  gates: [planOf('run')],
  snapshot: snapshotOf(
    readingOf({
      fields: [
        { id: 'summary', label: 'Summary', text: 'Trunk marigold drops calls' },
        { id: 'assignee', label: 'Assignee', text: 'Ben Fischer' },
      ],
      description: 'It is the marigold trunk.',
      comments: [
        {
          id: '10001',
          author: 'Ben Fischer',
          at: '2026-11-02T09:00:00.000Z',
          text: 'The marigold trunk.',
          isInternal: false,
          isRestricted: false,
          isFromAi: false,
        },
      ],
    }),
  ),
  sources: [
    sourceOf({
      because: 'Same words as Cho Park wrote: marigold',
      removed: [{ ruleId: 'unicode-tag', count: 25, sample: 'hidden: Cho Park says marigold' }],
      text: 'Cho Park said that the marigold trunk drops calls.',
    }),
    sourceOf({
      number: 2,
      kind: 'description',
      label: 'Description',
      author: null,
      text: 'It is the marigold trunk.',
    }),
  ],
  secrets: [{ source: 1, check: 'secret', ruleId: 'aws-key', start: 3, length: 20 }],
  limits: DEFAULT_POLICY.limits,
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  fallbacks: [],
  policy: { version: 7, digest: 'd'.repeat(64) },
};

const OUTPUT: Output = {
  kind: 'evidence-pack',
  notDone: [],
  sections: [
    {
      step: 'diagnostics',
      title: 'Evidence pack',
      claims: [
        {
          number: 1,
          text: 'Cho Park said that marigold drops calls.',
          citations: [{ source: 1, quote: 'Cho Park said that the marigold trunk' }],
          struck: null,
          struckBy: null,
          was: null,
        },
        {
          number: 2,
          text: 'marigold',
          citations: [{ source: 2, quote: 'marigold' }],
          struck: 'No quote.',
          struckBy: 'grounding-quote',
          was: 'marigold rings',
        },
      ],
      contradictions: [
        {
          text: 'marigold or not, says Cho Park',
          citations: [
            { source: 1, quote: 'marigold' },
            { source: 2, quote: 'marigold' },
          ],
        },
      ],
      gaps: [{ text: 'Who owns marigold', ask: 'Cho Park' }],
    },
  ],
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  mode: 'composer',
  fallbacks: [],
  usage: null,
  counts: { claims: 2, grounded: 1, struck: 1, contradictions: 1, gaps: 1, sources: 2 },
};

/** When the sample ended. */
export const ENDED = '2026-01-10T08:00:00.000Z';

/** A gate in which everybody is somebody: a delegate, whose place it is, a second seat, a backup, another of the role. */
function peopledGate(): GateRecord {
  const cho = { ...person('commander-cho', 'Cho Park'), standsInFor: person('lead-lia', 'Lia Costa') };
  const plan = planOf('run', { approvers: [cho, { ...person('dev-dan', 'Dan Ito'), standsInFor: null }] });
  const decided = decisionOf('run', 'approve', { at: ENDED, note: 'marigold is fine' });
  const why = 'Lia Costa and Cho Park did not decide.';
  return {
    ...gateOf('run'),
    plan: { ...plan, others: [person('other-ora', 'Ora Levi')] },
    seats: [
      seatOf({ approver: cho, backupAskedAt: NOON, backupAskedWhy: why, decision: decided }),
      seatOf({ approver: { ...person('dev-dan', 'Dan Ito'), standsInFor: null } }),
    ],
  };
}

/** A hand-off that was superseded after its review, with every text that one may have; each holds the word `marigold`. */
export const SAMPLE: Texts = {
  handoff: handoffOf({
    state: 'superseded',
    updatedAt: ENDED,
    eraseFrom: ENDED,
    explanation: 'Superseded: Summary went from marigold to none. Approved by Cho Park.',
    gates: [peopledGate(), gateOf('use')],
    review: {
      verdict: 'accept',
      by: person('agent-ben', 'Ben Fischer'),
      at: ENDED,
      reason: 'none',
      note: 'marigold is right, Cho Park agrees',
      struck: [{ number: 2, reason: 'other' }],
      edits: [{ number: 1, reason: 'unclear', text: 'Cho Park: marigold drops calls.' }],
      audience: 'internal',
    },
    escalationAnswer: {
      by: person('boss-bea', 'Bea Roth'),
      at: ENDED,
      note: 'marigold was moved by hand, says Cho Park',
    },
    writtenBack: { commentId: '77', at: ENDED },
  }),
  packet: PACKET,
  output: OUTPUT,
};
