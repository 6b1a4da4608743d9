import { useQueryClient } from '@tanstack/react-query';
import { usePort } from '../app-port';
import { useWrite } from '../queries';
import type { Settings } from './admin-page';

type Publishing = 'admin.save-operations' | 'admin.save-approvers' | 'admin.save-audit';

/** Publishes with one of these calls: the new version stands in the page at once, and the draft is dropped. */
export function usePublish<N extends Publishing>(name: N, onPublished: () => void) {
  const client = useQueryClient();
  const port = usePort();
  return useWrite(name, (policy) => {
    client.setQueryData<Settings>(['admin.load', {}], (settings) => settings && { ...settings, policy });
    void client.invalidateQueries({ queryKey: ['admin.load'] });
    port.showFlag({
      title: `Policy v${policy.version} is in force`,
      description: 'It counts for hand-offs from now on.',
    });
    onPublished();
  });
}
