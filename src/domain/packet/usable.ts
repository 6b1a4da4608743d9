import type { Source } from '../../contract/output';

/** The sources that an engine may read and a claim may rest on: none that speaks to an AI (INJ-01). */
export const usableSources = (sources: readonly Source[]): readonly Source[] =>
  sources.filter(({ quarantine }) => quarantine === null);
