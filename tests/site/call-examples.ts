import { CALLS, type CallInput, type CallName, type Surface } from '../../src/contract/calls';
import { VALID } from '../../src/entry/testing/valid-inputs';

/** One well-formed input for every call of the contract, about what stands on the site's seed. */
export const EXAMPLES: { readonly [N in CallName]: CallInput<N> } = {
  ...VALID,
  'admin.try-issue': { ...VALID['admin.try-issue'], issueKey: 'INC-2041' },
  'admin.set-switch': { isHalted: true, reason: 'An attack', version: 0 },
  'oversight.verify-all': { restart: true },
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
