import type { ReactElement } from 'react';
import { useRead } from '../../queries';

/** A field by the name that Jira shows, with its id, which alone tells fields of one name apart. */
export function FieldName({ field }: { readonly field: string }): ReactElement {
  const { data } = useRead('admin.find', { what: 'fields', query: field }, { staleTime: Infinity });
  const name = data?.options.find(({ id }) => id === field)?.name;
  return name === undefined || name === field ? (
    <code>{field}</code>
  ) : (
    <>
      {name} <code>{field}</code>
    </>
  );
}
