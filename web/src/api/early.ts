import type { QueryClient } from '@tanstack/react-query';
import { DEFAULTS } from '../lib/view';
import { minersQuery, statusQuery, summaryQuery } from './queries';

/** Lays what public/start.js has asked for where the home page's first drawing finds it. */
export async function layEarly(client: QueryClient) {
  if (!window.early) return;
  await Promise.all([client.prefetchQuery(statusQuery), client.prefetchQuery(minersQuery)]);
  const day = client.getQueryData(statusQuery.queryKey)?.data.last_complete_day;
  if (day) await client.prefetchQuery(summaryQuery(day, { definition: DEFAULTS.definition }));
}
