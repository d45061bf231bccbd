import type { ReactNode } from 'react';
import type { Answer } from '../api/queries';
import { Failure } from './Failure';
import { Notice } from './Notice';
import { moment } from '../lib/dates';
import { Waiting } from './Waiting';

interface Props<T> {
  query: Answer<T>;
  what: string;
  skeleton: ReactNode;
  /** Another part of the page tells of the failure. */
  isTold?: boolean;
  children: (data: T) => ReactNode;
}

/** The states of an answer: still coming, failed, here, or here from before a failed refresh. */
export function Loaded<T>({ query, what, skeleton, isTold = false, children }: Props<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && !isTold && (
          <Notice title="Not refreshed.">
            {what}: shown as read at {moment(new Date(query.dataUpdatedAt).toISOString())}; the server does not answer
            now.
          </Notice>
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError && isTold) return null;
  if (query.isError) return <Failure what={what} error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting what={what} skeleton={skeleton} />;
}
