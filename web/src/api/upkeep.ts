import { useQuery } from '@tanstack/react-query';
import { body, client } from './client';
import type { CoverageSource, DefinitionId } from './types';

// What is known of the data rather than of the wind: for the status page alone.

const ALL = 1000;

export const coverageQuery = (from: string, to: string, source: CoverageSource) => ({ from, to, source, limit: ALL });

export const useCoverage = (from: string, to: string, source: CoverageSource) =>
  useQuery({
    queryKey: ['coverage', from, to, source],
    queryFn: () => body(client.GET('/coverage', { params: { query: coverageQuery(from, to, source) } })),
  });

export const revisionsQuery = (from: string, to: string, definition: DefinitionId) => ({
  from,
  to,
  definition,
  limit: ALL,
});

export const useRevisions = (from: string, to: string, definition: DefinitionId) =>
  useQuery({
    queryKey: ['revisions', from, to, definition],
    queryFn: () => body(client.GET('/revisions', { params: { query: revisionsQuery(from, to, definition) } })),
  });
