import type { IssueReading } from '../../domain/packet/issue-reading';
import { NOTHING_AROUND, type Surroundings, type Unread } from '../../domain/packet/surroundings';
import { PortError } from '../../ports/port-error';
import type { RequestJira } from './jira-http';
import type { OwnAccount } from './jira-reader';
import { readComparable } from './read-comparable';
import { readRelated } from './read-related';
import { readRequest } from './read-request';
import { searchSimilar } from './search-similar';

/** What a part gives, and that it is left out where Jira refuses it; Jira being late or down goes on as an error. */
async function unlessRefused<T>(
  part: Unread,
  reading: Promise<T>,
): Promise<{ readonly value: T | null; readonly unread: readonly Unread[] }> {
  try {
    return { value: await reading, unread: [] };
  } catch (error) {
    if (error instanceof PortError && (error.code === 'not-visible' || error.code === 'refused'))
      return { value: null, unread: [part] };
    throw error;
  }
}

/** Everything around an issue that the port promises, read at once. */
export async function readSurroundings(
  request: RequestJira,
  ownAccount: OwnAccount,
  reading: IssueReading,
): Promise<Surroundings> {
  const [related, similar, comparable, desk] = await Promise.all([
    unlessRefused('related', readRelated(request, ownAccount, reading)),
    unlessRefused('similar', searchSimilar(request, reading)),
    unlessRefused('comparable', readComparable(request, reading)),
    unlessRefused('request', readRequest(request, reading)),
  ]);
  return {
    related: related.value ?? NOTHING_AROUND.related,
    similar: similar.value ?? NOTHING_AROUND.similar,
    comparable: comparable.value ?? NOTHING_AROUND.comparable,
    request: desk.value,
    unread: [related, similar, comparable, desk].flatMap(({ unread }) => unread),
  };
}
