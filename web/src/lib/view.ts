import { useLocation } from 'wouter';
import { useSearch } from 'wouter/use-browser-location'; // as it stands in the address: the other one has decoded it once
import type { Currency, DefinitionId, MinerId } from '../api/types';
import { customMiner } from './machine';

/** What the reader has chosen. It lives in the address, so that a link shows what its sender saw. */
export const DEFAULTS = { definition: 'so_flagged', miner: 'S19J_PRO', joules_per_th: '', currency: 'gbp' } as const;
export type Choice = keyof typeof DEFAULTS;
/** What a link to another page takes along; `party` narrows the charts that can be of one lead party. */
const CARRIED = { ...DEFAULTS, party: '' };

export interface View {
  definition: DefinitionId;
  /** Of the catalogue, or the reader's own by its J/TH. */
  miner: MinerId;
  currency: Currency;
  /** The address of another page under the same choices; `own` are parameters of that page alone. */
  href: (path: string, own?: Record<string, string>) => string;
  choose: (choice: Choice, value: string) => void;
  reset: () => void;
}

const withQuery = (path: string, query: URLSearchParams) => {
  const text = query.toString();
  if (!text) return path;
  const [page, anchor] = path.split('#');
  return `${page}?${text}${anchor ? `#${anchor}` : ''}`;
};

/** This page under other parameters, its address as it stands: the router's has been decoded. */
const here = (query: URLSearchParams) => withQuery(window.location.pathname, query);

export function carriedQuery(search: string): URLSearchParams {
  const from = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const [name, usual] of Object.entries(CARRIED)) {
    const value = from.get(name);
    if (value && value !== usual) kept.set(name, value);
  }
  return kept;
}

export function useView(): View {
  const search = useSearch();
  const [, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const joules = query.get('joules_per_th');

  return {
    // Whatever the address asks for goes to the API, which names what is allowed where it is wrong.
    definition: (query.get('definition') || DEFAULTS.definition) as DefinitionId,
    miner: joules ? customMiner(joules) : ((query.get('miner') || DEFAULTS.miner) as MinerId),
    currency: (query.get('currency') || DEFAULTS.currency) as Currency,
    href: (to, own = {}) => withQuery(to, new URLSearchParams([...Object.entries(own), ...carriedQuery(search)])),
    choose: (choice, value) => {
      if (choice === 'miner') query.delete('joules_per_th');
      if (choice === 'joules_per_th') query.delete('miner');
      if (value === DEFAULTS[choice]) query.delete(choice);
      else query.set(choice, value);
      navigate(here(query));
    },
    reset: () => navigate(window.location.pathname),
  };
}

/** One more parameter of the address, such as a table's order; changing it is no step of the history. */
export function useParameter(name: string, fallback: string): [string, (value: string) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const set = (value: string) => {
    if (value === fallback) query.delete(name);
    else query.set(name, value);
    navigate(here(query), { replace: true });
  };
  return [query.get(name) || fallback, set];
}
