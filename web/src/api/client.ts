import type { paths } from '@schema';
import createClient from 'openapi-fetch';
import { ApiError } from './error';
import { noteDataSource } from './dataSource';
import type { DataSource, Problem } from './types';

export const client = createClient<paths, 'application/json'>({
  baseUrl: new URL('/api/v1', window.location.origin).href,
  fetch: (request) => fetch(request),
});

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of an answer, or an ApiError. What the answer says of its data's source is kept for the banner. */
export async function body<T extends { meta: { data_source: DataSource } }>(call: Promise<Reply<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (data === undefined) throw new ApiError(response.status, isProblem(error) ? error : undefined);
  noteDataSource(data.meta.data_source);
  return data;
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'title' in error;
}
