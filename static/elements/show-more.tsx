import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';

interface ShowMoreProps {
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly onMore: () => void;
}

/** The button below a list that has another page; nothing below one that has none. */
export function ShowMore({ hasMore, isReading, onMore }: ShowMoreProps): ReactElement | null {
  if (!hasMore) return null;
  return (
    <div>
      <Button isLoading={isReading} onClick={onMore}>
        Show more
      </Button>
    </div>
  );
}
