import { config } from 'zod';

/**
 * Tells zod to build no code of its own: Forge's content security policy forbids it, and even the caught attempt is reported
 * (forge-facts §2.8). It has to be imported before any schema of the contract.
 */
config({ jitless: true });
