import type { CallInput, CallName, CallOutput } from '../../src/contract/calls';
import type { CallError } from '../../src/contract/errors';
import { CallFailure, type AppPort } from '../app-port';
import type { SavedFile } from '../saved-file';

export type Answers = {
  readonly [N in CallName]?: (
    input: CallInput<N>,
  ) => CallOutput<N> | CallError | Promise<CallOutput<N> | CallError>;
};

/** A port whose calls are answered by the test, which records what was asked for. An answer with a `code` is a refusal. */
export interface FakePort extends AppPort {
  readonly calls: { readonly name: CallName; readonly input: unknown }[];
  readonly files: SavedFile[];
  readonly opened: string[];
  readonly flags: string[];
  changeIssue(): void;
}

const isRefusal = (answer: object): answer is CallError => 'retryable' in answer;

/** The inputs of every call of one name, in order. */
export const inputsOf = (port: FakePort, name: CallName): readonly unknown[] =>
  port.calls.filter((call) => call.name === name).map(({ input }) => input);

/** A fake port for one test. A call that the test did not answer is refused as unknown, never made up. */
export function createFakePort(answers: Answers): FakePort {
  const listeners = new Set<() => void>();
  const port: FakePort = {
    calls: [],
    files: [],
    opened: [],
    flags: [],
    async call(name, input) {
      port.calls.push({ name, input });
      const answer = await answers[name]?.(input);
      if (answer === undefined) {
        throw new CallFailure({
          code: 'unknown-call',
          message: `The test does not answer ${name}.`,
          retryable: false,
        });
      }
      if (isRefusal(answer)) throw new CallFailure(answer);
      return answer;
    },
    moduleKey: async () => 'issue-panel',
    enableTheme: async () => undefined,
    showFlag: ({ title }) => void port.flags.push(title),
    openIssue: (issueKey) => void port.opened.push(issueKey),
    openAddress: (path) => void port.opened.push(path),
    goToIssue: (issueKey) => void port.opened.push(`here ${issueKey}`),
    onIssueChanged: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    saveFile: (file) => void port.files.push(file),
    newRequestId: () => '00000000-0000-4000-8000-000000000001',
    changeIssue: () => listeners.forEach((listener) => listener()),
  };
  return port;
}
