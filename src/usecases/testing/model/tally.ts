import type { AuditEntry } from '../../../contract/audit';
import { ISSUE_ID, type Stage } from './stage';

/** How often each thing was reached over all sequences, by its name. */
export interface Tally {
  sequences: number;
  commands: number;
  crashes: number;
  readonly reached: Map<string, number>;
}

export const createTally = (): Tally => ({ sequences: 0, commands: 0, crashes: 0, reached: new Map() });

const add = ({ reached }: Tally, what: string): void => {
  reached.set(what, (reached.get(what) ?? 0) + 1);
};

/** Whose decision passed a gate: who was asked, who stands in for somebody, or the backup. */
function addDecisions(tally: Tally, stage: Stage): void {
  for (const { gates } of stage.bench.memory.handoffs.values())
    for (const { plan, seats } of gates)
      for (const { approver, decision } of seats) {
        if (decision === null) continue;
        const { accountId } = decision.by;
        const isStandIn = approver.standsInFor !== null && accountId === approver.accountId;
        const as = accountId === plan.backup?.accountId ? 'backup' : isStandIn ? 'delegate' : 'approver';
        add(tally, `decided: ${decision.verdict} by ${as} via ${decision.via} at the ${plan.gate} gate`);
      }
}

const COUNTED_ENTRIES: readonly AuditEntry['event'][] = [
  'approval.reminded',
  'approval.backup-asked',
  'approval.attention',
  'approval.held-in-panel',
  'escalation.answered',
];

function addEntry(tally: Tally, { event, details }: AuditEntry): void {
  const { why, changes, mode, fallbacks } = details as Readonly<Record<string, unknown>>;
  if (event === 'approval.ignored' && typeof why === 'string')
    add(tally, `ignored: ${why.replace(/:.*/u, '')}`);
  if (event === 'approval.invalidated' && Array.isArray(changes))
    for (const change of changes) add(tally, `invalidated: ${String(change).replace(/\d+/gu, 'N')}`);
  if (event === 'run.finished') add(tally, `made: ${String(mode)}`);
  if (event === 'run.finished' && Array.isArray(fallbacks))
    for (const left of fallbacks)
      add(
        tally,
        `left: ${String(left)
          .replace(/^[^:]*: /u, '')
          .replace(/\d+/gu, 'N')}`,
      );
  if (COUNTED_ENTRIES.includes(event)) add(tally, `entry: ${event}`);
}

/** Counts how a sequence ended and what was refused in it. */
export function addSequence(tally: Tally, stage: Stage): void {
  const { bench, ledger, setting } = stage;
  tally.sequences += 1;
  tally.crashes += ledger.crashes;
  for (const { state } of bench.memory.handoffs.values()) add(tally, `end: ${state}`);
  for (const { passedAt } of ledger.known.values())
    for (const gate of passedAt.keys())
      add(tally, `passed: ${gate} gate, ${setting.quorum}, at the ${setting.place}`);
  for (const { entries } of bench.memory.chains.values()) for (const entry of entries) addEntry(tally, entry);
  for (const code of ledger.told) add(tally, `told: ${code}`);
  for (const { id, mark } of bench.jira.issue(ISSUE_ID).posted)
    if (mark.purpose === 'write-back')
      add(tally, `posted: ${bench.jira.publicComments.has(id) ? 'customer' : 'internal'}`);
  addDecisions(tally, stage);
}

/** The tally as lines, most frequent first within each kind. */
export const toLines = ({ sequences, commands, crashes, reached }: Tally): string =>
  [
    `model: ${sequences} sequences, ${commands} commands, ${crashes} crashes`,
    ...[...reached].sort().map(([what, count]) => `model: ${String(count).padStart(6)} ${what}`),
  ].join('\n');
