/** A request with the status that it has to answer, and who sends it (agent-ana, where nobody is named). `{name}` stands for a made id. */
export type Row = readonly [request: string, status: number, body?: unknown, who?: string];

/** The rows of one operation: the good example first, a bad one at least after it. */
export type Rows = readonly [Row, Row, ...Row[]];

export const REST = '/rest/api/3';
export const ISSUE = `${REST}/issue/REQ-2188`;
export const HIDDEN = `${REST}/issue/SEC-2261`;
export const NOBODY = 'anonymous';
