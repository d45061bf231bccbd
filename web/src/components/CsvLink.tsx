import { inDollars } from '../api/queries';
import type { MinerId } from '../api/types';
import { machineQuery } from '../lib/machine';
import { useView } from '../lib/view';

/** A question to the API whose answer is what a table or a chart shows. */
export interface Csv {
  path:
    | '/mining'
    | '/curtailment'
    | '/records'
    | '/wind-generation'
    | '/summaries/daily'
    | '/summaries/monthly'
    | '/farms'
    | '/lead-parties'
    | '/coverage'
    | '/revisions';
  query: Record<string, string | number>;
}

/** The same figures as a file, from the same question. */
export function CsvLink({ path, query, of }: Csv & { of: string }) {
  const { currency } = useView();
  const { date, from, to, by, farm, lead_party, definition, miner } = query;
  const machine = miner === undefined ? {} : { ...machineQuery(miner as MinerId), ...inDollars(currency) };
  const asked: Record<string, string | number> = { ...query, ...machine };
  if ('joules_per_th' in machine) delete asked.miner;
  const text = new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]));
  const parts = ['windfall', path.split('/').at(-1), by, farm, lead_party, date, from, to, definition, miner];
  return (
    <a
      className="pill"
      aria-label={`CSV of ${of}`}
      href={`/api/v1${path}.csv?${text}`}
      download={`${parts.filter((part) => part !== undefined).join('-')}.csv`}
    >
      CSV
    </a>
  );
}
