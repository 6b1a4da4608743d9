import type { SearchFilter } from './calls';

/** A search that narrows nothing. In a file of its own, so that pages take it without the schemas. */
export const EVERY_TRAIL: SearchFilter = {
  issueKey: null,
  person: null,
  operation: null,
  outcome: null,
  ruleId: null,
  model: null,
  from: null,
  to: null,
};
