import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useView } from '../lib/view';
import { type Answer, type MiningQuery, readMining } from './queries';

function together<T>(answers: UseQueryResult<T>[]): Answer<T[]> {
  const data = answers.flatMap((answer) => (answer.data === undefined ? [] : [answer.data]));
  const failed = answers.filter(({ isError }) => isError);
  return {
    data: data.length === answers.length ? data : undefined,
    error: failed[0]?.error ?? null,
    isError: failed.length > 0,
    dataUpdatedAt: Math.min(...answers.map(({ dataUpdatedAt }) => dataUpdatedAt)),
    refetch: () => failed.map((answer) => answer.refetch()),
  };
}

/** Several questions as one: here when all are, failed when one is. */
export const useMiningOfEach = (queries: MiningQuery[]) => {
  const { currency } = useView();
  return useQueries({ queries: queries.map((query) => readMining(query, currency)), combine: together });
};
