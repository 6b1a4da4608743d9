import type { SearchFilter } from '../../src/contract/calls';
import type { HandoffState, OperationId } from '../../src/contract/vocabulary';
import { ALL_DAYS, periodOf, type Days } from './period';

/** The search as its fields hold it: an empty text does not narrow. */
export interface FilterForm extends Days {
  readonly issueKey: string;
  readonly person: string;
  readonly operation: OperationId | '';
  readonly outcome: HandoffState | '';
  readonly ruleId: string;
  readonly model: string;
}

export const EMPTY_FORM: FilterForm = {
  ...ALL_DAYS,
  issueKey: '',
  person: '',
  operation: '',
  outcome: '',
  ruleId: '',
  model: '',
};

const orNull = <T extends string>(text: T): Exclude<T, ''> | null =>
  text === '' ? null : (text as Exclude<T, ''>);

/** The filter that a filled form asks for. Jira's issue keys are upper case, so a typed one is made so. */
export const toFilter = (form: FilterForm): SearchFilter => ({
  issueKey: orNull(form.issueKey.trim().toUpperCase()),
  person: orNull(form.person.trim()),
  operation: orNull(form.operation),
  outcome: orNull(form.outcome),
  ruleId: orNull(form.ruleId.trim()),
  model: orNull(form.model.trim()),
  ...periodOf(form),
});
