import type { SharesStore, StoredShares } from '../shares-store';

/** The port in memory. */
export function createFakeSharesStore(): SharesStore {
  let stored: StoredShares = { newest: null, running: null };
  return {
    load: async () => structuredClone(stored),
    save: async (shares) => {
      stored = structuredClone(shares);
    },
  };
}
