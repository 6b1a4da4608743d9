import { z } from 'zod';
import type { Clock } from '../../clock';
import type { SiteSettings } from '../../settings';
import type { Store } from '../../store/store';
import type { DoorAnswer, DoorCall, DoorHandler } from '../doors/door';
import { readBody } from '../doors/door';
import type { Manifest } from '../manifest';
import { KvsError } from './kvs-error';
import { KvsRates } from './kvs-rates';
import { KvsRecords } from './kvs-records';
import { createRoutes, isKvsPath, type Route } from './kvs-routes';

export { KVS_PATHS } from './kvs-routes';

/** What the storage door needs. `settings` are read at each call. */
export interface KvsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly manifest: Pick<Manifest, 'scopes' | 'entities'>;
  readonly settings: SiteSettings;
}

/** The storage API of Forge over the site's store (forge-facts §6.3). */
export function createKvsDoor(options: KvsOptions): DoorHandler {
  const { store, clock, manifest, settings } = options;
  const records = new KvsRecords({ store, clock, entities: manifest.entities, settings });
  const routes = createRoutes({ store, records, settings });
  const rates = new KvsRates(clock);
  return (call) => {
    const [path = ''] = call.path.split('?');
    try {
      if (!manifest.scopes.includes('storage:app')) {
        throw new KvsError('SCOPE_MISSING', 'add "- storage:app" under permissions.scopes in manifest.yml');
      }
      if (call.method !== 'POST' || !isKvsPath(path))
        throw new KvsError('NOT_SERVED', `the local site does not serve storage call ${call.method} ${path}`);
      rates.takeRequest();
      return serve(routes[path], call, rates);
    } catch (error) {
      return toErrorAnswer(error);
    }
  };
}

/** A write costs what it sends, before anything happens; a read costs what it answers. */
function serve(route: Route, call: DoorCall, rates: KvsRates): DoorAnswer {
  if (route.kind === 'write') rates.takeUnits('write', Buffer.byteLength(call.body ?? ''), route.rateCode);
  const body = route.run(readBody(call));
  if (route.kind === 'read') rates.takeUnits('read', Buffer.byteLength(JSON.stringify(body)));
  return body === undefined ? { status: 204 } : { status: 200, body };
}

function toErrorAnswer(error: unknown): DoorAnswer {
  if (error instanceof KvsError) {
    return { status: error.status, body: { code: error.code, message: error.message } };
  }
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    const message = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
    return { status: 400, body: { code: 'VALIDATION_FAILED', message } };
  }
  throw error;
}
