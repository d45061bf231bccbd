import type { paths } from '@schema';
import type { Client } from 'openapi-fetch';
import { ApiError } from './error';
import { noteDataSource } from './dataSource';
import type { DataSource, Problem } from './types';

const BASE = new URL('/api/v1', window.location.origin).href;

declare global {
  interface Window {
    /** What public/start.js has asked for, by address. */
    early?: Promise<Map<string, Promise<Response>>>;
  }
}

/** An early reply serves once. */
async function takeEarly(url: string): Promise<Response | undefined> {
  const replies = await window.early;
  const reply = replies?.get(url);
  replies?.delete(url);
  return reply;
}

interface Init {
  params?: { path?: Record<string, string>; query?: Record<string, string | number | undefined> };
}

/** openapi-fetch's GET as far as this site needs it: its types, a tenth of its size. */
async function get(path: string, { params = {} }: Init = {}) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params.path?.[name] ?? ''));
  const query = new URLSearchParams(Object.entries(params.query ?? {}).map(([name, value]) => [name, String(value)]));
  const url = `${BASE}${filled}${query.size > 0 ? `?${query}` : ''}`;
  const response = (await takeEarly(url)) ?? (await fetch(new Request(url)));
  const said: unknown = await response.json().catch(() => undefined);
  return response.ok ? { data: said, response } : { error: said, response };
}

export const client = { GET: get } as unknown as Pick<Client<paths, 'application/json'>, 'GET'>;

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
