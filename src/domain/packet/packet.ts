import type { Decision, Facts } from '../../contract/decision';
import type { Source } from '../../contract/output';
import type { Limits } from '../../contract/policy';
import type { GatePlan, Person, Scope, SealedEngine } from '../../contract/scope';
import type { OperationId } from '../../contract/vocabulary';
import { digestOf, sha256Hex } from '../canonical/canonical';
import { redactSecrets } from '../guardrails/redact';
import { withoutUnseen } from '../guardrails/unicode-removal';
import type { SecretFound } from './collect-sources';
import type { IssueReading } from './issue-reading';

/** What the issue looked like when the packet was sealed: digests, so that a later look can tell what changed. */
export interface Snapshot {
  readonly issueId: string;
  readonly issueKey: string;
  readonly projectKey: string;
  readonly securityLevel: string | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly descriptionDigest: string;
  readonly commentDigests: Readonly<Record<string, string>>;
}

/** Everything that an approval covers (U1). Its canonical form is hashed: the seal. */
export interface Packet {
  readonly schema: 5;
  /** 32 random hex digits: makes the seal unguessable from the texts. */
  readonly nonce: string;
  readonly operation: OperationId;
  readonly requesterId: string;
  readonly owner: Person;
  readonly facts: Facts;
  readonly decision: Decision;
  readonly scope: Scope;
  readonly gates: readonly GatePlan[];
  readonly snapshot: Snapshot;
  readonly sources: readonly Source[];
  readonly secrets: readonly SecretFound[];
  readonly limits: Limits;
  /** What is to produce the output: a later run with anything else is another packet (U1). */
  readonly engine: SealedEngine;
  /** What may produce it in the engine's place when that cannot, in this order (U15). The last always can. */
  readonly fallbacks: readonly SealedEngine[];
  readonly policy: { readonly version: number; readonly digest: string };
}

/** SHA-256 over the packet's canonical JSON (RFC 8785), 64 hex digits. */
export const sealOf = (packet: Packet): string => digestOf(packet);

/** A text as it may be stored: without its secrets and without what nobody sees. */
const storable = (text: string): string => redactSecrets(withoutUnseen(text)).text;

/** Digest of a long text without its secrets: a hash of a short secret could be guessed back (threats §1.7 no. 6). */
const digestOfText = (text: string): string => sha256Hex(storable(text));

const usable = (comment: IssueReading['comments'][number]): boolean =>
  !comment.isRestricted && !comment.isFromAi;

/** The snapshot of an issue. Field texts stay readable so that a change can be named; long texts are digested. */
export function snapshotOf(reading: IssueReading): Snapshot {
  return {
    issueId: reading.id,
    issueKey: reading.key,
    projectKey: reading.projectKey,
    securityLevel: reading.securityLevel,
    fields: Object.fromEntries(reading.fields.map((field) => [field.label, storable(field.text)])),
    descriptionDigest: digestOfText(reading.description),
    commentDigests: Object.fromEntries(
      reading.comments.filter(usable).map((comment) => [comment.id, digestOfText(comment.text)]),
    ),
  };
}

const shown = (value: string | undefined): string => (value === undefined || value === '' ? 'none' : value);

/** One thing that changed: `subject` names it and is fit for the audit chain, `sentence` says it with its texts for people. */
export interface Change {
  readonly subject: string;
  readonly sentence: string;
}

const change = (subject: string, sentence: string): Change => ({ subject, sentence });

/**
 * What changed between a sealed snapshot and a later reading; empty when the seal still holds.
 * New comments are no change: they are not part of the packet. An edited or deleted one is.
 */
export function changesSince(sealed: Snapshot, reading: IssueReading): readonly Change[] {
  const now = snapshotOf(reading);
  const labels = [...new Set([...Object.keys(sealed.fields), ...Object.keys(now.fields)])];
  const fieldChanges = labels
    .filter((label) => sealed.fields[label] !== now.fields[label])
    .map((label) =>
      change(label, `${label} went from ${shown(sealed.fields[label])} to ${shown(now.fields[label])}`),
    );
  const commentChanges = Object.entries(sealed.commentDigests)
    .filter(([id, digest]) => now.commentDigests[id] !== digest)
    .map(([id]) => change(`comment ${id}`, `comment ${id} was edited, restricted or deleted`));
  return [
    ...(sealed.projectKey === now.projectKey
      ? []
      : [change('project', `the issue moved to project ${now.projectKey}`)]),
    ...(sealed.securityLevel === now.securityLevel
      ? []
      : [change('security level', 'the issue’s security level changed')]),
    ...fieldChanges,
    ...(sealed.descriptionDigest === now.descriptionDigest
      ? []
      : [change('description', 'the description changed')]),
    ...commentChanges,
  ];
}
