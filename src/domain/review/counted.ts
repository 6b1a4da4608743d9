import type { Counted } from '../../contract/handoff';
import type { Output } from '../../contract/output';
import type { Packet } from '../packet/packet';

const count = (name: string, value: number): Counted => ({
  name,
  value: String(value),
  wantsLook: value > 0,
});

/** What AI was given: how much of it, and what it was not given. */
function ofSources({ sources, scope, secrets }: Packet): readonly Counted[] {
  const { leftOut } = scope;
  return [
    { name: 'Sources', value: String(sources.length), wantsLook: sources.length === 0 },
    count('Sources cut at the limit', sources.filter(({ isTruncated }) => isTruncated).length),
    {
      name: 'Left out',
      value: leftOut.length === 0 ? '0' : leftOut.join('; '),
      // What policy keeps from AI on purpose is no defect of the packet; that it was left out is said.
      wantsLook: false,
    },
    count('Secrets and personal data taken out', secrets.length),
  ];
}

/** The claims of an output that nobody struck, and all of them. */
export function claimsOf({ sections }: Output): { readonly kept: number; readonly all: number } {
  const claims = sections.flatMap((section) => section.claims);
  return { kept: claims.filter(({ struck }) => struck === null).length, all: claims.length };
}

function ofOutput(output: Output): readonly Counted[] {
  const { kept, all } = claimsOf(output);
  const sum = (part: 'contradictions' | 'gaps'): number =>
    output.sections.reduce((total, section) => total + section[part].length, 0);
  return [
    { name: 'Claims that stand on a quote', value: `${kept} of ${all}`, wantsLook: kept === 0 },
    count('Claims struck', all - kept),
    count('Contradictions between sources', sum('contradictions')),
    count('Missing from the sources', sum('gaps')),
  ];
}

/** What can be counted about a packet and, once there is one, its output as it was reviewed; never a score (R140). */
export const countedOf = (packet: Packet, output: Output | null): Counted[] => [
  ...(output === null ? [] : ofOutput(output)),
  ...ofSources(packet),
];
