/**
 * How far a part of the platform is served here.
 * - `supported`: as documented; what the note leaves out is refused by name, so that nothing can come to rely on it.
 * - `partial`: it differs from the platform in a way that a caller cannot see; the note says how.
 * - `not_started`: not there; the note says how it is refused.
 */
export type CoverageStatus = 'supported' | 'partial' | 'not_started';

/** What the parts belong to. */
export const AREAS = [
  'jira',
  'kvs',
  'queue',
  'llm',
  'bridge',
  'events',
  'schedules',
  'manifest',
  'runtime',
  'limits',
  'faults',
] as const;
/** One of the areas. */
export type Area = (typeof AREAS)[number];

/** One row of the coverage table: what of Forge or Jira is emulated, how far, and what shows it. */
export interface CoverageRow {
  readonly area: Area;
  /** The platform's own name: an operationId, a storage path, a bridge command, an event, the name of a limit. */
  readonly name: string;
  readonly status: CoverageStatus;
  /** What is missing or special; empty where nothing is. */
  readonly note: string;
  /** The tests that prove the row, as `path/of/file.test.ts › title of the test`. */
  readonly tests: readonly string[];
  /** Where the platform states it: a page below developer.atlassian.com, a package, or a document's name. */
  readonly source: string;
}
