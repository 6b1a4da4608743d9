import vard from '@andersmyrmel/vard';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

/** A detector that others made: whether it finds anything in a text. */
export interface Peer {
  readonly name: string;
  readonly finds: 'secret' | 'injection';
  readonly isFlagged: (text: string) => Promise<boolean>;
}

const rule = { id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {}, rules: [] };

async function hasSecret(text: string): Promise<boolean> {
  const { messages } = await lintSource({
    source: { filePath: 'text.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { noPhysicFilePath: true, config: { rules: [rule] } },
  });
  return messages.length > 0;
}

const injectionGuard = vard.moderate().maxLength(2_000_000);

/** secretlint with the rules that it recommends, and vard as it is by default but for its limit of length. */
export const PEERS: readonly Peer[] = [
  { name: 'secretlint', finds: 'secret', isFlagged: hasSecret },
  { name: 'vard', finds: 'injection', isFlagged: async (text) => !injectionGuard.safeParse(text).safe },
];
