import type { PolicyTest } from '../../contract/policy';
import type { TestResult } from '../../contract/policy-life';
import type { CompiledPolicy } from './compile';
import { decide } from './decide';

function whyNot({ expect, input }: PolicyTest, compiled: CompiledPolicy): string {
  const { outcome, reasons } = decide(compiled, input);
  const fired = new Set(reasons.map(({ ruleId }) => ruleId));
  const silent = expect.rules.filter((rule) => !fired.has(rule));
  if (outcome === expect.outcome && silent.length === 0) return '';
  const sentences = [
    outcome === expect.outcome ? '' : `It is ${outcome}, not ${expect.outcome}.`,
    silent.length === 0 ? '' : `Expected to fire and did not: ${silent.join(', ')}.`,
    `Fired: ${[...fired].join(', ')}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** How the cases that live with a policy come out under it, in the document's order. */
export const runPolicyTests = (compiled: CompiledPolicy): readonly TestResult[] =>
  compiled.policy.document.tests.map((test) => {
    const why = whyNot(test, compiled);
    return { name: test.name, passed: why === '', why };
  });
