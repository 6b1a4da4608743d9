/**
 * Shapes of answers and requests of operations that the trimmed document of ../shared leaves out, in the form of an OpenAPI
 * document. Ours, written after Atlassian's published one (Jira platform 1001.0.0-SNAPSHOT-a79e02e0) and held stricter: what
 * this site always answers is required. Schemas that the trimmed document has are referred to.
 */
const text = { type: 'string' } as const;
const id = { type: 'integer', format: 'int64' } as const;
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: text });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const closed = (properties: Readonly<Record<string, object>>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

const ProjectRole = closed({
  self: { type: 'string', format: 'uri' },
  name: text,
  id,
  description: text,
  actors: { type: 'array', items: { $ref: '#/components/schemas/RoleActor' } },
});

const actor = (type: string, more: Readonly<Record<string, object>>) =>
  closed({ id, displayName: text, type: { type: 'string', enum: [type] }, ...more });

const RoleActor = {
  oneOf: [
    actor('atlassian-user-role-actor', { actorUser: closed({ accountId: text }) }),
    actor('atlassian-group-role-actor', {
      actorGroup: closed({ name: text, displayName: text, groupId: text }),
    }),
  ],
};

const Context = closed({ project: closed({ id, key: text }, []) }, []);

const SUPPLEMENT = {
  paths: {
    '/rest/api/3/project/{projectIdOrKey}/components': {
      get: {
        operationId: 'getProjectComponents',
        parameters: [inPath('projectIdOrKey'), { name: 'componentSource', in: 'query', schema: text }],
        responses: {
          200: json({ type: 'array', items: { $ref: '#/components/schemas/ProjectComponent' } }),
        },
      },
    },
    '/rest/api/3/project/{projectIdOrKey}/role': {
      get: {
        operationId: 'getProjectRoles',
        parameters: [inPath('projectIdOrKey')],
        responses: {
          200: json({
            type: 'object',
            minProperties: 1,
            additionalProperties: { type: 'string', pattern: '/rest/api/3/project/\\d+/role/\\d+$' },
          }),
        },
      },
    },
    '/rest/api/3/project/{projectIdOrKey}/role/{id}': {
      get: {
        operationId: 'getProjectRole',
        parameters: [
          inPath('projectIdOrKey'),
          inPath('id'),
          { name: 'excludeInactiveUsers', in: 'query', schema: { type: 'boolean' } },
        ],
        responses: { 200: json({ $ref: '#/components/schemas/ProjectRole' }) },
      },
    },
    '/rest/api/3/expression/evaluate': {
      post: {
        operationId: 'evaluateJSISJiraExpression',
        parameters: [{ name: 'expand', in: 'query', schema: text }],
        requestBody: {
          required: true,
          ...json(closed({ expression: text, context: Context }, ['expression'])),
        },
        // What the one expression that is served evaluates to.
        responses: { 200: json(closed({ value: { type: 'array', items: text } })) },
      },
    },
  },
  schemas: { ProjectRole, RoleActor },
} as const;

/** The parts of an OpenAPI document that the supplement adds to. */
export interface Spec {
  readonly paths: object;
  readonly components: { readonly schemas: object };
}

/** The trimmed document with what it leaves out; a schema that it has stays as it is. */
export const withSupplement = (spec: Spec): Spec => ({
  ...spec,
  paths: { ...spec.paths, ...SUPPLEMENT.paths },
  components: { ...spec.components, schemas: { ...SUPPLEMENT.schemas, ...spec.components.schemas } },
});
