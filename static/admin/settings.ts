import type { CallOutput } from '../../src/contract/calls';

/** Everything that the settings page shows, as `admin.load` answers it. */
export type Settings = CallOutput<'admin.load'>;
