import enh2219 from './data/enh-2219.json';
import enhTemplates from './data/enh-templates.json';
import inc2040 from './data/inc-2040.json';
import inc2041 from './data/inc-2041.json';
import incTemplates from './data/inc-templates.json';
import opsTickets from './data/ops-tickets.json';
import req2188 from './data/req-2188.json';
import reqTemplates from './data/req-templates.json';
import sec2274 from './data/sec-2274.json';
import secTemplates from './data/sec-templates.json';
import { expandTemplate } from './expand-template';
import type { TicketSeed, TicketTemplate } from './ticket';

const named: readonly TicketSeed[] = [inc2041, req2188, sec2274, enh2219];
const templates: readonly TicketTemplate[] = [
  ...incTemplates,
  ...reqTemplates,
  ...secTemplates,
  ...enhTemplates,
];

/**
 * All issues of the demo site, older ones first: the four of the source documents stand among comparable ones. INC-2040 holds a
 * comment that speaks to an AI and one that only a role may read.
 */
export const DEMO_TICKETS: readonly TicketSeed[] = [
  ...templates.flatMap(expandTemplate),
  ...opsTickets,
  ...named,
  inc2040,
].sort((a, b) => b.daysAgo - a.daysAgo);
