import { z } from 'zod';
import type { KvsRecord } from './kvs-records';

const MetadataFieldsSchema = z.array(z.enum(['CREATED_AT', 'UPDATED_AT', 'EXPIRE_TIME'])).optional();
/** Options of a get or a query. */
export const ReadOptionsSchema = z.strictObject({ metadataFields: MetadataFieldsSchema }).optional();
/** Metadata that a set with `returnValue` may ask for. */
export const ReturnFieldsSchema = MetadataFieldsSchema;

/** A record as the API shows it: metadata only where it was asked for (storage-reference/kvs-api). */
export type RecordView = Pick<KvsRecord, 'key' | 'value'> &
  Partial<Pick<KvsRecord, 'createdAt' | 'updatedAt' | 'expireTime'>>;

/** Takes off what was not asked for; a record without a TTL has no `expireTime` to show. */
export function toView(record: KvsRecord, options: z.infer<typeof ReadOptionsSchema>): RecordView {
  const { key, value, createdAt, updatedAt, expireTime } = record;
  const wants = (field: 'CREATED_AT' | 'UPDATED_AT' | 'EXPIRE_TIME') =>
    options?.metadataFields?.includes(field) === true;
  return {
    key,
    value,
    ...(wants('CREATED_AT') ? { createdAt } : {}),
    ...(wants('UPDATED_AT') ? { updatedAt } : {}),
    ...(wants('EXPIRE_TIME') && expireTime !== undefined ? { expireTime } : {}),
  };
}
