import type { EntryDraft } from '../contract/audit';
import type { Happening } from '../domain/audit/happening';
import type { SiteDraft } from '../ports/audit-store';
import type { Caller, World } from './world';

/** What is said of a step that belongs to no hand-off. */
export type SiteHappening = Happening & { readonly role: string; readonly policy: number | null };

/** An entry of the site's own chain, by a person, or by the app when `caller` is null. */
export const siteEntry = (
  world: Pick<World, 'clock'>,
  caller: Pick<Caller, 'accountId' | 'requestId'> | null,
  { role, policy, ...happening }: SiteHappening,
): SiteDraft => ({
  accountId: caller?.accountId ?? null,
  draft: (ref) =>
    ({
      at: world.clock.now(),
      actor: ref === 'app' ? { kind: 'app', ref, role } : { kind: 'person', ref, role },
      onBehalfOf: null,
      requestId: caller?.requestId ?? role,
      issue: null,
      operation: null,
      state: null,
      seal: null,
      versions: { policy, engine: null, prompt: null, template: null, model: null },
      checks: [],
      bodies: [],
      ...happening,
    }) as EntryDraft,
});
