import { vi } from 'vitest';
import type { DaySummary, MiningRow, Status } from '../api/types';
import { halfHours, meta, miners, row, status, summary } from './fixtures';

interface World {
  /** The summary of the day, the month or the year. */
  day?: DaySummary;
  /** What differs where all bids are asked for. */
  allBids?: Partial<DaySummary>;
  halfHours?: MiningRow[];
  farms?: MiningRow[];
  status?: Partial<Status>;
  source?: typeof meta.data_source;
  /** The status code that every answer but the status route has, for as long as it is set. */
  failing?: number;
}

const json = (body: unknown, code = 200) =>
  new Response(JSON.stringify(body), { status: code, headers: { 'content-type': 'application/json' } });

/** An API of fixtures in place of `fetch`; the returned object may be changed between answers. */
export function serve(world: World = {}) {
  const asked: string[] = [];
  const answer = (url: URL): Response => {
    const path = url.pathname.replace('/api/v1', '');
    const of = { ...meta, data_source: world.source ?? meta.data_source, next: null };
    if (path === '/status') return json({ data: { ...status, ...world.status }, meta: of });
    if (world.failing) return json(problem(world.failing), world.failing);
    if (path === '/miners') return json({ data: miners, meta: of });
    const other = url.searchParams.get('definition') === 'all_bids' ? world.allBids : {};
    if (path === '/summaries/daily' || path === '/summaries/monthly') return json({ data: [summary()], meta: of });
    if (path.startsWith('/summaries/')) return json({ data: { ...(world.day ?? summary()), ...other }, meta: of });
    if (url.searchParams.get('by') === 'farm') return json({ data: world.farms ?? [row({ farm: 'T_A-1' })], meta: of });
    return json({ data: world.halfHours ?? halfHours(48), meta: of });
  };
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request.url.replace(/^.*\/api\/v1/, ''));
    return Promise.resolve(answer(new URL(request.url)));
  });
  return { world, asked };
}

const problem = (code: number) => ({
  type: 'about:blank',
  title: 'Service Unavailable',
  status: code,
  detail: 'The database does not answer.',
  errors: [],
  request_id: 'abc123',
});
