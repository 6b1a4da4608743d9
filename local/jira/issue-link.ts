import type { Call } from './call';
import { announceLink } from './event-of';
import { saveEdit } from './issue-edit';
import { systemChange } from './issue-shelf';
import { JiraError } from './jira-error';
import { readObject, readText, type JsonObject } from './json';
import type { IssueRecord, LinkTypeRecord } from './records';

/** The two ends of a link: the inward issue *blocks* the outward one. */
export interface LinkEnds {
  readonly inward: IssueRecord;
  readonly outward: IssueRecord;
}

/** Links two issues, with a history entry on both; a link that exists already is not doubled. */
export function putLink(call: Call, type: LinkTypeRecord, { inward, outward }: LinkEnds): void {
  const isKnown = call.state.issues
    .linksOf(inward.id)
    .some((link) => link.typeId === type.id && link.inwardId === inward.id && link.outwardId === outward.id);
  if (isKnown) return;
  const link = call.state.issues.addLink({ typeId: type.id, inwardId: inward.id, outwardId: outward.id });
  record(call, inward, { other: outward, words: type.outward });
  record(call, outward, { other: inward, words: type.inward });
  announceLink(call, link, { source: inward, destination: outward });
}

/** Adds the links that `update.issuelinks` of an issue asks for. Raises as `readLinkEnd` does. */
export function applyLinks(call: Call, issueId: string, links: readonly JsonObject[]): void {
  for (const link of links) {
    const type = readLinkType(call, link);
    const self = call.issueFor('LINK_ISSUES', issueId).issue;
    const isInward = link['inwardIssue'] !== undefined;
    const other = readLinkEnd(call, link, isInward ? 'inwardIssue' : 'outwardIssue');
    putLink(call, type, isInward ? { inward: other, outward: self } : { inward: self, outward: other });
  }
}

/** The link type that `type` of a body names by id or name. Raises 404. */
export function readLinkType(call: Call, body: JsonObject): LinkTypeRecord {
  const ref = readObject(body, 'type');
  const id = readText(ref, 'id');
  const name = readText(ref, 'name');
  const type = call.state.linkTypes
    .all()
    .find((candidate) => (id === undefined ? candidate.name === name : candidate.id === id));
  if (!type) throw JiraError.notFound(`No issue link type with name '${name ?? id ?? ''}' found.`);
  return type;
}

/** One end of a link. Both ends need LINK_ISSUES here; lacking it looks like a missing issue, as documented. */
export function readLinkEnd(call: Call, body: JsonObject, name: 'inwardIssue' | 'outwardIssue'): IssueRecord {
  const ref = readObject(body, name);
  const idOrKey = readText(ref, 'id') ?? readText(ref, 'key');
  if (idOrKey === undefined) throw JiraError.invalid(`'${name}' with a key or an id is required.`);
  return call.issueFor('LINK_ISSUES', idOrKey, JiraError.notFound('No Link Issue Permission for issue.'))
    .issue;
}

function record(call: Call, issue: IssueRecord, to: { other: IssueRecord; words: string }): void {
  const none = { id: null, text: null };
  const shown = { id: to.other.key, text: `This work item ${to.words} ${to.other.key}` };
  saveEdit(call, { issue, items: [systemChange('Link', none, shown)] }, { before: issue });
}
