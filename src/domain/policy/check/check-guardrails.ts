import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { whyNotPattern } from '../../guardrails/denylist';
import { error } from './problem';

/** Patterns of the denylist that cannot be matched in linear time, cannot be read, or would match everywhere. */
export const checkGuardrails = ({ guardrails }: PolicyDocument): readonly Problem[] =>
  guardrails.denylist.flatMap(({ id, pattern }, at) => {
    const why = whyNotPattern(pattern);
    return why === null
      ? []
      : [error(`guardrails.denylist.${at}.pattern`, `${id}: ${why} Write another pattern or remove it.`)];
  });
