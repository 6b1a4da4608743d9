/** Under which key it stands for which hand-off's gate a subtask is. */
export const gateKey = (issueId: string): string => `gate:${issueId}`;

/** Under which key a person's decisions so far are counted; `ref` is the person's reference, never the account. */
export const attentionKey = (ref: string): string => `attention:${ref}`;
