import type { ReactElement } from 'react';
import type { CallFailure } from '../app-port';
import type { Draft, Editing } from './draft';
import { PublishBar } from './publish-bar';

interface DraftBarProps<T> extends Editing<T> {
  /** The version in force: a draft made on another one is stale. */
  readonly version: number;
  /** What has to be mended before the draft can be sent; null where nothing is. */
  readonly fault?: string | null;
  readonly publish: {
    readonly error: CallFailure | null;
    readonly isPending: boolean;
    readonly reset: () => void;
  };
  readonly onSend: (draft: Draft<T>) => void;
  readonly onReload: () => Promise<unknown>;
}

/** The publish bar of one draft: its note, its staleness, and the way to send or drop it. */
export function DraftBar<T>(props: DraftBarProps<T>): ReactElement {
  const { draft, onDraft, publish, version } = props;
  return (
    <PublishBar
      change={draft === null ? null : draft.change}
      isStale={draft !== null && draft.baseVersion !== version}
      fault={props.fault ?? null}
      failure={publish.error}
      isBusy={publish.isPending}
      onChange={(change) => draft !== null && onDraft({ ...draft, change })}
      onPublish={() => draft !== null && props.onSend(draft)}
      onDiscard={() => {
        publish.reset();
        onDraft(null);
        void props.onReload();
      }}
    />
  );
}
