import type { CallOutput } from '../../src/contract/calls';
import type { PolicyDocument } from '../../src/contract/policy';
import type { DraftView } from '../../src/contract/policy-life';
import { acknowledgeOnSite, persist, tryCall, type Play, type Tried } from './play';
import type { Step } from './steps';

const ADA = { accountId: 'admin-ada', issueId: '' };
/** Reviews what Ada wrote, and resumes what she halted. */
const MAX = { accountId: 'admin-max', issueId: '' };
type Admin = typeof ADA;

type Page = CallOutput<'admin.load'>;

/** An act of an admin: what the page shows once it has worked, and one try; null when it has to be tried again. */
interface Act {
  readonly name: string;
  readonly by: Admin;
  readonly isDone: (page: Page) => boolean;
  readonly attempt: (play: Play, page: Page) => Promise<Acknowledgement | null>;
}

type Acknowledgement = Parameters<typeof acknowledgeOnSite>[1];

/** An admin acts, unless the page shows that it has worked already. */
const toStep = ({ name, by, isDone, attempt }: Act): Step => ({
  name,
  run: (play) =>
    persist(play, by.accountId, async (): Promise<Tried> => {
      const page = await tryCall(play, by, { name: 'admin.load', payload: {} });
      if (page === null) return 'again';
      if (isDone(page)) return 'done';
      const acknowledged = await attempt(play, page);
      if (acknowledged === null) return 'again';
      acknowledgeOnSite(play, acknowledged);
      return 'done';
    }),
});

/** An admin halts or resumes the site. */
export const setSwitch = (isHalted: boolean): Step => {
  const by = isHalted ? ADA : MAX;
  return toStep({
    name: isHalted ? 'an admin halts the site' : 'another admin resumes the site',
    by,
    isDone: (page) => page.switch.isHalted === isHalted,
    attempt: async (play, page) => {
      const reason = isHalted ? 'a drill' : 'the drill is over';
      const payload = { isHalted, reason, version: page.switch.version };
      const answer = await tryCall(play, by, { name: 'admin.set-switch', payload });
      const details = { isHalted, reason };
      return answer === null ? null : { event: 'killswitch.changed', actor: by.accountId, details };
    },
  });
};

const revisionOf = ({ draft }: Page): number => draft?.draft.revision ?? 0;

/** A step of the draft is on record with the draft's digest. */
const recorded = (by: Admin, act: string, view: DraftView | null): Acknowledgement | null =>
  view === null
    ? null
    : { event: 'policy.draft', actor: by.accountId, details: { act, digest: view.draft.digest } };

const isIn = (page: Page, ...stages: readonly string[]): boolean =>
  page.draft !== null && stages.includes(page.draft.draft.stage);

const isPublished = (page: Page, change: string): boolean =>
  page.versions.some((version) => version.change === change && version.state !== 'canary');

/** What is to be changed, and in which words. */
interface Edit {
  readonly change: string;
  readonly apply: (document: PolicyDocument) => PolicyDocument;
}

const saveDraft = ({ change, apply }: Edit): Act => ({
  name: `Ada saves: ${change}`,
  by: ADA,
  isDone: (page) => page.draft?.draft.change === change || isPublished(page, change),
  attempt: async (play, page) => {
    const payload = {
      revision: revisionOf(page),
      baseVersion: page.policy.version,
      document: apply(page.policy.document),
      change,
    };
    return recorded(ADA, 'saved', await tryCall(play, ADA, { name: 'admin.save-draft', payload }));
  },
});

const simulateDraft = ({ change }: Edit): Act => ({
  name: `Ada simulates: ${change}`,
  by: ADA,
  isDone: (page) => page.draft?.simulation?.phase === 'done' || isPublished(page, change),
  attempt: async (play, page) => {
    const payload = { revision: revisionOf(page), restart: false };
    for (;;) {
      const simulation = await tryCall(play, ADA, { name: 'admin.simulate', payload });
      if (simulation?.phase !== 'done' && simulation !== null) continue;
      return simulation === null ? null : recorded(ADA, 'simulated', page.draft);
    }
  },
});

const submitDraft = ({ change }: Edit): Act => ({
  name: `Ada submits: ${change}`,
  by: ADA,
  isDone: (page) => isIn(page, 'submitted', 'approved', 'canary') || isPublished(page, change),
  attempt: async (play, page) => {
    const payload = { revision: revisionOf(page) };
    return recorded(ADA, 'submitted', await tryCall(play, ADA, { name: 'admin.submit', payload }));
  },
});

const approveDraft = ({ change }: Edit): Act => ({
  name: `Max approves: ${change}`,
  by: MAX,
  isDone: (page) => isIn(page, 'approved', 'canary') || isPublished(page, change),
  attempt: async (play, page) => {
    const payload = { revision: revisionOf(page), verdict: 'approve' as const, note: '' };
    return recorded(MAX, 'approved', await tryCall(play, MAX, { name: 'admin.review', payload }));
  },
});

const startTrial = ({ change }: Edit): Act => ({
  name: `Max tries in REQ: ${change}`,
  by: MAX,
  isDone: (page) => isIn(page, 'canary') || isPublished(page, change),
  attempt: async (play, page) => {
    const payload = { revision: revisionOf(page), projects: ['REQ'] };
    return recorded(MAX, 'canary-started', await tryCall(play, MAX, { name: 'admin.start-canary', payload }));
  },
});

const publishDraft = ({ change }: Edit): Act => ({
  name: `Ada publishes: ${change}`,
  by: ADA,
  isDone: (page) => isPublished(page, change),
  attempt: async (play, page) => {
    const payload = { revision: revisionOf(page) };
    const policy = await tryCall(play, ADA, { name: 'admin.publish', payload });
    return policy === null ? null : { event: 'policy.changed', actor: ADA.accountId, details: { change } };
  },
});

const BACK = 'Back to version 1: a drill';

const rollBack: Act = {
  name: 'Max rolls back',
  by: MAX,
  isDone: (page) => isPublished(page, BACK),
  attempt: async (play, page) => {
    const payload = { baseVersion: page.policy.version, version: 1, reason: 'a drill' };
    const policy = await tryCall(play, MAX, { name: 'admin.roll-back', payload });
    const details = { change: BACK };
    return policy === null ? null : { event: 'policy.changed', actor: MAX.accountId, details };
  },
};

/** From the draft to its coming into force. */
const withoutTrial = (edit: Edit): readonly Step[] =>
  [saveDraft, simulateDraft, submitDraft, approveDraft, publishDraft].map((act) => toStep(act(edit)));

const FEWER: Edit = {
  change: 'fewer operations',
  apply: (document) => ({
    ...document,
    tests: [],
    kinds: document.kinds.map((rule) =>
      rule.kind === 'security'
        ? { ...rule, offers: ['draft-review-summary'], recommended: 'draft-review-summary' }
        : rule,
    ),
  }),
};

const ANOTHER: Edit = {
  change: 'another approver',
  apply: (document) => ({
    ...document,
    approvers: document.approvers.map((entry) =>
      entry.role === 'security-owner'
        ? { ...entry, chain: [{ type: 'account', accountId: 'backup-bo' }], backups: [] }
        : entry,
    ),
  }),
};

/** The whole life: drafted, simulated, reviewed by another, tried, put in force, rolled back. */
export const POLICY_LIFE: readonly Step[] = [
  ...[saveDraft, simulateDraft, submitDraft, approveDraft, startTrial, publishDraft].map((act) =>
    toStep(act(FEWER)),
  ),
  toStep(rollBack),
];

/** A second version after the first. */
export const TWO_CHANGES: readonly Step[] = [...withoutTrial(FEWER), ...withoutTrial(ANOTHER)];

/** A policy under which models are asked, put in force; `change` names it. */
export const publishPolicy = (change: string, apply: Edit['apply']): readonly Step[] =>
  withoutTrial({ change, apply });
