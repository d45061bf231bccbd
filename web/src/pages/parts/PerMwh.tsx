import { useLocation } from 'wouter';
import { STEPS, stepsQuery, useFarms, useMining } from '../../api/queries';
import type { MiningRow } from '../../api/types';
import { PanelFigure } from '../../charts/PanelFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { perMwhPanel, timeColumns } from '../../lib/columns';
import { type Figure, plural } from '../../lib/format';
import { kindOf, mannerOf } from '../../lib/period';
import { farmsCut } from './Farms';
import { useParameter, useView } from '../../lib/view';
import css from '../Page.module.css';

const STEP_NAMES = { half_hour: 'half hour', day: 'day', month: 'month' } as const;

/** What farms were paid for a MWh not made beside what mining would have made of it, of all or of one lead party. */
export function PerMwh({ period }: { period: string }) {
  const { definition, miner } = useView();
  const [party, choose] = useParameter('party', '');
  const { name } = mannerOf(period);
  const query = stepsQuery(period, definition, miner, party);
  const rows = useMining(query);
  return (
    <section className={css.section} aria-labelledby="per-mwh">
      <div className={css.sectionHead}>
        <h2 id="per-mwh">What a MWh was paid, and what it could have earned</h2>
        <PartyPicker period={period} chosen={party} onChoose={choose} />
      </div>
      <Loaded query={rows} what={`The payments for each MWh, ${name(period)},`} skeleton={<Block height="22rem" />}>
        {({ data }) => <Chart period={period} party={party} rows={data} query={query} />}
      </Loaded>
    </section>
  );
}

interface PickerProps {
  period: string;
  chosen: string;
  onChoose: (party: string) => void;
}

/** The companies of this time; one that another page was narrowed to stays on offer. */
function PartyPicker({ period, chosen, onChoose }: PickerProps) {
  const { definition, miner } = useView();
  const farms = useFarms(farmsCut(period, definition, miner));
  const known = (farms.data?.data ?? []).flatMap(({ lead_party }) => lead_party ?? []);
  const offered = [...new Set([...known, ...(chosen ? [chosen] : [])])].sort((a, b) => a.localeCompare(b, 'en-GB'));
  return (
    <label className={css.picker}>
      <span>Lead party</span>
      <select className="control" value={chosen} onChange={({ target }) => onChoose(target.value)}>
        <option value="">All lead parties</option>
        {offered.map((party) => (
          <option key={party}>{party}</option>
        ))}
      </select>
    </label>
  );
}

interface ChartProps {
  period: string;
  party: string;
  rows: MiningRow[];
  query: ReturnType<typeof stepsQuery>;
}

function Chart({ period, party, rows, query }: ChartProps) {
  const view = useView();
  const [, navigate] = useLocation();
  const columns = timeColumns(period, rows, view.href);
  const known = new Map(rows.map((row) => [row.start_utc ?? row.date ?? row.month, row]));
  const laid = columns.map(({ key }) => known.get(key));
  const paid = laid.map((row) => row?.payment_gbp_per_mwh);
  const earned = laid.map((row) => row?.value_gbp_per_mwh);
  const step = STEP_NAMES[STEPS[kindOf(period)]];
  if (paid.every((amount) => amount == null))
    return <p className={css.lead}>Nothing is known to have been switched off here: no MWh has a price.</p>;
  return (
    <div className={css.panel}>
      <PanelFigure
        title={`£ for each MWh, ${mannerOf(period).name(period)}${party ? `, ${party}` : ', all lead parties'}`}
        description={`${comparison(paid, earned, step)} A ${step} without curtailment has no price.`}
        heading={step[0]?.toUpperCase() + step.slice(1)}
        columns={columns}
        panels={[perMwhPanel(paid, earned, 220)]}
        csv={{ path: '/mining', query: query }}
        onOpen={kindOf(period) === 'day' ? undefined : ({ href }) => href && navigate(href)}
      />
    </div>
  );
}

function comparison(paid: Figure[], earned: Figure[], step: string): string {
  const both = paid.flatMap((amount, index) => {
    const value = earned[index];
    return amount == null || value == null ? [] : [value > amount];
  });
  if (both.length === 0) return 'Nothing to compare here.';
  const better = both.filter(Boolean).length;
  return `Mining would have earned more than farms were paid in ${better} of ${plural(both.length, step)} with curtailment.`;
}
