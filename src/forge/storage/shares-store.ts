import { kvs } from '@forge/kvs';
import type { SharesStore, StoredShares } from '../../ports/shares-store';
import { storing } from './kvs-call';

const KEY = 'shares';

/** The port over one key: it has one writer, and a lost count is made again. */
export const createSharesStore = (): SharesStore => ({
  load: async () =>
    (await storing('get shares', () => kvs.get<StoredShares>(KEY))) ?? { newest: null, running: null },
  save: (shares) => storing('set shares', () => kvs.set(KEY, shares)),
});
