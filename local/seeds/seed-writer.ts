import type { ChangeItem, IssueRecord, ProjectRecord } from '../jira/records';
import type { JiraState } from '../jira/state';
import { DATA_CLASS_FIELD, OWNER_FIELD, RUNBOOK_FIELD, SEVERITY_FIELD } from './configuration';
import { toAdf } from './seed-adf';
import { SeedClock } from './seed-clock';
import { pulseOf } from './seed-pulse';
import { replayChange } from './seed-history';
import type { CommentSeed, TicketSeed } from './ticket';

const ROLE_ID = '10101';

/** Writes tickets into the state: each is built as created, then its changes are replayed in order of time. */
export class SeedWriter {
  constructor(
    private readonly state: JiraState,
    private readonly now: number,
  ) {}

  writeAll(tickets: readonly TicketSeed[]): void {
    for (const ticket of tickets) this.write(ticket);
    for (const ticket of tickets) this.link(ticket);
  }

  private write(ticket: TicketSeed): void {
    const clock = new SeedClock(this.now, ticket.daysAgo);
    const project = this.projectOf(ticket);
    const pulse = ticket.pulse ? pulseOf(ticket.pulse, clock) : { comments: [], history: [] };
    const history = [
      ...ticket.history.map((change) => ({ ...change, ms: clock.at(change.at) })),
      ...pulse.history,
    ];
    let issue = this.created(ticket, project, clock);
    for (const { ms, by, field, to } of history.sort((a, b) => a.ms - b.ms)) {
      const replayed = replayChange(this.state, issue, { ms, field, to });
      if (!replayed) continue;
      issue = { ...replayed.issue, updatedAt: ms };
      this.addHistory(issue.id, { by, ms, items: replayed.items });
    }
    const comments = [
      ...ticket.comments.map((comment) => ({ ...comment, ms: clock.at(comment.at) })),
      ...pulse.comments,
    ];
    for (const comment of comments.sort((a, b) => a.ms - b.ms)) {
      this.addComment(issue.id, comment);
      if (comment.ms > issue.updatedAt) issue = { ...issue, updatedAt: comment.ms };
    }
    this.state.issues.put(issue);
    if (this.state.users.get(ticket.reporter)?.accountType === 'atlassian')
      this.state.issues.addWatcher(issue.id, ticket.reporter);
    this.addApproval(issue.id, ticket, clock);
    this.state.reserveKey(ticket.key);
  }

  private addApproval(issueId: string, { approval }: TicketSeed, clock: SeedClock): void {
    if (!approval) return;
    const { name, at, approvers, onApproved, onDeclined } = approval;
    const id = this.state.nextId('approval');
    this.state.approvals.put(id, {
      id,
      issueId,
      name,
      createdAt: clock.at(at),
      completedAt: null,
      approvers: approvers.map((accountId) => ({ accountId, decision: 'pending' })),
      onApproved,
      onDeclined,
    });
  }

  private created(ticket: TicketSeed, project: ProjectRecord, clock: SeedClock): IssueRecord {
    const createdAt = clock.at(ticket.created);
    const { owner, severity, dataClass, runbook, components = [] } = ticket;
    const custom = {
      [SEVERITY_FIELD]: this.option(SEVERITY_FIELD, severity),
      [DATA_CLASS_FIELD]: this.option(DATA_CLASS_FIELD, dataClass),
      [OWNER_FIELD]: owner,
      [RUNBOOK_FIELD]: runbook,
    };
    return {
      id: this.state.nextId('issue'),
      key: ticket.key,
      projectId: project.id,
      issueTypeId: this.find(this.state.issueTypes.all(), ticket.type),
      statusId: '1',
      statusChangedAt: createdAt,
      summary: ticket.summary,
      description: toAdf(ticket.description),
      environment: ticket.environment === undefined ? null : toAdf([ticket.environment]),
      priorityId: this.find(this.state.priorities.all(), ticket.priority),
      labels: ticket.labels ?? [],
      componentIds: components.map((name) => this.find(project.components, name)),
      resolutionId: null,
      resolvedAt: null,
      assigneeId: null,
      reporterId: ticket.reporter,
      creatorId: ticket.reporter,
      createdAt,
      updatedAt: createdAt,
      dueDate:
        ticket.dueInDays === undefined
          ? null
          : new Date(this.now + ticket.dueInDays * 86_400_000).toISOString().slice(0, 10),
      parentId: null,
      securityLevelId:
        ticket.security === undefined ? null : this.find(project.securityLevels, ticket.security),
      custom: Object.fromEntries(
        Object.entries(custom).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
      ),
      attachments: (ticket.attachments ?? []).map(({ name, size, by, at }) => ({
        id: this.state.nextId('attachment'),
        filename: name,
        mimeType: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream',
        size,
        authorId: by,
        createdAt: clock.at(at),
      })),
    };
  }

  private addHistory(
    issueId: string,
    { by, ms, items }: { by: string; ms: number; items: readonly ChangeItem[] },
  ): void {
    this.state.issues.addHistory({ issueId, authorId: by, createdAt: ms, items });
  }

  private addComment(
    issueId: string,
    { by, ms, text, internal, role }: Omit<CommentSeed, 'at'> & { ms: number },
  ): void {
    this.state.issues.putComment({
      id: this.state.nextId('comment'),
      issueId,
      authorId: by,
      updateAuthorId: by,
      body: toAdf(isBlockList(text) ? text : [text]),
      createdAt: ms,
      updatedAt: ms,
      visibility: role === undefined ? null : { type: 'role', value: role, identifier: ROLE_ID },
      properties: internal ? { 'sd.public.comment': { internal: true } } : {},
    });
  }

  private link({ key, links = [] }: TicketSeed): void {
    for (const { type, to } of links) {
      const outward = this.state.issues.find(to);
      const inward = this.state.issues.find(key);
      if (!inward || !outward) throw new Error(`seed ${key} links to ${to}, which is not seeded`);
      this.state.issues.addLink({
        typeId: this.find(this.state.linkTypes.all(), type),
        inwardId: inward.id,
        outwardId: outward.id,
      });
    }
  }

  private projectOf({ key }: TicketSeed): ProjectRecord {
    const project = this.state.findProject(key.replace(/-\d+$/, ''));
    if (!project) throw new Error(`seed ${key} names no project`);
    return project;
  }

  private option(fieldId: string, value: string | undefined): string | undefined {
    const options = this.state.fields.get(fieldId)?.options ?? [];
    return value === undefined
      ? undefined
      : this.find(
          options.map(({ id, value: name }) => ({ id, name })),
          value,
        );
  }

  private find(known: readonly { id: string; name: string }[], name: string): string {
    const found = known.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`the seed names '${name}', which does not exist`);
    return found.id;
  }
}

function isBlockList(value: CommentSeed['text']): value is Extract<CommentSeed['text'], readonly unknown[]> {
  return Array.isArray(value);
}
