import { FRESH_RECORD, type ModelRecord } from '../../domain/model/breaker';
import type { ModelState } from '../model-state';
import { PortError } from '../port-error';

/** The records in memory; a test may reach in. */
export interface FakeModelState extends ModelState {
  readonly records: Map<string, ModelRecord>;
  /** While true, nothing can be read or stored, as when storage does not answer. */
  isDown: boolean;
}

/** No model was asked yet. */
export function createFakeModelState(): FakeModelState {
  const records = new Map<string, ModelRecord>();
  const recordOf = (model: string): ModelRecord => structuredClone(records.get(model) ?? FRESH_RECORD);
  const state: FakeModelState = {
    records,
    isDown: false,
    load: async (models) => {
      assertUp();
      return models.map(recordOf);
    },
    update: async (model, change) => {
      assertUp();
      const next = change(recordOf(model));
      if (next !== null) records.set(model, structuredClone(next));
      return next;
    },
  };
  const assertUp = (): void => {
    if (state.isDown) throw new PortError('unavailable', 'Storage does not answer');
  };
  return state;
}
