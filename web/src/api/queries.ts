import type { paths } from '@schema';
import { keepPreviousData, QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { machineQuery, ownMachineQuery } from '../lib/machine';
import { type Kind, kindOf, mannerOf } from '../lib/period';
import { useView } from '../lib/view';
import { body, client } from './client';
import { ApiError } from './error';
import type { Currency, DefinitionId, MinerId } from './types';

const MINUTE_MS = 60_000;
const RETRIES = 2;

export const newQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: MINUTE_MS,
        retry: (failures, error) => failures < RETRIES && !(error instanceof ApiError && error.isFinal),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => body(client.GET('/status')) });
export const useStatus = () => useQuery(statusQuery);

export const minersQuery = queryOptions({
  queryKey: ['miners'],
  queryFn: () => body(client.GET('/miners')),
  staleTime: 60 * MINUTE_MS,
});
export const useMiners = () => useQuery(minersQuery);

interface SummaryQuery {
  definition: DefinitionId;
  joules_per_th?: number;
  currency?: Currency;
}

/** The reader's choices that every answer is asked for under, beside the definition: in dollars too, and on a machine of one's own. */
function useChoices(): Omit<SummaryQuery, 'definition'> {
  const { miner, currency } = useView();
  return { ...ownMachineQuery(miner), ...inDollars(currency) };
}

export const inDollars = (currency: Currency) => (currency === 'usd' ? { currency } : {});

const READ_SUMMARY = {
  day: (date: string, query: SummaryQuery) =>
    body(client.GET('/summaries/daily/{date}', { params: { path: { date }, query } })),
  month: (month: string, query: SummaryQuery) =>
    body(client.GET('/summaries/monthly/{month}', { params: { path: { month }, query } })),
  year: (year: string, query: SummaryQuery) =>
    body(client.GET('/summaries/yearly/{year}', { params: { path: { year }, query } })),
};

type SummaryAnswer = Awaited<ReturnType<(typeof READ_SUMMARY)[Kind]>>;

export const summaryQuery = (period: string, query: SummaryQuery) =>
  queryOptions<SummaryAnswer>({
    queryKey: ['summary', period, query],
    queryFn: () => READ_SUMMARY[kindOf(period)](period, query),
  });

/** The summary of a day, a month or a year. */
export const useSummary = (period: string, definition: DefinitionId) =>
  useQuery(summaryQuery(period, { definition, ...useChoices() }));

/** A year of days in one page: a series that ended early would pass for days without data. */
export const daysQuery = (from: string, to: string, definition: DefinitionId) => ({
  from,
  to,
  definition,
  limit: 1000,
});

export const useDays = (from: string, to: string, definition: DefinitionId) => {
  const query = { ...daysQuery(from, to, definition), ...useChoices() };
  return useQuery({
    queryKey: ['days', query],
    queryFn: () => body(client.GET('/summaries/daily', { params: { query } })),
  });
};

export const useMonths = (from: string, to: string, definition: DefinitionId) => {
  const query = { from, to, definition, ...useChoices() };
  return useQuery({
    queryKey: ['months', query],
    queryFn: () => body(client.GET('/summaries/monthly', { params: { query } })),
  });
};

/** What a page must know of an answer, or of several as one. */
export type Answer<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'isError' | 'dataUpdatedAt'> & {
  refetch: () => unknown;
};

type Mining = NonNullable<paths['/mining']['get']['parameters']['query']>;
export type MiningQuery = Omit<Mining, 'miner' | 'joules_per_th' | 'currency'> & { miner: MinerId };

export const readMining = ({ miner, ...cut }: MiningQuery, currency: Currency) => {
  const query = { ...cut, ...machineQuery(miner), ...inDollars(currency) };
  return { queryKey: ['mining', query], queryFn: () => body(client.GET('/mining', { params: { query } })) };
};

/** Energy, payment and mining value in any cut. */
export const useMining = (query: MiningQuery) => useQuery(readMining(query, useView().currency));

/** What a day, a month or a year is shown by. */
export const STEPS = { day: 'half_hour', month: 'day', year: 'month' } as const;

/** A day by half hour, a month by day, a year by month; of a lead party alone where one is named. */
export const stepsQuery = (period: string, definition: DefinitionId, miner: MinerId, party = '') => ({
  ...mannerOf(period).range(period),
  interval: STEPS[kindOf(period)],
  definition,
  miner,
  ...(party ? { lead_party: party } : {}),
});

export const windQuery = (period: string) => ({
  ...mannerOf(period).range(period),
  interval: STEPS[kindOf(period)],
});

/** What wind farms put out, by the steps of a day, a month or a year. */
export const useWind = (period: string) =>
  useQuery({
    queryKey: ['wind', period],
    queryFn: () => body(client.GET('/wind-generation', { params: { query: windQuery(period) } })),
  });

export const farmHoursQuery = (date: string, definition: DefinitionId) => ({
  from: date,
  to: date,
  interval: 'half_hour' as const,
  by: 'farm' as const,
  definition,
  limit: 10_000,
});

/** What each farm did in each half hour of a day; only those with records. */
export const useFarmHours = (date: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['farm-hours', date, definition],
    queryFn: () => body(client.GET('/curtailment', { params: { query: farmHoursQuery(date, definition) } })),
  });

interface FarmCut {
  from: string;
  to: string;
  interval: Kind;
  definition: DefinitionId;
  miner: MinerId;
  limit: number;
}

export const farmsQuery = (cut: FarmCut) => ({ ...cut, by: 'farm' as const, sort: '-curtailed_mwh' as const });

export const useFarms = (cut: FarmCut) => useMining(farmsQuery(cut));

/** Units of the register, or lead parties, by part of a name; all of them for an empty text. */
export const searchQuery = (q: string, definition: DefinitionId) => ({ ...(q ? { q } : {}), definition, limit: 1000 });

export const useFarmSearch = (q: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['farm search', q, definition],
    queryFn: () => body(client.GET('/farms', { params: { query: searchQuery(q, definition) } })),
    placeholderData: keepPreviousData,
  });

export const usePartySearch = (q: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['party search', q, definition],
    queryFn: () => body(client.GET('/lead-parties', { params: { query: searchQuery(q, definition) } })),
    placeholderData: keepPreviousData,
  });

export const useFarm = (id: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['farm', id, definition],
    queryFn: () => body(client.GET('/farms/{id}', { params: { path: { id }, query: { definition } } })),
  });

export const useParty = (name: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['party', name, definition],
    queryFn: () => body(client.GET('/lead-parties/{name}', { params: { path: { name }, query: { definition } } })),
  });
