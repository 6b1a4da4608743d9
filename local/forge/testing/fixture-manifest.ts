import { toManifest, type Manifest } from '../manifest';

const DOCUMENT = {
  app: {
    id: 'ari:cloud:ecosystem::app/11111111-2222-4333-8444-555555555555',
    storage: {
      entities: [
        {
          name: 'task',
          attributes: {
            issueId: { type: 'string' },
            dueAt: { type: 'integer' },
            isOpen: { type: 'boolean' },
            score: { type: 'float' },
            body: { type: 'any' },
          },
          indexes: ['issueId', { name: 'by-issue-due', partition: ['issueId'], range: ['dueAt'] }],
        },
      ],
    },
  },
  permissions: { scopes: ['storage:app', 'read:jira-work', 'read:jira-user'] },
  resources: [{ key: 'main', path: 'main' }],
  modules: {
    'jira:issuePanel': [
      { key: 'panel', title: 'Panel', resource: 'main', resolver: { function: 'resolve' } },
    ],
    'jira:adminPage': [
      {
        key: 'admin',
        title: 'Admin',
        resource: 'main',
        resolver: { function: 'resolve' },
        useAsConfig: true,
      },
    ],
    function: [
      { key: 'resolve', handler: 'index.resolve' },
      { key: 'consume', handler: 'index.consume' },
      { key: 'on-issue', handler: 'index.onIssue' },
      { key: 'on-hour', handler: 'index.onHour' },
    ],
    trigger: [
      {
        key: 'issues',
        function: 'on-issue',
        events: ['avi:jira:updated:issue', 'avi:jira:created:issue'],
        filter: { ignoreSelf: true },
      },
    ],
    consumer: [{ key: 'worker', queue: 'fixture-queue', function: 'consume' }],
    scheduledTrigger: [{ key: 'hourly', function: 'on-hour', interval: 'hour' }],
    llm: [{ key: 'llm', model: ['claude'] }],
  },
};

/** manifest.yml of the fixture app as parsed, to be changed at will. */
export const createFixtureDocument = () => structuredClone(DOCUMENT);

/** The manifest of the fixture app, with other scopes when a test takes one away. */
export function createFixtureManifest(scopes: readonly string[] = DOCUMENT.permissions.scopes): Manifest {
  return toManifest({ ...DOCUMENT, permissions: { scopes } });
}

/** The same manifest with time limits in seconds by function, as no manifest may set them: tests cannot wait for 25 s. */
export function withTimeouts(manifest: Manifest, seconds: Readonly<Record<string, number>>): Manifest {
  const functions = [...manifest.functions].map(([key, fn]) => {
    return [key, { ...fn, timeoutSeconds: seconds[key] ?? fn.timeoutSeconds }] as const;
  });
  return { ...manifest, functions: new Map(functions) };
}
