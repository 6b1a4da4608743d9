import { LIMITS, type LimitName } from '../forge/limits';
import { JIRA_LIMITS, PLATFORM_LIMITS, STORAGE_LIMITS, type LimitProof } from './limit-proofs';
import type { CoverageRow } from './row';

type NamedLimit = Exclude<LimitName, `llm${string}`>;

/** Every limit outside of Forge LLM; the type demands a proof, or what happens instead, for each. */
const PROOFS: Readonly<Record<NamedLimit, LimitProof>> = {
  ...PLATFORM_LIMITS,
  ...STORAGE_LIMITS,
  ...JIRA_LIMITS,
};

function toRow([name, { tests = [], note = '' }]: [NamedLimit, LimitProof]): CoverageRow {
  const status = tests.length === 0 ? 'not_started' : 'supported';
  return { area: 'limits', name, status, note, tests, source: LIMITS[name].source };
}

// Checked edge: the keys of the record are the names that its type demands.
const entries = Object.entries(PROOFS) as [NamedLimit, LimitProof][];

/** Coverage of the area `limits`; those of Forge LLM are in llm-limit-rows.ts. */
export const LIMITS_ROWS: readonly CoverageRow[] = entries.map(toRow);
