import type { ReactElement } from 'react';
import type { ApprovalPanel, Counted } from '../../src/contract/handoff';
import { Lozenge } from '../elements/lozenge';

/** What wants a look before what does not, each otherwise in the server's order. */
const looksFirst = (counted: readonly Counted[]): readonly Counted[] =>
  [...counted].sort((one, other) => Number(other.wantsLook) - Number(one.wantsLook));

function InNumbers({ counted }: { readonly counted: readonly Counted[] }): ReactElement {
  return (
    <dl className="counted">
      {looksFirst(counted).map(({ name, value, wantsLook }) => (
        <div key={name} className="counted-row">
          <dt>{name}</dt>
          <dd>
            <span className="strong">{value}</span>
            {wantsLook && <Lozenge word="Look first" tone="warning" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What can be counted about a packet, what to read first, and what was taken out of it; never a score (R140, R181, R184). */
export function Signals({
  panel,
}: {
  readonly panel: Pick<ApprovalPanel, 'counted' | 'lookFirst' | 'flagged'>;
}): ReactElement {
  const { counted, lookFirst, flagged } = panel;
  return (
    <section aria-labelledby="signals-title" className="card stack-small">
      <h3 id="signals-title" className="card-title">
        Before you decide
      </h3>
      {lookFirst.length === 0 ? (
        <p className="subtle">Nothing below asks for a closer look.</p>
      ) : (
        <ul className="look-first" aria-label="Look first">
          {lookFirst.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {counted.length > 0 && <InNumbers counted={counted} />}
      {flagged.length > 0 && (
        <div>
          <p className="subtle">Found and taken out of the sources</p>
          <ul aria-label="Taken out of the sources">
            {flagged.map(({ what, where }) => (
              <li key={`${what}-${where}`}>
                {what} in {where}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
