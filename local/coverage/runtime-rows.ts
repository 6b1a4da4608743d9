import type { CoverageRow } from './row';

const FORGE = 'local/forge';
const RUNTIME = `${FORGE}/runtime.test.ts`;
const SANDBOX = `${FORGE}/sandbox.test.ts`;
const DOOR = `${FORGE}/doors/jira-door.test.ts`;
const TENANTS = `${FORGE}/tenants.test.ts`;
const OURS = 'tests/ports/tenants.test.ts';

const row = (more: Pick<CoverageRow, 'name' | 'source'> & Partial<CoverageRow>): CoverageRow => ({
  area: 'runtime',
  status: 'supported',
  note: '',
  tests: [],
  ...more,
});
const missing = (name: string, note: string): CoverageRow =>
  row({ name, note, status: 'not_started', source: 'platform/forge/limits-invocation' });

const EGRESS = 'platform/forge/runtime-egress-permissions';

/** Coverage of the area `runtime`. */
export const RUNTIME_ROWS: readonly CoverageRow[] = [
  row({
    name: 'the end of an invocation',
    note: 'Timers of an ended invocation still fire, but nothing that they call has an effect, and no line is logged.',
    tests: [
      `${RUNTIME} › end a resolver, and nothing of it has an effect any more`,
      `${RUNTIME} › tell the app how much time it has left`,
    ],
    source: 'platform/forge/limits-invocation',
  }),
  row({
    name: 'JSON copies at every border',
    tests: [
      `${RUNTIME} › copies payload and result, so that no side changes the other`,
      `${RUNTIME} › copies the context`,
      `${RUNTIME} › turns a Date into text, drops undefined, and keeps nothing that is no JSON`,
      `${RUNTIME} › refuses %s as a result`,
      `${RUNTIME} › is the resolver’s own as well: %s`,
      `${RUNTIME} › copies what is stored and what Jira answers`,
    ],
    source: '@forge/resolver 2.0.1',
  }),
  row({
    name: 'scopes of Jira calls',
    status: 'partial',
    note: 'Granular scopes are not known for six operations that need their classic one then. Unknown operations are refused.',
    tests: [
      `${DOOR} › are needed by their classic name, which the refusal gives`,
      `${DOOR} › may be granular ones, if they are complete`,
      `${DOOR} › refuse an operation that the table does not have`,
      `${DOOR} › match the published document`,
    ],
    source: 'Atlassian OpenAPI',
  }),
  row({
    name: 'asUser where nobody is',
    tests: [
      `${DOOR} › raises NEEDS_AUTHENTICATION_ERR in a consumer, where nobody is`,
      `${DOOR} › is the person of the resolver`,
      `${DOOR} › asApp acts in a consumer`,
    ],
    source: '@forge/api 8.3.0',
  }),
  row({
    name: 'asUser of somebody else',
    status: 'partial',
    note: 'With allowImpersonation on the scope of the call. The 1,000 tokens a minute are not counted.',
    tests: [
      `${DOOR} › of somebody else needs allowImpersonation: %s`,
      `${DOOR} › of somebody else acts as them with the scope of the call, and no other`,
    ],
    source: 'platform/forge/manifest-reference/permissions',
  }),
  row({
    name: 'fetch to hosts of the manifest',
    status: 'partial',
    note: 'Only to this machine: other hosts are refused even if named. Paths of addresses and the 100 a minute are not looked at.',
    tests: [
      `${SANDBOX} › is refused for a host that the manifest does not name, which the message does`,
      `${SANDBOX} › raises the error of the platform`,
      `${SANDBOX} › reaches this machine where the manifest names it`,
      `${SANDBOX} › reaches no other machine: %s`,
      `${SANDBOX} › is not allowed by another address: %s`,
    ],
    source: EGRESS,
  }),
  row({
    name: 'the network past fetch',
    note: 'http, https, net, tls, dgram, dns, servers and what builds on them are refused inside invocations.',
    tests: [
      `${SANDBOX} › %s is refused with the line of the manifest`,
      `${SANDBOX} › a socket that was open before is not used again`,
      `${SANDBOX} › the site does what it likes, while an app is loaded and after`,
    ],
    source: EGRESS,
  }),
  row({
    name: 'files, processes and threads',
    note: 'Only the folder for temporary files is writable; processes and threads are refused, process.exit ends the run.',
    tests: [
      `${SANDBOX} › writing outside the temporary folder is refused: %s`,
      `${SANDBOX} › files may be read, and written into the temporary folder`,
      `${SANDBOX} › child processes are refused: %s`,
      `${SANDBOX} › threads are refused`,
      `${SANDBOX} › the end of the process ends the invocation and not the site`,
    ],
    source: 'platform/forge/runtime-reference',
  }),
  row({
    name: 'one warm process for several tenants',
    note: 'ForgeHost.install; the site itself shows one tenant.',
    tests: [
      `${TENANTS} › share what the app keeps in its modules, as on Forge`,
      `${TENANTS} › have ids of their own`,
      `${TENANTS} › have storage of their own`,
      `${TENANTS} › have queues, events and schedules of their own, which name them to the app`,
      `${TENANTS} › have bursts of their own and one pool of points`,
      `${OURS} › are asked for everything anew: nothing is kept from the call before`,
      `${OURS} › have hand-offs, trails and comments of their own`,
    ],
    source: 'platform/forge/tenant-data-isolation',
  }),
  missing('the memory of a function', 'Not enforced: the app shares the memory of the site.'),
  row({
    name: 'code that never awaits',
    status: 'partial',
    note: 'Not interrupted: the site waits, and the invocation ends when the code lets go.',
    tests: [`${RUNTIME} › end a resolver that never awaits, as soon as it lets go`],
    source: 'platform/forge/limits-invocation',
  }),
  missing('cold starts', 'The app is loaded once; nothing is billed or slowed down.'),
  missing(
    'egress and network rates',
    'Not counted: 100 fetches a minute, 100,000 calls a minute of a tenant.',
  ),
  missing('requestConfluence, requestGraph, web triggers, email and remotes', 'Refused by name at the gate.'),
  missing('licenses', 'The context has none, as for an app that is not sold.'),
];
