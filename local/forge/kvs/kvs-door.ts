import { z } from 'zod';
import type { Clock } from '../../clock';
import type { SiteSettings } from '../../settings';
import type { Store } from '../../store/store';
import type { DoorAnswer, DoorCall, DoorHandler } from '../doors/door';
import { readBody } from '../doors/door';
import type { Manifest } from '../manifest';
import type { UsageMeter } from '../usage';
import { KvsError } from './kvs-error';
import { KvsRates } from './kvs-rates';
import { KvsRecords } from './kvs-records';
import { createRoutes, isKvsPath, type Route } from './kvs-routes';

export { KVS_PATHS } from './kvs-routes';

/** What the storage door needs. `settings` are read at each call; `usage` is told what each costs. */
export interface KvsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly manifest: Pick<Manifest, 'scopes' | 'entities'>;
  readonly settings: SiteSettings;
  readonly usage: UsageMeter;
}

/** The storage API of Forge over the site's store (forge-facts §6.3). */
export function createKvsDoor(options: KvsOptions): DoorHandler {
  const { store, clock, manifest, settings, usage } = options;
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
      return serve(routes[path], call, { rates, usage, records });
    } catch (error) {
      return toErrorAnswer(error);
    }
  };
}

interface Meters {
  readonly rates: KvsRates;
  readonly usage: UsageMeter;
  readonly records: KvsRecords;
}

/** A write costs what it sends, before anything happens; a read costs what it answers. */
function serve(route: Route, call: DoorCall, meters: Meters): DoorAnswer {
  const body = route.kind === 'write' ? runWrite(route, call, meters) : runRead(route, call, meters);
  return body === undefined ? { status: 204 } : { status: 200, body };
}

function runWrite({ run, rateCode }: Route, call: DoorCall, { rates, usage, records }: Meters): unknown {
  const writeUnits = rates.takeUnits('write', Buffer.byteLength(call.body ?? ''), rateCode);
  usage.addKvs({ writes: 1, writeUnits });
  const before = records.bytesWritten;
  const body = run(readBody(call));
  // Not reached where the write is refused: its transaction is undone then.
  usage.addKvs({ bytesWritten: records.bytesWritten - before });
  return body;
}

function runRead({ run, isQuery }: Route, call: DoorCall, { rates, usage }: Meters): unknown {
  usage.addKvs({ reads: 1, queryPages: isQuery ? 1 : 0 });
  const body = run(readBody(call));
  usage.addKvs({ readUnits: rates.takeUnits('read', Buffer.byteLength(JSON.stringify(body))) });
  return body;
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
