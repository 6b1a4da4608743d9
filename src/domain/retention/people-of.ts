import type { AskedPerson, GatePlan, Person } from '../../contract/scope';
import type { Handoff } from '../handoff/handoff';

const asked = ({ accountId, displayName, standsInFor }: AskedPerson): readonly Person[] => [
  { accountId, displayName },
  ...(standsInFor === null ? [] : [standsInFor]),
];

const inPlan = ({ approvers, backup, others }: GatePlan): readonly Person[] => [
  ...[...approvers, ...(backup === null ? [] : [backup])].flatMap(asked),
  ...others,
];

/** Everybody whom a record names, as often as it names them. */
export const peopleOf = ({
  requester,
  owner,
  gates,
  review,
  escalationAnswer,
}: Handoff): readonly Person[] => [
  requester,
  owner,
  ...gates.flatMap(({ plan, seats }) => [
    ...inPlan(plan),
    ...seats.flatMap(({ approver, decision, takenBack }) => [
      ...asked(approver),
      ...[decision, takenBack].flatMap((given) => (given === null ? [] : [given.by])),
    ]),
  ]),
  ...(review === null ? [] : [review.by]),
  ...(escalationAnswer === null ? [] : [escalationAnswer.by]),
];
