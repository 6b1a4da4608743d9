import { z } from 'zod';

/**
 * What we read of Jira's answers, and no more: loose objects, because Jira sends more than it documents (jira/README,
 * pitfall 2), with every string that it may leave out optional.
 */
const text = z.string().catch('');

export const UserSchema = z.looseObject({
  accountId: z.string(),
  displayName: text,
  active: z.boolean().catch(false),
  accountType: z.string().catch('unknown'),
});

export const IssueSchema = z.looseObject({
  id: z.string(),
  key: z.string(),
  fields: z.record(z.string(), z.unknown()),
  properties: z.record(z.string(), z.unknown()).optional(),
  changelog: z
    .looseObject({
      histories: z.array(
        z.looseObject({
          id: z.string(),
          author: UserSchema.optional().catch(undefined),
          created: z.string(),
          items: z.array(
            z.looseObject({
              field: z.string(),
              fromString: z.string().nullish(),
              // Jira's own name; it shadows Object.prototype.toString, so it is read from the parsed record only.
              toString: z.string().nullish().catch(null),
            }),
          ),
        }),
      ),
    })
    .optional(),
});
export type JiraIssue = z.infer<typeof IssueSchema>;

const NamedSchema = z.looseObject({ id: text, name: text });

export const FieldsSchema = z.looseObject({
  summary: text,
  status: z.looseObject({ name: text, statusCategory: z.looseObject({ key: text }).optional() }).optional(),
  issuetype: z.looseObject({ name: text, subtask: z.boolean().catch(false) }),
  project: z.looseObject({ id: z.string(), key: z.string(), projectTypeKey: text }),
  parent: z.looseObject({ id: z.string(), key: z.string() }).nullish().catch(null),
  security: NamedSchema.nullish().catch(null),
  attachment: z
    .array(
      z.looseObject({
        id: z.string(),
        filename: z.string(),
        created: text,
        author: UserSchema.optional().catch(undefined),
        size: z.number().nullable().catch(null),
        mimeType: text,
      }),
    )
    .nullish()
    .catch([]),
  issuelinks: z.array(z.unknown()).nullish().catch([]),
  subtasks: z
    .array(z.looseObject({ id: z.string(), key: z.string() }))
    .nullish()
    .catch([]),
});

const LinkedIssueSchema = z.looseObject({
  key: z.string(),
  fields: z.looseObject({ summary: text, status: NamedSchema.optional().catch(undefined) }),
});

export const LinkSchema = z.looseObject({
  id: z.string(),
  type: z.looseObject({ inward: text, outward: text }),
  inwardIssue: LinkedIssueSchema.optional(),
  outwardIssue: LinkedIssueSchema.optional(),
});

export const CommentSchema = z.looseObject({
  id: z.string(),
  author: UserSchema.optional().catch(undefined),
  body: z.unknown(),
  created: z.string(),
  visibility: z.unknown().optional(),
  /** A comment that Jira does not call public counts as internal. */
  jsdPublic: z.boolean().catch(false),
});

/** Jira's answer to a comment that we posted; here what it leaves unsaid must stay unsaid. */
export const PostedCommentSchema = z.looseObject({ id: z.string(), jsdPublic: z.boolean().optional() });

/** A comment that is compared with what was posted; here too what Jira leaves unsaid must stay unsaid. */
export const StoredCommentSchema = z.looseObject({
  body: z.unknown(),
  created: z.string(),
  updated: z.string(),
  updateAuthor: UserSchema.optional().catch(undefined),
  visibility: z.unknown().optional(),
  jsdPublic: z.boolean().optional(),
});

export const CommentPageSchema = z.looseObject({
  comments: z.array(CommentSchema),
  total: z.number(),
  startAt: z.number(),
});

export const SearchSchema = z.looseObject({ issues: z.array(IssueSchema) });

export const PropertySchema = z.looseObject({ value: z.unknown() });

export const ApprovalMarkSchema = z.looseObject({ handoffId: z.string(), gate: z.string() });

/** The mark as the app writes it: the approver of the subtask first, then the backup. */
export const SeatMarkSchema = ApprovalMarkSchema.extend({ approvers: z.array(z.string()).min(1) });

export const CreatedSchema = z.looseObject({ id: z.string(), key: z.string() });

export const IssueTypesSchema = z.looseObject({
  issueTypes: z.array(z.looseObject({ id: z.string(), name: text, subtask: z.boolean().catch(false) })),
});

export const ChangelogPageSchema = z.looseObject({
  isLast: z.boolean().catch(true),
  values: z.array(
    z.looseObject({
      id: z.string(),
      author: UserSchema.optional().catch(undefined),
      created: z.string(),
      items: z.array(z.looseObject({ field: z.string(), toString: z.string().nullish().catch(null) })),
    }),
  ),
});

export const MyPermissionsSchema = z.looseObject({
  permissions: z.record(z.string(), z.looseObject({ havePermission: z.boolean() })),
});

export const BulkPermissionsSchema = z.looseObject({
  projectPermissions: z.array(z.looseObject({ permission: z.string(), issues: z.array(z.number()) })),
});

/** A page of unresolved issues with what policy cannot do without. */
export const ActivePageSchema = z.looseObject({
  issues: z.array(
    z.looseObject({
      id: z.string(),
      key: z.string(),
      fields: z.looseObject({
        project: z.looseObject({ key: z.string() }),
        issuetype: z.looseObject({ name: z.string() }),
      }),
    }),
  ),
  nextPageToken: z.string().nullish(),
  isLast: z.boolean().catch(false),
});

export const GroupPageSchema = z.looseObject({
  values: z.array(UserSchema),
  isLast: z.boolean().catch(false),
});

/** An actor that is neither a person nor a group with an id is nobody whom we could ask. */
export const RoleSchema = z.looseObject({
  actors: z
    .array(
      z.looseObject({
        actorUser: z.looseObject({ accountId: z.string() }).optional().catch(undefined),
        actorGroup: z.looseObject({ groupId: z.string() }).optional().catch(undefined),
      }),
    )
    .catch([]),
});

export const ComponentSchema = z.looseObject({
  name: text,
  lead: z.looseObject({ accountId: z.string() }).optional().catch(undefined),
});

export const GroupsSchema = z.looseObject({
  groups: z.array(z.looseObject({ groupId: z.string(), name: z.string() })),
});

export const ProjectPageSchema = z.looseObject({
  values: z.array(z.looseObject({ key: z.string(), name: text, style: text })),
});

export const FieldSchema = z.looseObject({ id: z.string(), name: text });

export const NamedTypeSchema = z.looseObject({ name: z.string(), subtask: z.boolean().catch(false) });

/** Names of project roles with their addresses. */
export const RoleMapSchema = z.record(z.string(), z.string());

/** What the expression of `rolesIn` evaluates to. */
export const RoleNamesSchema = z.looseObject({ value: z.array(z.string()) });

export const UsersPageSchema = z.looseObject({ values: z.array(UserSchema) });

export const TransitionsSchema = z.looseObject({
  transitions: z.array(z.looseObject({ id: z.string(), to: NamedSchema })),
});

export const MyselfSchema = z.looseObject({ accountId: z.string() });
