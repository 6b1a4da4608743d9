import { z } from 'zod';

/** Where a call may come from, and what its caller must be (checked on the server for every call, AUT-02). */
export type Surface = 'panel' | 'admin' | 'oversight';
export type Requirement = 'browse-issue' | 'edit-issue' | 'licensed' | 'policy-admin' | 'governance';

/** One row of the table of calls. */
export const call = <I extends z.ZodType, O extends z.ZodType>(
  surface: Surface,
  requires: Requirement,
  schemas: { readonly input: I; readonly output: O },
) => ({ surface, requires, ...schemas });

export const Nothing = z.strictObject({});
/** Where a list goes on; null at its beginning and at its end. */
export const CursorSchema = z.string().max(6_000).nullable();
/** How often something was changed; 0 before the first time. */
export const VersionSchema = z.number().int().min(0).max(1_000_000);
