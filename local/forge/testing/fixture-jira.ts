import type { JiraEvent, JiraRequest, JiraResponse } from '../../jira/jira-door';
import type { SeededJira } from '../../site/site';

const PEOPLE = ['agent-ana', 'agent-ben'];

/** A Jira with one issue, which agent-ben cannot see; it keeps the requests that it was asked. */
export class FixtureJira implements SeededJira {
  readonly requests: JiraRequest[] = [];
  /** Answers of a test's own, by path without the query. */
  readonly answers = new Map<string, unknown>();
  private readonly listeners: ((event: JiraEvent) => void)[] = [];

  async handle(request: JiraRequest): Promise<JiraResponse> {
    this.requests.push(request);
    const { pathname, searchParams } = new URL(request.path, 'http://fixture');
    if (this.answers.has(pathname)) return answer(200, this.answers.get(pathname));
    if (pathname === '/rest/api/3/user') return toUser(searchParams.get('accountId') ?? '');
    const isHidden = request.actor.kind === 'user' && request.actor.accountId === 'agent-ben';
    if (pathname !== '/rest/api/3/issue/FIX-1' || isHidden)
      return answer(404, { errorMessages: ['Issue does not exist'] });
    return answer(200, {
      id: '10001',
      key: 'FIX-1',
      fields: {
        issuetype: { id: '1', name: 'Task' },
        project: { id: '2', key: 'FIX', projectTypeKey: 'software' },
      },
    });
  }

  onEvent(listener: (event: JiraEvent) => void): void {
    this.listeners.push(listener);
  }

  seed(): void {
    this.requests.length = 0;
  }

  /** It keeps no accounts. */
  accounts(): readonly [] {
    return [];
  }

  changeAccount(): 'unknown' {
    return 'unknown';
  }

  changeMembership(): 'unknown-account' {
    return 'unknown-account';
  }

  /** It has no workflows. */
  rules(): readonly [] {
    return [];
  }

  attachRule(): { readonly refusal: string } {
    return { refusal: 'no workflows here' };
  }

  clearRules(): void {
    // Nothing stands on a transition.
  }

  /** Sends a product event, as a change of an issue would. */
  emit(eventType: string, { key = 'FIX-1', selfGenerated = false } = {}): void {
    const event = { eventType, selfGenerated, issue: { id: '10001', key } };
    for (const listener of this.listeners) listener(event);
  }
}

function toUser(accountId: string): JiraResponse {
  if (!PEOPLE.includes(accountId)) return answer(404, { errorMessages: ['no such user'] });
  return answer(200, { accountId, displayName: accountId, active: true });
}

function answer(status: number, body: unknown): JiraResponse {
  return { status, headers: { 'x-fixture': 'yes' }, body };
}
