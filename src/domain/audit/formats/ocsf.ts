import type { AuditEntry } from '../../../contract/audit';
import { EVENT_CLASSES, outcomeOf, severityOf, SEVERITIES, type Activity } from './event-classes';
import { actorOf, APP_NAME, principalOf, type ExportContext, type NamedPerson } from './people';

/** The release of the schema that first has the profile `ai_operation`. */
const OCSF_VERSION = '1.8.0';
const APPLICATION_ACTIVITY = { category_uid: 6, category_name: 'Application Activity' } as const;
const API_ACTIVITY = { class_uid: 6003, class_name: 'API Activity' } as const;
const ACTIVITY_IDS = { Create: 1, Read: 2, Update: 3, Delete: 4 } as const;
const OTHER = 99;
const SERVICE = 'ai-handoff';
const REGULAR_USER = { type_id: 1, type: 'User' } as const;

function classify(activity: Activity) {
  const [id, name] =
    typeof activity === 'string' ? [ACTIVITY_IDS[activity], activity] : [OTHER, activity.other];
  return {
    ...APPLICATION_ACTIVITY,
    ...API_ACTIVITY,
    activity_id: id,
    activity_name: name,
    type_uid: API_ACTIVITY.class_uid * 100 + id,
    type_name: `${API_ACTIVITY.class_name}: ${name}`,
  };
}

function statusOf(entry: AuditEntry) {
  const outcome = outcomeOf(entry);
  if (!outcome.isFailure) return { status_id: 1, status: 'Success' };
  return {
    status_id: 2,
    status: 'Failure',
    ...(outcome.code === null ? {} : { status_code: outcome.code }),
    status_detail: outcome.detail,
  };
}

const userOf = ({ ref, accountId, name }: NamedPerson) => ({
  uid: accountId ?? ref,
  name,
  uid_alt: ref,
  ...REGULAR_USER,
});

function actorFor(entry: AuditEntry, context: ExportContext) {
  const person = actorOf(entry, context);
  return person === null ? { app_name: APP_NAME } : { user: userOf(person) };
}

const resourcesOf = ({ issue, chain }: AuditEntry) => [
  ...(issue === null ? [] : [{ type: 'Jira issue', uid: issue.id, name: issue.key }]),
  { type: 'Audit chain', uid: chain },
];

/** Forge serves one family of models; a name outside it has no known maker. A dated name says its version. */
function modelOf(name: string) {
  const version = /-(\d{8})$/u.exec(name)?.[1];
  return {
    ai_provider: name.startsWith('claude') ? 'Anthropic' : 'Unknown',
    name,
    ...(version === undefined ? {} : { version }),
  };
}

const metadataOf = (entry: AuditEntry, { source }: ExportContext) => ({
  version: OCSF_VERSION,
  product: { name: APP_NAME, vendor_name: APP_NAME, uid: SERVICE },
  profiles: ['ai_operation'],
  uid: entry.id,
  correlation_uid: entry.chain,
  sequence: entry.index,
  event_code: entry.event,
  original_time: entry.at,
  log_name: 'audit trail',
  log_version: String(entry.specVersion),
  log_provider: source,
});

/** What the class has no attribute for, under the entry's own names. */
function unmappedOf(entry: AuditEntry, context: ExportContext) {
  const { operation, state, seal, versions, checks, bodies, details, prevEntryHash, hash } = entry;
  return {
    actorRole: entry.actor.role,
    onBehalfOf: principalOf(entry, context),
    category: EVENT_CLASSES[entry.event].category,
    operation,
    state,
    seal,
    versions,
    checks,
    bodies,
    details,
    prevEntryHash,
    hash,
  };
}

/**
 * One entry as OCSF API Activity (class 6003) with the profile AI Operation (threats §1.2). `time` is in milliseconds; the event's own
 * time stays in `metadata.original_time`, its hash under `unmapped`. No network address is recorded: `src_endpoint` names the app on
 * its site. `ai_model` is there only for a step under a model.
 */
export function toOcsf(entry: AuditEntry, context: ExportContext) {
  const { title, activity } = EVENT_CLASSES[entry.event];
  const severity = severityOf(entry);
  const { model } = entry.versions;
  return {
    ...classify(activity),
    ...statusOf(entry),
    severity_id: SEVERITIES.indexOf(severity) + 1,
    severity,
    time: Date.parse(entry.at),
    message: title,
    metadata: metadataOf(entry, context),
    actor: actorFor(entry, context),
    api: { operation: entry.event, service: { name: SERVICE }, request: { uid: entry.requestId } },
    src_endpoint: { name: context.source },
    resources: resourcesOf(entry),
    ...(model === null ? {} : { ai_model: modelOf(model) }),
    unmapped: unmappedOf(entry, context),
  };
}
