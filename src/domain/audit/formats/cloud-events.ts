import type { AuditEntry } from '../../../contract/audit';
import type { ExportContext } from './people';

/** CloudEvents 1.0 in its JSON format. `chain`, `entryhash` and `preventryhash` are extension attributes of this app. */
export interface CloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly chain: string;
  readonly sequence: string;
  readonly entryhash: string;
  readonly preventryhash: string;
  readonly data: AuditEntry;
}

/** Digits of the largest index that a number holds exactly: padded to it, text order is number order. */
const SEQUENCE_DIGITS = 16;

/** What an attribute may hold (CloudEvents 1.0.2, Type System): some text, no control characters, noncharacters or half pairs. */
const isAttribute = (text: string): boolean =>
  /^[^\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}]+$/u.test(text);

/**
 * One entry as a CloudEvent. `data` is the entry itself, so that its hash still verifies; people stay references. `subject` is the
 * issue's key, or the chain when there is none. `sequence` orders events within `chain`, not within `source`, and counts from 0:
 * hence no `sequencetype`, whose `Integer` counts from 1 (Sequence extension).
 */
export function toCloudEvent(entry: AuditEntry, { source }: ExportContext): CloudEvent {
  const key = entry.issue?.key ?? '';
  return {
    specversion: '1.0',
    id: entry.id,
    source,
    type: `ai-handoff.${entry.event}`,
    time: entry.at,
    subject: isAttribute(key) ? key : entry.chain,
    datacontenttype: 'application/json',
    chain: entry.chain,
    sequence: String(entry.index).padStart(SEQUENCE_DIGITS, '0'),
    entryhash: entry.hash,
    preventryhash: entry.prevEntryHash,
    data: entry,
  };
}
