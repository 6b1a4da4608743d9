import { z } from 'zod';
import type { Store } from '../../local/store/store';
import { HandoffStateSchema, OutputModeSchema } from '../../src/contract/vocabulary';
import { entryId } from '../../src/domain/audit/chain';
import { fromEntryRow } from '../../src/forge/storage/entry-row';
import { fromHandoffRow, type HandoffRow } from '../../src/forge/storage/handoff-row';
import { unpack, type Packed } from '../../src/forge/storage/packed';

/** The one place of this harness that knows how the app stores things (docs/storage.md). */

/** An audit entry: `raw` as it is stored, the rest for rules and reports. `actor` is an account, or `app`. */
export interface StoredEntry {
  readonly key: string;
  readonly raw: unknown;
  readonly chain: string;
  readonly event: string;
  readonly actor: string;
  readonly state: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface StoredHead {
  readonly nextIndex: number;
  readonly lastHash: string;
}

const PersonSchema = z.object({ accountId: z.string() });
const SubtaskSchema = z.object({ id: z.string(), key: z.string() });
const HeadSchema = z.object({ nextIndex: z.number(), lastHash: z.string() });

const HandoffSchema = z.object({
  id: z.string(),
  version: z.number(),
  state: HandoffStateSchema,
  requestId: z.string(),
  issue: z.object({ id: z.string(), key: z.string() }),
  requester: PersonSchema,
  gates: z.array(
    z.object({
      plan: z.object({ gate: z.enum(['run', 'use']) }),
      seats: z.array(
        z.object({
          subtask: SubtaskSchema.nullable(),
          decision: z.object({ verdict: z.string(), by: PersonSchema }).nullable(),
        }),
      ),
    }),
  ),
  writtenBack: z.object({ commentId: z.string() }).nullable(),
});
export type StoredHandoff = z.infer<typeof HandoffSchema>;

const EffectRowSchema = z.object({ status: z.enum(['pending', 'done', 'failed']) });
/** An effect; hand-off and kind are in its id. */
export interface StoredEffect {
  readonly id: string;
  readonly handoffId: string;
  readonly kind: string;
  readonly status: z.infer<typeof EffectRowSchema>['status'];
}

const EntrySchema = z.object({
  chain: z.string(),
  event: z.string(),
  actor: z.object({ ref: z.string() }),
  state: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});

const SlotSchema = z.object({
  issueId: z.string(),
  latestHandoffId: z.string().nullable(),
  handoffCount: z.number(),
});

const EngineSchema = z.object({ name: z.string(), tier: z.number(), model: z.string().nullable() });
const PlanSchema = z.object({ engine: EngineSchema, fallbacks: z.array(EngineSchema) });
const OutputSchema = z.object({
  engine: EngineSchema,
  mode: OutputModeSchema,
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).nullable(),
});
/** An engine as it is sealed and named by an output. */
export type StoredEngine = z.infer<typeof EngineSchema>;

const RowSchema = z.object({ key: z.string(), value: z.unknown() });
const PlainSchema = z.object({ value: z.unknown() });
const BodySchema = z.object({ body: z.unknown() });
const EntryRowSchema = z.object({
  event: z.string(),
  at: z.string(),
  body: z.record(z.string(), z.unknown()),
});
const ActorSchema = z.object({ ref: z.string() });

/** Reads the app's storage past the app. */
export interface StoredWorld {
  handoffs(): readonly StoredHandoff[];
  stateOf(handoffId: string): StoredHandoff['state'] | null;
  /** Entries in order of their keys: of all chains, or of one up to its first gap. */
  entries(chain?: string): readonly StoredEntry[];
  /** Where the app believes that each chain ends. */
  heads(): ReadonlyMap<string, StoredHead>;
  effects(): readonly StoredEffect[];
  /** The engines that a hand-off's packet allows, in their order. */
  plan(handoffId: string): readonly StoredEngine[];
  output(handoffId: string): z.infer<typeof OutputSchema> | null;
  /** Tokens of the day, of all models. */
  modelTokens(): number;
  /** The newest hand-off of an issue, as the issue's slot names it. */
  newestOn(issueId: string): { readonly handoffId: string; readonly handoffCount: number } | null;
  isHalted(): boolean;
  /** Version and digest of the policy in force; null while it is the one that ships. */
  policy(): { readonly version: number; readonly digest: string } | null;
}

export function createStoredWorld(store: Pick<Store, 'get' | 'range'>): StoredWorld {
  const rows = (entity: string): readonly z.infer<typeof RowSchema>[] =>
    store.range({ prefix: ['kvs', 'entity', entity] }).map(({ value }) => RowSchema.parse(value));
  const bodies = <T extends z.ZodType>(entity: string, schema: T): readonly z.infer<T>[] =>
    rows(entity).map(({ value }) => schema.parse(BodySchema.parse(value).body));
  const unpacked = (key: string): unknown => {
    const row = store.get(['kvs', 'plain', key]);
    return row === undefined ? null : unpack(PlainSchema.parse(row).value as Packed);
  };
  const toHandoff = (value: unknown) => HandoffSchema.parse(fromHandoffRow(value as HandoffRow));
  const accountOf = (ref: string): string =>
    rows('actor').find(({ value }) => ActorSchema.parse(value).ref === ref)?.key ?? ref;
  const toEntry = ({ key, value }: z.infer<typeof RowSchema>): StoredEntry => {
    const raw = fromEntryRow(key, EntryRowSchema.parse(value));
    const { actor, ...entry } = EntrySchema.parse(raw);
    return { ...entry, key, raw, actor: accountOf(actor.ref) };
  };
  return {
    handoffs: () => rows('handoff').map(({ value }) => toHandoff(value)),
    stateOf(handoffId) {
      const row = RowSchema.safeParse(store.get(['kvs', 'entity', 'handoff', handoffId]));
      return row.success ? toHandoff(row.data.value).state : null;
    },
    entries(chain) {
      if (chain === undefined) return rows('audit-entry').map(toEntry);
      const found: StoredEntry[] = [];
      for (;;) {
        const row = store.get(['kvs', 'entity', 'audit-entry', entryId(chain, found.length)]);
        if (row === undefined) return found;
        found.push(toEntry(RowSchema.parse(row)));
      }
    },
    heads: () => new Map(rows('audit-head').map(({ key, value }) => [key, HeadSchema.parse(value)])),
    effects: () =>
      rows('effect').map(({ key, value }) => {
        const [handoffId = '', , kind = ''] = key.split('.');
        return { id: key, handoffId, kind, status: EffectRowSchema.parse(value).status };
      }),
    plan(handoffId) {
      const { engine, fallbacks } = PlanSchema.parse(unpacked(`packet:${handoffId}`));
      return [engine, ...fallbacks];
    },
    output: (handoffId) => OutputSchema.nullable().parse(unpacked(`output:${handoffId}`)),
    modelTokens: () =>
      bodies('model-state', z.object({ tokens: z.number() })).reduce((sum, { tokens }) => sum + tokens, 0),
    newestOn(issueId) {
      const slot = bodies('issue-slot', SlotSchema).find((item) => item.issueId === issueId);
      const handoffId = slot?.latestHandoffId ?? null;
      return slot === undefined || handoffId === null ? null : { handoffId, handoffCount: slot.handoffCount };
    },
    isHalted: () => bodies('switch', z.object({ isHalted: z.boolean() }))[0]?.isHalted ?? false,
    policy: () => bodies('policy-head', z.object({ version: z.number(), digest: z.string() }))[0] ?? null,
  };
}
