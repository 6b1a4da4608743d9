import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { SourceSchema, type Section, type Source } from '../../contract/output';
import type { OperationId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import { checkOutput, type Draft } from '../output/check-output';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { sourceOf } from '../testing';
import { compose } from './compose';

const NOBODY = { author: null, at: null } as const;
const RowsSchema = z.array(z.looseObject({}));

/** The sources of an issue of the demo site as they were collected once, and the templates that ship for the operation. */
function sourcesOf(issueKey: string, operation: OperationId, kind: string): readonly Source[] {
  const file = resolve(__dirname, 'seeds', `${issueKey.toLowerCase()}.json`);
  const rows = RowsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { steps } = operationOf(operation);
  const templates = DEFAULT_POLICY.templates
    .filter(({ step, kinds }) => steps.includes(step) && (kinds.length === 0 || kinds.includes(kind)))
    .map(({ id, step, title, items }) => ({
      kind: 'template',
      ref: `${step}/${id}`,
      label: title,
      text: items.join('\n'),
    }));
  return [...rows, ...templates].map((row, at) =>
    SourceSchema.parse({ ...sourceOf({ issueKey, ...NOBODY }), ...row, number: at + 1 }),
  );
}

const show = ({ title, claims, contradictions, gaps }: Section): readonly string[] => [
  `## ${title}`,
  ...claims.map(
    ({ text, citations }) => `${text} [${[...new Set(citations.map(({ source }) => source))].join()}]`,
  ),
  ...contradictions.flatMap(({ text, citations }) => [
    `!! ${text}`,
    ...citations.map(({ quote }) => ` | ${quote}`),
  ]),
  ...gaps.map(({ text, ask }) => `?? ${text}. Ask: ${ask}.`),
];

/** An output as a person reads it, each claim with the numbers of its sources. */
const asRead = ({ sections, notDone }: Draft): string =>
  [...sections.flatMap(show), '## Not done', ...notDone].join('\n');

type Case = readonly [issueKey: string, kind: string, operation: OperationId, read: string];

/** What the composer says of the four issues of the demo site: a change of it is to be read as a whole. */
const CASES: readonly Case[] = [
  [
    'INC-2041',
    'incident',
    'prepare-incident-packet',
    `
## Evidence pack
Summary: Remote Access Latency. Status: In progress. Severity: High. Priority: High. Environment: VPN concentrator pair vpn-eu-1 and vpn-eu-2, client 5.4.1. Components: Remote access, Network. Request type: Report an outage. [1,2,3,4,13,6,15]
Description: “Remote staff report slow sessions over VPN since 09:12 UTC.” [14]
Impact. Description: “About 340 of 1,150 remote users are connected through vpn-eu-1.” [14]
Measured. Description: “Round-trip time through vpn-eu-1 rose from 20 ms to 180 ms at 09:12.” [14]
Change. Description: “Change CHG-774 raised the VPN concentrator vpn-eu-1 to firmware 9.8.2 and ended at 09:08.” [14]
Tried. Ben Fischer, 2026-11-19: “Client version makes no difference: 5.4.1 and 5.3.8 both show 175 to 185 ms.” [24]
Open. Ana Ortiz, 2026-11-20: “Open question: is hardware acceleration on under firmware 9.8.2?” [31]
2026-11-20 08:20 UTC, Ana Ortiz: status went from Open to In progress [43]
SLA. Time to resolution: goal 8 h, started at 2026-11-19 09:26 UTC, missed at 2026-11-19 17:26 UTC, still running [17]
Attachments: CHG-774-change-record.pdf, 186 KB (Bo Nilsen, 2026-11-19); rtt-vpn-eu-1-0900-1000.csv, 47 KB (Ana Ortiz, 2026-11-19); traceroute-home-office.txt, 3 KB (Ben Fischer, 2026-11-19) [47,48,49]
To check: State the symptom, when it started and how many people it reaches. As written above in Description. [57,14]
To check: Name any change shortly before. As written above in Description. [57,14]
To check: Compare the measured values with the usual ones. As written in Description: “The known-good baseline is 20 ms round-trip time and 0.1 percent packet loss, measured over the last 30 days.” [57,14]
To check: Attach logs or traces that cover the start. [57]
!! A text says resolved, the history says reopened: Ben Fischer, 2026-11-19 against Cho Min-ji, 2026-11-20.
 | Round-trip time is 24 ms since 16:05. This is resolved from my side.
 | status went from Resolved to Open
## Comparison with known-good and earlier issues
Comparable issues: Sample: 6 issues of type Incident in project INC that were resolved in the last 180 days, at most the newest 50. [50]
Comparable issues: Time to resolve: median 3 h 48 min, quartiles 3 h 40 min and 3 h 55 min, n = 6. This issue: opened at 2026-11-19 09:26 UTC and not resolved. [50]
Comparable issues: Time to first response: median 30 min, quartiles 30 min and 30 min, n = 6. This issue: 39 min. [50]
Comparable issues: Reopened: 0 of 6 comparable issues. Reopenings of this issue: 1. [50]
Known-good. Description: “The known-good baseline is 20 ms round-trip time and 0.1 percent packet loss, measured over the last 30 days.” [14]
Known-good. Ana Ortiz, 2026-11-19: “Processor load of vpn-eu-1 is 94 percent; it was 35 percent yesterday at the same time.” [20]
Measured last. Ben Fischer, 2026-11-19: “Round-trip time is 24 ms since 16:05. This is resolved from my side.” [27]
Measured last. Mia Lindqvist, 2026-11-20: “My team sees the same delay again this morning: 180 ms at 08:05 with 410 users connected.” [28]
Measured last. Ana Ortiz, 2026-11-20: “The delay follows the number of sessions: 24 ms with 150 users at 16:05, 180 ms with 410 users at 08:05.” [29]
Comparable. Ana Ortiz, 2026-11-19: “Comparable case: INC-1819 in the spring, also after a firmware change. Hardware acceleration had been switched off by the update. Switching it on again brought 165 ms back to 21 ms.” [23]
INC-1934 “VPN latency Porto after routing change”: Status Closed, resolution Done; Resolved at 2026-07-14; “Lesson: measure the round-trip time before and after a routing change.” [51]
INC-1819 “VPN latency Rotterdam after firmware update”: Status Closed, resolution Done; Resolved at 2026-04-10; “Lesson: check hardware acceleration after every firmware update of a concentrator.” [52]
INC-1702 “VPN latency Leeds after provider change”: Status Closed, resolution Done; Resolved at 2026-01-25; “Lesson: ask the provider for a change notice of 5 days.” [53]
## Vendor escalation draft
Summary: Remote Access Latency. Severity: High. Environment: VPN concentrator pair vpn-eu-1 and vpn-eu-2, client 5.4.1. Request type: Report an outage. [1,3,13,15]
Description: “Remote staff report slow sessions over VPN since 09:12 UTC.” [14]
Impact. Description: “About 340 of 1,150 remote users are connected through vpn-eu-1.” [14]
Impact. Mia Lindqvist, 2026-11-20: “My team sees the same delay again this morning: 180 ms at 08:05 with 410 users connected.” [28]
What we see. Description: “Round-trip time through vpn-eu-1 rose from 20 ms to 180 ms at 09:12.” [14]
Change. Description: “Change CHG-774 raised the VPN concentrator vpn-eu-1 to firmware 9.8.2 and ended at 09:08.” [14]
Tried. Ben Fischer, 2026-11-19: “Client version makes no difference: 5.4.1 and 5.3.8 both show 175 to 185 ms.” [24]
Open. Ana Ortiz, 2026-11-20: “Open question: is hardware acceleration on under firmware 9.8.2?” [31]
Attachments: CHG-774-change-record.pdf, 186 KB (Bo Nilsen, 2026-11-19); rtt-vpn-eu-1-0900-1000.csv, 47 KB (Ana Ortiz, 2026-11-19); traceroute-home-office.txt, 3 KB (Ben Fischer, 2026-11-19) [47,48,49]
To check: State product, version or firmware, and serial number. As written above in Description. [58,14]
To check: State since when, how often and for how many users. [58]
To check: List each step so far and its effect. As written by Ben Fischer, 2026-11-19: “Confirmed from two home connections: 176 ms and 183 ms through vpn-eu-1, 22 ms through vpn-eu-2.” [58,18]
To check: Attach logs that cover the start, without personal data. [58]
?? Vendor contract or case number. Ask: vendor management.
## Not done
Nothing was sent, and nobody was asked or told.
Contents of attachments were not read, only their names.
Linked issues and subtasks were not read beyond title and status.
3 internal comments were kept out of text that leaves the team.
31 points more fit and are left out: the output has no room for them.
`,
  ],
  [
    'INC-2041',
    'incident',
    'draft-status-note',
    `
## Status note draft
Summary: Remote Access Latency. Status: In progress. Severity: High. Assignee: Ana Ortiz. Due date: 2026-11-23. Request type: Report an outage. [1,2,3,8,11,15]
Description: “Remote staff report slow sessions over VPN since 09:12 UTC.” [14]
Impact. Description: “File shares time out and video calls drop; office users are not affected.” [14]
Impact. Description: “About 340 of 1,150 remote users are connected through vpn-eu-1.” [14]
Impact. Mia Lindqvist, 2026-11-20: “My team sees the same delay again this morning: 180 ms at 08:05 with 410 users connected.” [28]
Latest. Ben Fischer, 2026-11-19: “Round-trip time is 24 ms since 16:05. This is resolved from my side.” [27]
Latest. Ana Ortiz, 2026-11-20: “The delay follows the number of sessions: 24 ms with 150 users at 16:05, 180 ms with 410 users at 08:05.” [29]
Request. Cho Min-ji, 2026-11-19: “Please keep vpn-eu-2 out of this for now.” [21]
Next. Bo Nilsen, 2026-11-20: “Rollback of CHG-774 is possible in tonight's window from 22:00. It needs the commander's word.” [30]
Next. Ana Ortiz, 2026-11-20: “Next step: compare with earlier incidents, then prepare an escalation packet for the vendor.” [31]
Open. Ana Ortiz, 2026-11-19: “Concentrator logs for 09:00 to 09:30 are missing.” [26]
Open. Ana Ortiz, 2026-11-20: “Open question: is hardware acceleration on under firmware 9.8.2?” [31]
2026-11-19 16:20 UTC, Ben Fischer: status went from In progress to Resolved; resolution went from none to Done [39,40]
2026-11-20 08:15 UTC, Cho Min-ji: status went from Resolved to Open; resolution went from Done to none [41,42]
2026-11-20 08:20 UTC, Ana Ortiz: status went from Open to In progress [43]
SLA. Time to resolution: goal 8 h, started at 2026-11-19 09:26 UTC, missed at 2026-11-19 17:26 UTC, still running [17]
To check: Say when the next update comes and from whom, or that none comes. [57]
To check: Say who is affected and what they can do meanwhile. [58]
!! A text says resolved, the history says reopened: Ben Fischer, 2026-11-19 against Cho Min-ji, 2026-11-20.
 | Round-trip time is 24 ms since 16:05. This is resolved from my side.
 | status went from Resolved to Open
## Not done
Nothing was sent, and nobody was asked or told.
Contents of attachments were not read, only their names.
Linked issues and subtasks were not read beyond title and status.
`,
  ],
  [
    'REQ-2188',
    'request',
    'prepare-access-packet',
    `
## Approval reminder draft
Summary: Temporary Staff Access Setup. Status: Waiting. Reporter: Cy Hart. Due date: 2026-11-27. Request type: Request access for temporary staff. [1,2,9,11,14]
On the approval. Description: “The line manager has to approve before any account is created or any privilege is granted.” [13]
On the approval. Ben Fischer, 2026-11-19: “Approval requested from Mia Lindqvist as line manager.” [20]
On the approval. Mia Lindqvist, 2026-11-21: “I have seen this and need the access list with one line of reason for each entry before I decide.” [23]
For whom. Description: “Three temporary accountants start in finance and stay until the end of the quarter closing. They need access from their first day.” [13]
For whom. Description: “R. Castellan, start in 5 days, 8 weeks”; “J. Imura, start in 5 days, 8 weeks”; “T. Vasquez, start in 12 days, 7 weeks” [13]
Asked for. Description: “E-mail and calendar”; “Finance share, read and write”; “Ledger application, role Accountant”; “Ledger application, role Approver”; “VPN” [13]
Until when. Description: “All access ends on the last day of the contract.” [13]
Open. Cy Hart, 2026-11-18: “Only one of the three needs to release payments. I do not know yet which one.” [19]
Open. Ben Fischer, 2026-11-20: “The manager approval is still pending.” [22]
To check: Say what is to be approved, for whom and until when. [34]
To check: Say by when the decision is needed and what waits for it. [34]
To check: Name who decides when the approver is away. [34]
## Least-privilege checklist
Summary: Temporary Staff Access Setup. Request type: Request access for temporary staff. [1,14]
For whom. Description: “Three temporary accountants start in finance and stay until the end of the quarter closing. They need access from their first day.” [13]
For whom. Description: “R. Castellan, start in 5 days, 8 weeks”; “J. Imura, start in 5 days, 8 weeks”; “T. Vasquez, start in 12 days, 7 weeks” [13]
For whom. Ben Fischer, 2026-11-20: “The first two start in 3 days.” [22]
Check need and extent. Description: “E-mail and calendar”; “Finance share, read and write”; “Ledger application, role Accountant”; “Ledger application, role Approver”; “VPN” [13]
Check need and extent. Ben Fischer, 2026-11-18: “In REQ-1840 the role Approver was refused for the same reason.” [18]
Check the end date. Description: “All access ends on the last day of the contract.” [13]
Check this condition. Ben Fischer, 2026-11-18: “The ledger role Approver together with Accountant breaks the separation of duties.” [18]
Check this condition. Sam Okafor, 2026-11-19: “VPN for temporary staff needs MFA from the first day.” [21]
Check the decision itself, a person’s. Description: “The line manager has to approve before any account is created or any privilege is granted.” [13]
Check the decision itself, a person’s. Ben Fischer, 2026-11-19: “Approval requested from Mia Lindqvist as line manager.” [20]
Check the decision itself, a person’s. Mia Lindqvist, 2026-11-21: “I have seen this and need the access list with one line of reason for each entry before I decide.” [23]
Open. Cy Hart, 2026-11-18: “Only one of the three needs to release payments. I do not know yet which one.” [19]
Open. Ben Fischer, 2026-11-20: “The manager approval is still pending.” [22]
REQ-1840 “Access for temporary staff in accounts payable”: Status Closed, resolution Done; Resolved at 2026-05-19; “Resolution: access set up for 4 people, ends after 10 weeks.”; “From request to access it took 3 working days.” [31]
REQ-1921 “Access for temporary staff in the audit team”: Status Closed, resolution Done; Resolved at 2026-07-29; “Resolution: access set up for 2 people, ends after 6 weeks.”; “From request to access it took 2 working days.” [32]
REQ-2002 “Access for temporary staff in payroll”: Status Closed, resolution Done; Resolved at 2026-09-28; “Resolution: access set up for 3 people, ends after 4 weeks.”; “From request to access it took 5 working days.” [33]
To check: Name for each person the system, the role and the task that needs it. [35]
To check: Take read access wherever the task needs no writing. [35]
To check: Keep roles apart that together break the separation of duties. As written above by Ben Fischer, 2026-11-18. [35,18]
To check: Set the end date of each access and say who removes it. As written above in Description. [35,13]
To check: Require multi-factor authentication from the first sign-in. As written above by Sam Okafor, 2026-11-19. [35,21]
To check: Use an existing group or role before a permission of its own. [35]
To check: Have the approver decide on each entry before anything is set up. [35]
?? Nothing says which is the least access that would do. Ask: the system’s owner.
## Not done
Nothing was sent, and nobody was asked or told.
Contents of attachments were not read, only their names.
Linked issues and subtasks were not read beyond title and status.
2 internal comments were kept out of text that leaves the team.
`,
  ],
  [
    'SEC-2274',
    'security',
    'prepare-exception-packet',
    `
## Exception history
Summary: MFA Exception Review. Status: In progress. Due date: 2026-11-25. Request type: Ask for a security exception. [1,2,11,14]
Description: “The service account svc-scan-07 of the warehouse scanners signs in without a second factor. Its exception expires in 3 days and operations asks for another 90 days.” [13]
Description: “Extend the exception from multi-factor authentication for svc-scan-07 by 90 days.” [13]
Description: “New scanners are ordered (PO-5561) and expected in 6 weeks.” [13]
Ana Ortiz, 2026-11-16: “First exception: SEC-1871, granted for 90 days, expired 93 days ago. It had the condition that the scanners are replaced.” [17]
Ana Ortiz, 2026-11-16: “Second exception: SEC-1966, granted for 90 days with the same condition. It expires in 3 days.” [18]
Control. Description: “Sign-in only from network 10.40.8.0/24”; “Read access to stock data only” [13]
Open. Ana Ortiz, 2026-11-19: “One document is missing: the risk review that SEC-1966 asked for at its end. I could not find it in the share.” [23]
2026-11-16 10:40 UTC, Sam Okafor: assignee went from none to Ana Ortiz [24]
2026-11-16 11:00 UTC, Ana Ortiz: status went from Open to In progress [25]
2026-11-16 15:10 UTC, Ben Fischer: “Operations says that the order PO-5561 was placed 4 weeks late because of the budget freeze.” [19]
2026-11-17 16:00 UTC, Sam Okafor: priority went from High to Highest [26]
2026-11-18 08:30 UTC, Sam Okafor: priority went from Highest to High [27]
SEC-1871 “MFA exception for svc-scan-07 (first exception)”: Status Closed, resolution Done; Resolved at 2026-05-23; “Decision: granted for 90 days.”; “Condition: the scanners are replaced within that time.” [32]
SEC-1966 “MFA exception for svc-scan-07 (second exception)”: Status Closed, resolution Done; Resolved at 2026-08-27; “Decision: granted for 90 days.”; “Condition: a risk review is written before it ends.” [33]
SEC-2210 “MFA exception for the lab robot controller”: Status Closed, resolution Done; Resolved at 2026-10-30; “Decision: granted for 60 days.”; “Condition: raised again after the audit.” [34]
SEC-1904 “MFA exception for the badge terminal at gate 2”: Status Closed, resolution Done; Resolved at 2026-06-20; “Decision: granted for 30 days.”; “Condition: update to version 3.” [35]
To check: List each earlier exception with its grant, its condition and its expiry. As written above by Ana Ortiz, 2026-11-16. [37,18]
To check: State for each condition whether it was kept. [37]
To check: Name the compensating controls and their last test. As written above in Description. [37,13]
## Review summary draft
Summary: MFA Exception Review. Status: In progress. Severity: High. Data class: Confidential. Due date: 2026-11-25. Request type: Ask for a security exception. [1,2,3,5,11,14]
Description: “The service account svc-scan-07 of the warehouse scanners signs in without a second factor. Its exception expires in 3 days and operations asks for another 90 days.” [13]
On the exception. Description: “Extend the exception from multi-factor authentication for svc-scan-07 by 90 days.” [13]
On the exception. Description: “New scanners are ordered (PO-5561) and expected in 6 weeks.” [13]
On the exception. Ana Ortiz, 2026-11-16: “First exception: SEC-1871, granted for 90 days, expired 93 days ago. It had the condition that the scanners are replaced.” [17]
On the exception. Ana Ortiz, 2026-11-16: “Second exception: SEC-1966, granted for 90 days with the same condition. It expires in 3 days.” [18]
Control. Description: “Sign-in only from network 10.40.8.0/24”; “Read access to stock data only” [13]
Control. Ana Ortiz, 2026-11-17: “Sign-in report: 18,240 sign-ins in 30 days, 14 of them from outside 10.40.8.0/24. All 14 were refused.” [20]
Risk. Description: “An exception may not be longer than 90 days and not be extended more than twice without a review of the risk.” [13]
On the decision. Description: “The security owner decides.” [13]
On the decision. Sam Okafor, 2026-11-17: “I need the history of all exceptions for scanner accounts in one place before I decide.” [21]
Open. Ana Ortiz, 2026-11-19: “One document is missing: the risk review that SEC-1966 asked for at its end. I could not find it in the share.” [23]
To check: State the risk when the exception goes on and when it ends. [38]
To check: Name the rule that the exception departs from and its limits. [38]
To check: Name the owner of the risk and the date of the next review. [38]
To check: State the plan and the date for doing without the exception. [38]
## Not done
Nothing was sent, and nobody was asked or told.
Contents of attachments were not read, only their names.
Linked issues and subtasks were not read beyond title and status.
5 points more fit and are left out: the output has no room for them.
`,
  ],
  [
    'ENH-2219',
    'enhancement',
    'prepare-sponsor-packet',
    `
## Sponsor trade-off brief
Summary: Leadership Dashboard Automation. Status: In progress. Priority: Low. Due date: 2026-12-13. [1,2,4,11]
Description: “The leadership dashboard is put together by hand every Monday. It takes 3 hours and 20 minutes and was late in 4 of the last 12 weeks.” [13]
Decision. Description: “The leadership sponsor decides whether this goes before ENH-2058 in the quarter.” [13]
Option. Description: “Scheduled export from the reporting warehouse: 8 days of work, needs ENH-2015.” [13]
Option. Description: “Direct queries to the ticket system: 4 days of work, slower pages, needs nothing else.” [13]
Option. Description: “Keep the manual work and add a second person: 0 days of work, 170 hours a year.” [13]
Option. Ben Fischer, 2026-11-16: “Option 2 loads the ticket system with 38 queries a page. At month end that is the busiest time already.” [16]
Option. Lea Moreau, 2026-11-18: “I need the trade-offs on one page.” [18]
Cost or effort. Ben Fischer, 2026-11-14: “Measured over 12 weeks: 3 hours 20 minutes on average, 5 hours in the week of the quarter end.” [14]
Cost or effort. Ana Ortiz, 2026-11-15: “ENH-1907 automated the operations report in the same way. It saved 2 hours a week and cost 6 days instead of the 5 that were planned.” [15]
Benefit. Description: “The dashboard is ready every Monday at 07:00 without work by hand.” [13]
Depends on. Description: “ENH-2015, the nightly warehouse load, is not finished.” [13]
Depends on. Description: “ENH-2058, single sign-on for the reporting portal, has to come first for option 1.” [13]
Open. Lea Moreau, 2026-11-18: “Sequencing in the portfolio is my decision and I have not made it yet.” [18]
Open. Ana Ortiz, 2026-11-20: “There is no date for ENH-2058.” [19]
To check: State the decision that is asked for, from whom and by when. As written above in Description. [30,13]
To check: Give each option its cost, its benefit and its risk. [30]
To check: State what happens when nothing is decided. [30]
To check: Name what has to be finished first. As written above in Description. [30,13]
## Dependency summary
This issue relates to ENH-1907: Dashboard for weekly operations (Resolved) [24]
This issue blocks ENH-2101: Archive old dashboards (In progress) [25]
Dependency. Description: “Scheduled export from the reporting warehouse: 8 days of work, needs ENH-2015.” [13]
Dependency. Description: “Direct queries to the ticket system: 4 days of work, slower pages, needs nothing else.” [13]
Dependency. Description: “ENH-2015, the nightly warehouse load, is not finished.” [13]
Dependency. Description: “ENH-2058, single sign-on for the reporting portal, has to come first for option 1.” [13]
Dependency. Ana Ortiz, 2026-11-20: “ENH-2015 is planned for the end of next month.” [19]
Open. Lea Moreau, 2026-11-18: “Sequencing in the portfolio is my decision and I have not made it yet.” [18]
Open. Ana Ortiz, 2026-11-20: “There is no date for ENH-2058.” [19]
## Not done
Nothing was sent, and nobody was asked or told.
Contents of attachments were not read, only their names.
Linked issues and subtasks were not read beyond title and status.
`,
  ],
];

describe.each(CASES)('the composer on %s, %s, %s', (...[issueKey, kind, operation, read]) => {
  const sources = sourcesOf(issueKey, operation, kind);
  const draft = compose(operation, sources, DEFAULT_POLICY.limits);

  it('says this', () => {
    expect(asRead(draft)).toBe(read.trim());
  });

  it('says nothing that the check of outputs strikes or leaves out', () => {
    const names = [...new Set(sources.flatMap(({ author }) => author ?? []))];
    const { sections, refused, findings } = checkOutput(draft, { operation, sources, denylist: [], names });
    expect({ refused, findings }).toEqual({ refused: null, findings: [] });
    expect(sections).toEqual(draft.sections);
  });
});
