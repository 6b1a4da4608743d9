import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { PolicyVersion } from '../../../src/contract/policy';
import type { DraftView } from '../../../src/contract/policy-life';
import { usePort, type AppPort } from '../../app-port';
import { useWrite } from '../../queries';
import type { Settings } from '../settings';
import { readDocument } from '../work/document-shape';
import { isSame } from '../work/same';
import type { Working } from '../work/use-work';

const PAGE_KEY = ['admin.load', {}] as const;

/** Reads the page's state again; what was read before stays in view meanwhile. */
export const useReload = (): (() => Promise<void>) => {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['admin.load'] });
};

function showDraft(client: QueryClient, draft: DraftView | null): void {
  client.setQueryData<Settings>(PAGE_KEY, (settings) => settings && { ...settings, draft });
}

function showInForce(client: QueryClient, port: AppPort, policy: PolicyVersion): void {
  client.setQueryData<Settings>(PAGE_KEY, (settings) => settings && { ...settings, policy, draft: null });
  port.showFlag({
    title: `Policy v${policy.version} is in force`,
    description: 'It counts for hand-offs from now on.',
  });
}

/** After a save: edits that were made while it was on its way stay, on top of what was saved. */
function keepNewer({ work, put, drop }: Working, { draft }: DraftView): void {
  const now = readDocument(work.document).document ?? work.document;
  if (isSame(now, draft.document) && work.change.trim() === draft.change) drop();
  else put({ ...work, revision: draft.revision, base: draft.document });
}

/** The acts of a draft's life. Each shows what it answered at once, then reads the page again. */
export function useLife(working: Working) {
  const client = useQueryClient();
  const port = usePort();
  const reload = useReload();
  const onDraft = (draft: DraftView | null): void => {
    showDraft(client, draft);
    void reload();
  };
  const onVersion = (policy: PolicyVersion): void => {
    showInForce(client, port, policy);
    void reload();
    void client.invalidateQueries({ queryKey: ['admin.versions'] });
  };
  return {
    save: useWrite('admin.save-draft', (view) => {
      onDraft(view);
      keepNewer(working, view);
    }),
    discard: useWrite('admin.discard-draft', ({ draft }) => {
      working.drop();
      onDraft(draft);
    }),
    submit: useWrite('admin.submit', onDraft),
    review: useWrite('admin.review', onDraft),
    startCanary: useWrite('admin.start-canary', onDraft),
    stopCanary: useWrite('admin.stop-canary', onDraft),
    publish: useWrite('admin.publish', onVersion),
  };
}

export type Life = ReturnType<typeof useLife>;
