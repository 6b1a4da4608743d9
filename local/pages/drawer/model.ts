import { numberOf, pick, pickText } from '../site/json';

/** The ways out of the app, in the order in which the drawer names them. */
export const DOORS = ['jira', 'kvs', 'queue', 'llm', 'events'] as const;

/** One platform call, without its bodies. A number that the site does not know is undefined. */
export interface Call {
  readonly n: number;
  readonly at: string;
  readonly door: string;
  /** As whom the app asked: the person or itself. */
  readonly provider: string;
  readonly accountId?: string | undefined;
  readonly method: string;
  readonly path: string;
  /** 0 where the call ended without an answer. */
  readonly status: number;
  readonly ms: number;
  readonly invocation: string;
  readonly requestBytes?: number | undefined;
  readonly responseBytes?: number | undefined;
  /** Of the app's hourly Jira points. */
  readonly points?: number | undefined;
  /** Of a model. */
  readonly tokens?: number | undefined;
}

const STEP_KINDS = ['call', 'refresh', 'delivery', 'jira', 'clock'] as const;
type StepKind = (typeof STEP_KINDS)[number];

/** Something that set the app going, as the site recorded it. */
export interface Step {
  readonly n: number;
  readonly at: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly moduleKey?: string | undefined;
  readonly accountId?: string | undefined;
  readonly issueKey?: string | undefined;
  readonly gesture?: string | undefined;
  readonly invocation?: string | undefined;
}

/** Reads a call; none without a number. */
export function toCall(value: unknown): readonly Call[] {
  const n = numberOf(pick(value, 'n'));
  if (n === undefined) return [];
  return [
    {
      n,
      at: pickText(value, 'at') ?? '',
      door: pickText(value, 'door') ?? 'unknown',
      provider: pickText(value, 'provider') ?? 'none',
      accountId: pickText(value, 'accountId'),
      method: pickText(value, 'method') ?? '',
      path: pickText(value, 'path') ?? '',
      status: numberOf(pick(value, 'status')) ?? 0,
      ms: numberOf(pick(value, 'ms')) ?? 0,
      invocation: pickText(value, 'invocation') ?? '',
      requestBytes: numberOf(pick(value, 'requestBytes')),
      responseBytes: numberOf(pick(value, 'responseBytes')),
      points: numberOf(pick(value, 'points')),
      tokens: numberOf(pick(value, 'tokens')),
    },
  ];
}

/** Reads a step; none without a number or of an unknown kind. */
export function toStep(value: unknown): readonly Step[] {
  const n = numberOf(pick(value, 'n'));
  const kind = STEP_KINDS.find((known) => known === pick(value, 'kind'));
  if (n === undefined || kind === undefined) return [];
  return [
    {
      n,
      kind,
      at: pickText(value, 'at') ?? '',
      name: pickText(value, 'name') ?? '',
      moduleKey: pickText(value, 'moduleKey'),
      accountId: pickText(value, 'accountId'),
      issueKey: pickText(value, 'issueKey'),
      gesture: pickText(value, 'gesture'),
      invocation: pickText(value, 'invocation'),
    },
  ];
}

/** Whether a call failed: an error status, or no answer at all. */
export function isFailed({ status }: Pick<Call, 'status'>): boolean {
  return status === 0 || status >= 400;
}
