import { z } from 'zod';
import { ActorRefSchema, type AuditEntry } from '../../contract/audit';
import { ExportRecordSchema, type Checkpoint, type ExportRecord, type Leaf } from '../../contract/checkpoint';
import { placeEntry, type BrokenEntry, type PlacedEntry } from './chain';
import { checkpointId } from './checkpoint';
import type { Note } from './checkpoint-note';
import { readCanonicalEntry } from './entry-line';
import { ChainPageSchema, ExportChains } from './export-chains';
import { CheckpointsStateSchema, ExportCheckpoints, type CheckpointRules } from './export-checkpoints';
import { EvidenceStateSchema, ExportEvidence } from './export-evidence';
import { ExportTally, TallySchema, type Manifest } from './export-tally';
import { idOf, readJson } from './json-text';

/** What verifying found; counts cover what stands before the first broken line. */
export interface ExportReport {
  readonly entries: number;
  readonly chains: number;
  readonly checkpoints: number;
  /** Chains that the export says it withholds, because its reader may not see them. */
  readonly withheld: number;
  readonly firstBroken: BrokenEntry | null;
}

/** The parts of an export in the order in which they stand. A file of bare entries has only these. */
const PARTS = ['start', 'export', 'checkpoints', 'entries', 'evidence', 'manifest'] as const;
const PartSchema = z.enum(PARTS);
type Part = z.infer<typeof PartSchema>;

const PART_OF: Readonly<Record<ExportRecord['record'], Part>> = {
  export: 'export',
  checkpoint: 'checkpoints',
  leaves: 'checkpoints',
  packet: 'evidence',
  body: 'evidence',
  actor: 'evidence',
  proof: 'evidence',
  manifest: 'manifest',
};

type Header = Extract<ExportRecord, { readonly record: 'export' }>;
const HeaderSchema = z.strictObject({ what: z.enum(['trail', 'issue', 'bundle']), isWhole: z.boolean() });
const NoteSchema = z.strictObject({ size: z.number().int().min(1), root: z.string() });

/** All that a verifier remembers but for its chains, as plain JSON. */
const CoreSchema = z.strictObject({
  part: PartSchema,
  header: HeaderSchema.nullable(),
  note: NoteSchema.nullable(),
  checkpoints: CheckpointsStateSchema,
  evidence: EvidenceStateSchema.nullable(),
  tally: TallySchema,
  actors: z.array(ActorRefSchema),
  withheld: z.number().int().min(0),
});
type Core = z.infer<typeof CoreSchema>;

const TOO_LONG: BrokenEntry = { id: 'unknown', why: 'the line is too long' };

/** How a report names a record. */
function nameOf(record: ExportRecord): string {
  switch (record.record) {
    case 'checkpoint':
      return checkpointId(record.checkpoint.index);
    case 'leaves':
      return checkpointId(record.checkpoint);
    case 'packet':
    case 'body':
      return record.chain;
    case 'proof':
      return record.leaf.chain;
    case 'actor':
      return record.ref;
    case 'export':
    case 'manifest':
      return record.record;
  }
}

const rulesOf = (header: Core['header'], note: Note | null): CheckpointRules => ({
  isFromFirst: header?.isWhole !== false,
  isSelection: header?.what === 'bundle',
  note,
});

/**
 * Verifies an export line by line, without any I/O. Every line is hostile. Remembers one small record a chain, and of a bundle
 * or one issue's export also the hashes of its entries. Its state can be saved between any two lines.
 */
export class ExportVerifier {
  private readonly chains = new ExportChains();
  private readonly actors = new Set<string>();
  private readonly note: Note | null;
  private part: Part = 'start';
  private header: Core['header'] = null;
  private checkpoints: ExportCheckpoints;
  private evidence: ExportEvidence | null = null;
  private tally = new ExportTally();
  private withheld = 0;
  private broken: BrokenEntry | null = null;

  /** `note`: a checkpoint's note that was kept elsewhere; the file must contain its history. */
  constructor(note: Note | null = null) {
    this.note = note;
    this.checkpoints = new ExportCheckpoints(rulesOf(null, note));
  }

  /** A verifier that goes on where `save` was called. Throws zod's error for what `save` did not give. */
  static restore(saved: Iterable<unknown>): ExportVerifier {
    const [first, ...pages] = saved;
    const core = CoreSchema.parse(first);
    const verifier = new ExportVerifier(core.note);
    verifier.part = core.part;
    verifier.header = core.header;
    verifier.checkpoints = new ExportCheckpoints(rulesOf(core.header, core.note), core.checkpoints);
    verifier.evidence = core.evidence === null ? null : new ExportEvidence(core.evidence);
    verifier.tally = new ExportTally(core.tally);
    verifier.withheld = core.withheld;
    for (const ref of core.actors) verifier.actors.add(ref);
    for (const page of pages) verifier.chains.restore(ChainPageSchema.parse(page));
    return verifier;
  }

  /** The state as JSON values: one, then pages of chains. Of a file in which nothing is broken so far. */
  *save(): Generator {
    const { part, header, note, checkpoints, evidence, tally, actors, withheld } = this;
    const core: Core = {
      part,
      header,
      note,
      checkpoints: checkpoints.toJSON(),
      evidence: evidence?.toJSON() ?? null,
      tally: tally.toJSON(),
      actors: [...actors],
      withheld,
    };
    yield core;
    yield* this.chains.pages();
  }

  /** Takes the next line, without its line end (null: too long to read). Gives the first broken one, then and ever after. */
  line(text: string | null): BrokenEntry | null {
    this.broken ??= text === null ? TOO_LONG : this.read(text);
    return this.broken;
  }

  /** The file is at its end. */
  end(): ExportReport {
    const { entries, chains, checkpoints } = this.tally.toJSON();
    const firstBroken = this.broken ?? this.findUnended();
    return { entries, chains, checkpoints, withheld: this.withheld, firstBroken };
  }

  private read(text: string): BrokenEntry | null {
    const canonical = readCanonicalEntry(text);
    if (canonical !== null) return this.addEntry(canonical, text);
    const json = readJson(text);
    if ('why' in json) return json;
    const { value } = json;
    if (typeof value === 'object' && value !== null && 'record' in value) return this.readRecord(value, text);
    const entry = placeEntry(value);
    return 'why' in entry ? { ...entry, id: idOf(value) } : this.addEntry(entry, text);
  }

  private readRecord(value: object, text: string): BrokenEntry | null {
    const parsed = ExportRecordSchema.safeParse(value);
    if (!parsed.success) {
      const paths = parsed.error.issues.map((issue) => issue.path.join('.'));
      return { id: 'unknown', why: `not a record of an export: ${paths.join(', ')}` };
    }
    const record = parsed.data;
    const broken = this.enter(PART_OF[record.record], nameOf(record)) ?? this.addRecord(record);
    if (broken === null) this.tally.addRecord(record.record, text);
    return broken;
  }

  private addEntry(entry: PlacedEntry, text: string): BrokenEntry | null {
    const broken = this.part === 'entries' ? null : this.enter('entries', entry.id);
    if (broken !== null) return broken;
    const covered = this.evidence === null ? this.checkpoints.covered : null;
    const why = this.chains.take(entry, covered);
    if (why !== null) return { id: entry.id, why };
    // The line has passed the contract above.
    this.evidence?.addEntry(JSON.parse(text) as AuditEntry);
    this.tally.addEntry(entry);
    return null;
  }

  /** Begins a part of the file, or goes on with it; what the parts before it lack shows here. */
  private enter(part: Part, id: string): BrokenEntry | null {
    const [from, to] = [PARTS.indexOf(this.part), PARTS.indexOf(part)];
    if (to < from || (to === from && (part === 'export' || part === 'manifest')))
      return { id, why: `it stands behind the ${this.part}` };
    if (this.header === null && part !== 'export' && part !== 'entries')
      return { id, why: 'the file does not begin with its export line' };
    const isPast = (other: Part): boolean => from <= PARTS.indexOf(other) && to > PARTS.indexOf(other);
    const lacking =
      (isPast('checkpoints') ? this.checkpoints.finish() : null) ??
      (isPast('entries') ? this.chains.findMissing(this.header?.isWhole === true) : null);
    this.part = part;
    return lacking;
  }

  private addRecord(record: ExportRecord): BrokenEntry | null {
    switch (record.record) {
      case 'export':
        return this.begin(record);
      case 'checkpoint':
        return this.addCheckpoint(record.checkpoint);
      case 'leaves':
        return this.checkpoints.addLeaves(record, (leaf) => this.addLeaf(leaf));
      case 'packet':
      case 'body':
      case 'proof':
        return this.evidence === null
          ? { id: nameOf(record), why: `a trail holds no ${record.record}` }
          : this.evidence.check(record);
      case 'actor':
        if (this.actors.has(record.ref)) return { id: record.ref, why: 'it is named twice' };
        this.actors.add(record.ref);
        return null;
      case 'manifest':
        return this.checkManifest(record);
    }
  }

  private addCheckpoint(checkpoint: Checkpoint): BrokenEntry | null {
    const broken = this.checkpoints.add(checkpoint);
    if (broken === null) this.evidence?.addCheckpoint(checkpoint);
    return broken;
  }

  private addLeaf(leaf: Leaf): string | null {
    const why = this.chains.expect(leaf);
    if (why === null) this.evidence?.addLeaf(leaf);
    return why;
  }

  private begin({ what, from, to }: Header): null {
    this.header = { what, isWhole: what === 'trail' && from === null && to === null };
    this.checkpoints = new ExportCheckpoints(rulesOf(this.header, this.note));
    this.evidence = what === 'trail' ? null : new ExportEvidence();
    return null;
  }

  private checkManifest(manifest: Manifest): BrokenEntry | null {
    const { covered, withheld } = this.checkpoints;
    const uncovered = covered === null ? null : (this.evidence?.findUncovered(covered) ?? null);
    if (uncovered !== null) return uncovered;
    const counted = this.tally.manifest(manifest.hidden);
    const wrong = (['lines', 'entries', 'chains', 'checkpoints', 'root'] as const).find(
      (member) => counted[member] !== manifest[member],
    );
    if (wrong !== undefined)
      return { id: 'manifest', why: `it says ${wrong} ${manifest[wrong]}, expected ${counted[wrong]}` };
    if (withheld > manifest.hidden)
      return { id: 'manifest', why: `it withholds ${manifest.hidden} chains, and a checkpoint ${withheld}` };
    this.withheld = manifest.hidden;
    return null;
  }

  private findUnended(): BrokenEntry | null {
    if (this.part === 'manifest') return null;
    return this.header === null
      ? this.checkpoints.finish()
      : { id: 'manifest', why: 'the file is cut: its manifest is missing' };
  }
}
