import { useQuery } from '@tanstack/react-query';
import { body, client } from './client';

// The series behind the Bitcoin figures, each row with its source: for the method page alone.

/** The epochs that were in force on a UTC date. */
export const useDifficulty = (date: string) =>
  useQuery({
    queryKey: ['difficulty', date],
    queryFn: () => body(client.GET('/difficulty', { params: { query: { from: date, to: date } } })),
  });

export const usePrice = (date: string) =>
  useQuery({
    queryKey: ['price', date],
    queryFn: () => body(client.GET('/prices', { params: { query: { from: date, to: date } } })),
  });
