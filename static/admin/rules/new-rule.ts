import type { Rule } from '../../../src/contract/rule';

const FORM = /^(.*)-(\d{1,4})$/u;

/** The next free id of a family: after `sev-1` and `sev-4` comes `sev-5`. */
export function nextId(family: string, ids: readonly string[]): string {
  const numbers = ids.flatMap((id) => {
    const [, name, number] = FORM.exec(id) ?? [];
    return name === family ? [Number(number)] : [];
  });
  return `${family}-${Math.max(0, ...numbers) + 1}`;
}

const TOP_PRIORITY = 999;
const STEP = 10;

/** A rule to begin with: it blocks, so that one that is left half done only makes policy more careful. */
export const newRule = (rules: readonly Rule[]): Rule => ({
  id: nextId(
    'rule',
    rules.map(({ id }) => id),
  ),
  priority: Math.min(TOP_PRIORITY, Math.max(0, ...rules.map(({ priority }) => priority)) + STEP),
  category: 'control',
  when: {},
  effect: { type: 'block' },
  because: '',
  threshold: '',
});

/** The same rule under the next id of its family. */
export const copyOf = (rule: Rule, rules: readonly Rule[]): Rule => ({
  ...rule,
  id: nextId(
    FORM.exec(rule.id)?.[1] ?? 'rule',
    rules.map(({ id }) => id),
  ),
});
