/** A refusal as Jira answers it: becomes an `ErrorCollection` with this status. */
export class JiraError extends Error {
  constructor(
    readonly status: number,
    readonly errorMessages: readonly string[],
    readonly errors: Readonly<Record<string, string>> = {},
  ) {
    super([...errorMessages, ...Object.values(errors)].join(' '));
    this.name = 'JiraError';
  }

  /** 400 with one message. */
  static invalid(message: string): JiraError {
    return new JiraError(400, [message]);
  }

  /** 400 with one message per field. */
  static fields(errors: Readonly<Record<string, string>>): JiraError {
    return new JiraError(400, [], errors);
  }

  /** 403: the caller sees the thing but may not do this. */
  static forbidden(message: string): JiraError {
    return new JiraError(403, [message]);
  }

  /** 404, also for what exists and the caller may not see. */
  static notFound(message: string): JiraError {
    return new JiraError(404, [message]);
  }

  /** 404 in the words that Jira uses for an issue. */
  static noIssue(): JiraError {
    return JiraError.notFound('Issue does not exist or you do not have permission to see it.');
  }
}
