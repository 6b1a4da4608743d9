import { route } from '@forge/api';
import { z } from 'zod';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import { adfToText } from '../../domain/packet/adf-text';
import type { FieldReading, IssueReading } from '../../domain/packet/issue-reading';
import type { RequestReading, SlaReading } from '../../domain/packet/surroundings';
import { ask, type RequestJira } from './jira-http';
import { displayOf } from './read-fields';

const text = z.string().catch('');
const DateSchema = z.looseObject({ epochMillis: z.number() }).nullish().catch(null);
const CycleSchema = z.looseObject({
  startTime: DateSchema,
  stopTime: DateSchema,
  breachTime: DateSchema,
  breached: z.boolean().catch(false),
  paused: z.boolean().catch(false),
  goalDuration: z.looseObject({ millis: z.number() }),
});
const SlaSchema = z.looseObject({
  id: z.string(),
  name: text,
  ongoingCycle: CycleSchema.nullish().catch(null),
  completedCycles: z.array(CycleSchema).catch([]),
});
const RequestSchema = z.looseObject({
  requestType: z.looseObject({ name: text, description: text }).nullish().catch(null),
  requestFieldValues: z
    .array(z.looseObject({ fieldId: z.string(), label: text, value: z.unknown() }))
    .catch([]),
  sla: z
    .looseObject({ values: z.array(SlaSchema) })
    .nullish()
    .catch(null),
});

const timeOf = (date: z.infer<typeof DateSchema>): string => {
  const time = new Date(date?.epochMillis ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString();
};

/** The running cycle, else the last that ended; a goal that never started is not there. */
function toSla(sla: z.infer<typeof SlaSchema>): SlaReading[] {
  const running = sla.ongoingCycle ?? null;
  const cycle = running ?? sla.completedCycles.at(-1);
  if (cycle === undefined) return [];
  return [
    {
      id: sla.id,
      name: withoutUnseen(sla.name),
      goalMinutes: cycle.goalDuration.millis / 60_000,
      startedAt: timeOf(cycle.startTime),
      breachAt: timeOf(cycle.breachTime),
      endedAt: running === null ? timeOf(cycle.stopTime) : null,
      isBreached: cycle.breached,
      isPaused: running !== null && cycle.paused,
    },
  ];
}

const toField = (field: z.infer<typeof RequestSchema>['requestFieldValues'][number]): FieldReading => {
  const shown = displayOf(field.value);
  return {
    id: field.fieldId,
    label: withoutUnseen(field.label),
    text: shown === '' ? adfToText(field.value) : shown,
  };
};

/** The service desk's view of an issue, with type, form and goals: one call. None for an issue of another kind of project. */
export async function readRequest(
  request: RequestJira,
  reading: IssueReading,
): Promise<RequestReading | null> {
  if (reading.projectType !== 'service_desk') return null;
  const query = new URLSearchParams([
    ['expand', 'requestType'],
    ['expand', 'sla'],
  ]);
  const path = route`/rest/servicedeskapi/request/${reading.id}?${query}`;
  const answer = await ask(
    request,
    { name: 'getCustomerRequestByIdOrKey', method: 'GET', path },
    RequestSchema,
  );
  return {
    typeName: answer.requestType?.name ?? '',
    typeDescription: answer.requestType?.description ?? '',
    fields: answer.requestFieldValues.map(toField),
    slas: (answer.sla?.values ?? []).flatMap(toSla),
  };
}
