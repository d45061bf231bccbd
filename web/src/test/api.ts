import { vi } from 'vitest';
import type { CoverageRow, DaySummary, MiningRow, Revision, Status, WindRow } from '../api/types';
import { epoch, farm, FULL, halfHours, meta, miners, party, row, status, summary } from './fixtures';

interface World {
  /** The summary of the day, the month or the year. */
  day?: DaySummary;
  /** What differs where all bids are asked for. */
  allBids?: Partial<DaySummary>;
  halfHours?: MiningRow[];
  farms?: MiningRow[];
  /** Of one farm or company, in whatever interval. */
  history?: MiningRow[];
  status?: Partial<Status>;
  /** None of it known, unless given. */
  wind?: WindRow[];
  coverage?: CoverageRow[];
  revisions?: Revision[];
  source?: typeof meta.data_source;
  /** The status code that every answer but the status route has, for as long as it is set. */
  failing?: number;
}

const history = (interval: string | null): MiningRow[] => {
  const time = { day: { date: '2025-04-01' }, month: { month: '2025-04' }, year: { year: 2025 } };
  return [
    row({ ...time[interval as keyof typeof time], curtailed_mwh: 24048.047, payment_gbp: 331396.88, coverage: FULL }),
  ];
};

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
    if (path === '/farms') return json({ data: [farm], meta: of });
    if (path === '/lead-parties') return json({ data: [party], meta: of });
    if (path === `/farms/${farm.farm}`) return json({ data: farm, meta: of });
    if (path === `/lead-parties/${encodeURIComponent(party.lead_party!)}`) return json({ data: party, meta: of });
    if (/^.(farms|lead-parties)/.test(path)) return json(problem(404), 404);
    if (path === '/wind-generation')
      return json({ data: world.wind ?? [], meta: { ...of, coverage: world.wind ? FULL : { ...FULL, complete: 0 } } });
    if (path === '/difficulty') return json({ data: [epoch], meta: of });
    if (path === '/prices') return json({ data: [{ btc_gbp: 66020.533985, source: 'a series' }], meta: of });
    if (path === '/coverage') return json({ data: world.coverage ?? [], meta: of });
    if (path === '/revisions') return json({ data: world.revisions ?? [], meta: of });
    if (path.startsWith('/summaries/')) return json({ data: { ...(world.day ?? summary()), ...other }, meta: of });
    const interval = url.searchParams.get('interval');
    if (interval !== 'half_hour' && ['farm', 'lead_party'].some((name) => url.searchParams.has(name)))
      return json({ data: world.history ?? history(interval), meta: of });
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
