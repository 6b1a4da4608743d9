import type { ReactElement, ReactNode } from 'react';

export type NoticeTone = 'info' | 'warning' | 'danger' | 'success';

const MARKS: Readonly<Record<NoticeTone, string>> = { info: 'i', warning: '!', danger: '!', success: '✓' };

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly children?: ReactNode;
}

/** One calm sentence beside the thing it is about, with what to do under it. A danger speaks up, the rest waits its turn. */
export function Notice({ tone, title, children }: NoticeProps): ReactElement {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      <span className="notice-mark" aria-hidden="true">
        {MARKS[tone]}
      </span>
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
