import type { JiraRequest, JiraResponse } from '../../local/jira/jira-door';
import { PortError } from '../../src/ports/port-error';
import type { JiraSite } from './jira-site';

/** Ways to look at, and to change, what Jira answers to the app until the next test. */
export interface Answers {
  /** What the app asks Jira for from now on, as `METHOD path`. */
  readonly watch: () => string[];
  /** Lets Jira answer the paths that match with something else. */
  readonly answer: (path: RegExp, response: Partial<JiraResponse>) => void;
}

export const answersOf = (site: JiraSite): Answers => ({
  watch() {
    const asked: string[] = [];
    site.host().tap(({ method, path }, response) => {
      asked.push(`${method} ${path.split('?')[0] ?? ''}`.replace('/rest/api/3/', ''));
      return response;
    });
    return asked;
  },
  answer(path, response) {
    site
      .host()
      .tap((request: JiraRequest, given) => (path.test(request.path) ? { ...given, ...response } : given));
  },
});

/** The code that a port raises; `no error` where it raises none. */
export async function portCodeOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'no error';
  } catch (error) {
    return error instanceof PortError ? error.code : String(error);
  }
}
