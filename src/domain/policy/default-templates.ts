import type { Template } from '../../contract/policy';

/**
 * The checklists and packets that ship (R058-R061); admins change them with the policy, and so they have its version. Each item
 * asks for one thing and states no fact: what an issue says of it is put beside it with its source, and a person checks it
 * (R064).
 */
export const DEFAULT_TEMPLATES: Template[] = [
  {
    id: 'diagnostics-incident',
    title: 'What a first look at an incident needs',
    step: 'diagnostics',
    kinds: ['incident'],
    items: [
      'State the symptom, when it started and how many people it reaches.',
      'Name any change shortly before.',
      'Compare the measured values with the usual ones.',
      'Attach logs or traces that cover the start.',
    ],
  },
  {
    id: 'vendor-packet',
    title: 'Vendor escalation packet',
    step: 'vendor-escalation',
    kinds: [],
    items: [
      'State product, version or firmware, and serial number.',
      'State since when, how often and for how many users.',
      'List each step so far and its effect.',
      'Attach logs that cover the start, without personal data.',
      'Name the contract number and the severity that the contract knows.',
      'Say what is asked of the vendor and by when.',
      'Name the contact who answers the vendor’s questions.',
    ],
  },
  {
    id: 'status-note',
    title: 'Status note',
    step: 'status-note',
    kinds: [],
    items: ['Say when the next update comes and from whom, or that none comes.'],
  },
  {
    id: 'status-note-incident',
    title: 'Status note on an incident',
    step: 'status-note',
    kinds: ['incident'],
    items: ['Say who is affected and what they can do meanwhile.'],
  },
  {
    id: 'approval-reminder',
    title: 'Approval reminder',
    step: 'approval-reminder',
    kinds: [],
    items: [
      'Say what is to be approved, for whom and until when.',
      'Say by when the decision is needed and what waits for it.',
      'Name who decides when the approver is away.',
    ],
  },
  {
    id: 'least-privilege',
    title: 'Least-privilege checklist',
    step: 'least-privilege',
    kinds: [],
    items: [
      'Name for each person the system, the role and the task that needs it.',
      'Take read access wherever the task needs no writing.',
      'Keep roles apart that together break the separation of duties.',
      'Set the end date of each access and say who removes it.',
      'Require multi-factor authentication from the first sign-in.',
      'Use an existing group or role before a permission of its own.',
      'Have the approver decide on each entry before anything is set up.',
    ],
  },
  {
    id: 'exception-history',
    title: 'Exception history',
    step: 'exception-history',
    kinds: ['security'],
    items: [
      'List each earlier exception with its grant, its condition and its expiry.',
      'State for each condition whether it was kept.',
      'Name the compensating controls and their last test.',
    ],
  },
  {
    id: 'exception-review',
    title: 'Review of an exception',
    step: 'review-summary',
    kinds: ['security'],
    items: [
      'State the risk when the exception goes on and when it ends.',
      'Name the rule that the exception departs from and its limits.',
      'Name the owner of the risk and the date of the next review.',
      'State the plan and the date for doing without the exception.',
    ],
  },
  {
    id: 'tradeoff-brief',
    title: 'Decision brief on one page',
    step: 'tradeoff-brief',
    kinds: [],
    items: [
      'State the decision that is asked for, from whom and by when.',
      'Give each option its cost, its benefit and its risk.',
      'State what happens when nothing is decided.',
      'Name what has to be finished first.',
    ],
  },
  {
    id: 'validation-before',
    title: 'Pre-check',
    step: 'validation',
    kinds: ['incident', 'enhancement', 'software'],
    items: [
      'Name the approval that the change needs and who gives it.',
      'Name the window, and who is told before and after.',
      'Measure the values before the change, to compare them after it.',
      'Name the backup and the last test of its restore.',
    ],
  },
  {
    id: 'validation-back',
    title: 'Way back',
    step: 'validation',
    kinds: ['incident', 'enhancement', 'software'],
    items: [
      'Describe the rollback step by step, with the time that it takes.',
      'Name the sign at which to go back, and who decides on it.',
    ],
  },
  {
    id: 'validation-incident',
    title: 'Validation after an incident',
    step: 'validation',
    kinds: ['incident'],
    items: [
      'Compare the measured values with the baseline under full load.',
      'Ask users at each affected place whether it works for them.',
      'Watch it for a named time before anybody calls it stable.',
    ],
  },
  {
    id: 'validation-request',
    title: 'Validation of a request',
    step: 'validation',
    kinds: ['request'],
    items: [
      'Name the approval that the access needs and who gives it.',
      'Have the person sign in and do the task at hand.',
      'Compare the access with the approval, entry by entry.',
      'Test that the access ends on the end date.',
      'Say how each access is taken away again when it is not needed.',
    ],
  },
  {
    id: 'validation-security',
    title: 'Validation of a security exception',
    step: 'validation',
    kinds: ['security'],
    items: [
      'Name the approval that the exception needs and who gives it.',
      'Test each compensating control and keep the result.',
      'Compare the sign-ins with what the exception allows.',
      'Test that the exception ends on its expiry.',
      'Say how the exception is taken back at once.',
    ],
  },
  {
    id: 'validation-change',
    title: 'Validation of a change',
    step: 'validation',
    kinds: ['enhancement', 'software'],
    items: [
      'Name the tests that show success and who runs them.',
      'Test with data of a busy day, such as month end.',
      'Name what other systems depend on it and test those.',
    ],
  },
  {
    id: 'update-note',
    title: 'Update note',
    step: 'update-note',
    kinds: [],
    items: ['Name the next step, who takes it and by when, or say that none is left.'],
  },
];
