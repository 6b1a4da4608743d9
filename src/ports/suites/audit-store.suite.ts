import { describe, expect, it } from '@jest/globals';
import { checkEntry, type Walk } from '../../domain/audit/chain';
import { draftOf, firstCommit, handoffOf, SITE } from './samples';
import { allOf, type WithStores } from './stores';

/** What every AuditStore promises. */
export function describeAuditStore(name: string, withStores: WithStores): void {
  describe(`AuditStore ${name}`, () => {
    it('appends to the site’s chain in order, over pages, and the chain verifies', () =>
      withStores(async ({ audit }) => {
        for (let index = 0; index < 60; index += 1) await audit.appendToSite(draftOf('export.made'));
        const entries = await allOf((cursor) => audit.trail(SITE, cursor));
        const walk: Walk = new Map();
        expect(entries.flatMap((entry) => checkEntry(walk, entry) ?? [])).toEqual([]);
        expect(walk.get(SITE)?.nextIndex).toBe(60);
      }));

    it('loses no entry of three appended at once', () =>
      withStores(async ({ audit }) => {
        const people = ['admin-ada', 'admin-max', 'auditor-ava'];
        await Promise.all(people.map((person) => audit.appendToSite(draftOf('access.denied', person))));
        const entries = await allOf((cursor) => audit.trail(SITE, cursor));
        const walk: Walk = new Map();
        expect(entries.flatMap((entry) => checkEntry(walk, entry) ?? [])).toEqual([]);
        expect(entries.map((entry) => entry.actor.accountId).sort()).toEqual(people);
      }));

    it('keeps chains apart', () =>
      withStores(async ({ audit, handoffs }) => {
        await audit.appendToSite(draftOf('export.made'));
        await handoffs.commit(firstCommit(handoffOf(1)));
        await handoffs.commit(firstCommit(handoffOf(2)));
        const { items } = await audit.trail(handoffOf(1).id, null);
        expect(items.map((entry) => entry.chain)).toEqual([handoffOf(1).id]);
        expect((await audit.trail(SITE, null)).items).toHaveLength(1);
        expect((await audit.trail('ho-none', null)).items).toEqual([]);
      }));
  });
}
