import { z } from 'zod';
import { AuditEntrySchema } from '../contract/audit';
import type { Checkpoint } from '../contract/checkpoint';
import { toCanonicalJson } from '../domain/canonical/canonical';
import type { World } from './world';

/** The one address that a SIEM polls; pages hang on the number of their checkpoint. */
const HEAD = 'ai-handoff-audit';
const pageKey = (checkpoint: number, page: number): string => `${HEAD}-${checkpoint}-${page}`;

/** A property's value has at most 32,768 characters; the rest of it is for what is beside the lines. */
const PAGE_CHARACTERS = 32_000;
/** Some 12 MB a period. What is over it is counted in `left`, and stands in an export. */
const MAX_PAGES = 400;
/** Checkpoints whose pages stay; and how many older ones one run clears away. */
const KEPT = 90;
const CLEARED_AT_ONCE = 30;
/** Entries are taken from a little before the period: their times are of their beginning, and lists lag. */
const OVERLAP_MS = 3_600_000;
const READ = 50;

const HeadSchema = z.object({ oldest: z.number().int().min(0) });
const PageSchema = z.object({ pages: z.number().int().min(0).max(MAX_PAGES) });

interface Feed {
  readonly pages: readonly (readonly string[])[];
  /** Entries that have no room. */
  readonly left: number;
}

/** The entries of one chain up to its leaf that are not older than `since`, as canonical lines, oldest first. */
async function linesOf(world: World, leaf: { chain: string; entries: number }, since: string) {
  const lines: string[] = [];
  for (let end = leaf.entries; end > 0; end -= READ) {
    const from = Math.max(0, end - READ);
    const rows = await world.audit.read(leaf.chain, from, end - from);
    const entries = rows.flatMap((row) => {
      const parsed = AuditEntrySchema.safeParse(row);
      return parsed.success ? [parsed.data] : [];
    });
    if (entries.length < rows.length) world.log.error('feed.damaged-entry', { chain: leaf.chain, from });
    const recent = entries.filter(({ at }) => at >= since);
    lines.unshift(...recent.map((entry) => toCanonicalJson(entry)));
    if (recent.length < entries.length) break;
  }
  return lines;
}

/** Lines fill pages in order; a line stands in a page as a JSON text, which is longer than the line. */
class Pages {
  readonly pages: string[][] = [];
  left = 0;
  private room = 0;

  add(line: string): void {
    const length = JSON.stringify(line).length + 1;
    if (length > this.room) {
      if (this.pages.length >= MAX_PAGES || length > PAGE_CHARACTERS) {
        this.left += 1;
        return;
      }
      this.pages.push([]);
      this.room = PAGE_CHARACTERS;
    }
    this.pages.at(-1)?.push(line);
    this.room -= length;
  }
}

async function collect(world: World, { index, from }: Checkpoint): Promise<Feed> {
  const since = from === null ? '' : new Date(Date.parse(from) - OVERLAP_MS).toISOString();
  const pages = new Pages();
  for (let page = 0; ; page += 1) {
    const leaves = await world.checkpoints.leaves(index, page);
    if (leaves === null) return pages;
    for (const leaf of leaves) for (const line of await linesOf(world, leaf, since)) pages.add(line);
  }
}

/** A page that stands there already, from an earlier try, is not written again. */
async function writePage(
  world: World,
  issueId: string,
  page: { key: string; value: unknown },
): Promise<void> {
  const text = toCanonicalJson(page.value);
  if (toCanonicalJson(await world.jira.issueProperty(issueId, page.key)) === text) return;
  await world.jira.setIssueProperty(issueId, page.key, page.value);
}

/** Removes the pages of one checkpoint; the first goes last, because it knows how many there are. */
async function clearPages(world: World, issueId: string, checkpoint: number): Promise<void> {
  const first = PageSchema.safeParse(await world.jira.issueProperty(issueId, pageKey(checkpoint, 0)));
  const pages = first.success ? first.data.pages : 0;
  for (let page = pages - 1; page >= 0; page -= 1)
    await world.jira.deleteIssueProperty(issueId, pageKey(checkpoint, page));
}

/** Clears what is older than 90 checkpoints, a bounded number a run; gives the oldest that may still have pages. */
async function clearOld(world: World, issueId: string, newest: number): Promise<number> {
  const head = HeadSchema.safeParse(await world.jira.issueProperty(issueId, HEAD));
  const oldest = Math.min(head.success ? head.data.oldest : newest, newest);
  const end = Math.min(oldest + CLEARED_AT_ONCE, Math.max(oldest, newest - KEPT + 1));
  for (let checkpoint = oldest; checkpoint < end; checkpoint += 1)
    await clearPages(world, issueId, checkpoint);
  return end;
}

/**
 * Puts the entries of a checkpoint's period on an issue, as canonical JSON Lines in pages, then the head that names them: a
 * SIEM polls the head with a Jira token, so nothing leaves Atlassian by itself. An entry may come twice, in two periods; its
 * `id` tells. Whoever may browse the issue reads the entries. Safe to repeat.
 */
export async function feedEntries(world: World, issueId: string, checkpoint: Checkpoint): Promise<void> {
  const { index, hash } = checkpoint;
  const { pages, left } = await collect(world, checkpoint);
  for (const [page, lines] of pages.entries())
    await writePage(world, issueId, {
      key: pageKey(index, page),
      value: { checkpoint: index, page, pages: pages.length, lines },
    });
  const oldest = await clearOld(world, issueId, index);
  await writePage(world, issueId, {
    key: HEAD,
    value: { newest: index, oldest, pages: pages.length, left, hash },
  });
}
