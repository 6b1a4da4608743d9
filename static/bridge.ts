import { events, invoke, NavigationTarget, router, showFlag, view } from '@forge/bridge';
import type { CallName, CallOutput } from '../src/contract/calls';
import type { CallResult } from '../src/contract/errors';
import { CallFailure, type AppPort } from './app-port';
import { partsOf, type SavedFile } from './saved-file';

const unreachable = (): CallFailure =>
  new CallFailure({
    code: 'unavailable',
    message: 'The app could not be reached. Wait a moment, then try again.',
    retryable: true,
  });

/** The outermost shape only: the resolver has parsed its own output against the contract before it answered. */
function isResult<N extends CallName>(answer: unknown): answer is CallResult<CallOutput<N>> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'data' in answer : 'error' in answer;
}

async function answerOf<N extends CallName>(name: N, input: object): Promise<CallResult<CallOutput<N>>> {
  const answer: unknown = await invoke(name, input).catch(() => {
    throw unreachable();
  });
  if (!isResult<N>(answer)) throw unreachable();
  return answer;
}

function saveFile(file: SavedFile): void {
  const address = URL.createObjectURL(new Blob(partsOf(file), { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The port over Forge's bridge (forge-facts §3.4, §6.8): the only file that speaks to it. */
export const bridgePort: AppPort = {
  async call(name, input) {
    const answer = await answerOf(name, input);
    if (!answer.ok) throw new CallFailure(answer.error);
    return answer.data;
  },
  moduleKey: async () => (await view.getContext()).moduleKey,
  enableTheme: () => view.theme.enable(),
  showFlag: ({ title, description }) => {
    showFlag({ id: `ai-handoff-${title}`, type: 'success', title, description, isAutoDismiss: true });
  },
  openIssue: (issueKey) => {
    void router.open({ target: NavigationTarget.Issue, issueKey }).catch(() => undefined);
  },
  openAddress: (path) => {
    void router.open(path).catch(() => undefined);
  },
  goToIssue: (issueKey) => {
    void router.navigate({ target: NavigationTarget.Issue, issueKey }).catch(() => undefined);
  },
  onIssueChanged: (listener) => {
    const subscription = events.on('JIRA_ISSUE_CHANGED', listener);
    return () => {
      void subscription.then(({ unsubscribe }) => unsubscribe()).catch(() => undefined);
    };
  },
  saveFile,
  newRequestId: () => crypto.randomUUID(),
};
