import { useSyncExternalStore } from 'react';
import type { DataSource } from './types';

// Every answer names the source of its data; the last one heard decides on the banner, so no page can forget it.
let current: DataSource | undefined;
const listeners = new Set<() => void>();

export function noteDataSource(source: DataSource | undefined) {
  if (source === current) return;
  current = source;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useDataSource = () => useSyncExternalStore(subscribe, () => current);
