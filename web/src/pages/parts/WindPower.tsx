import { useLocation } from 'wouter';
import { STEPS, stepsQuery, useMining, useWind, windQuery } from '../../api/queries';
import type { MiningRow, WindRow } from '../../api/types';
import { PanelFigure } from '../../charts/PanelFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { timeColumns, windPanel } from '../../lib/columns';
import { ratio } from '../../lib/format';
import { kindOf, mannerOf } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** What wind farms generated beside what was switched off. */
export function WindPower({ period }: { period: string }) {
  const { definition, miner } = useView();
  const { name } = mannerOf(period);
  const wind = useWind(period);
  const rows = useMining(stepsQuery(period, definition, miner));
  return (
    <section className={css.section} aria-labelledby="wind">
      <h2 id="wind">Beside what the wind made</h2>
      <Loaded query={wind} what={`The wind power of ${name(period)}`} skeleton={<Block height="22rem" />}>
        {({ data, meta }) =>
          meta.coverage.complete === 0 ? (
            <p className={css.lead}>How much wind power was generated is not known here for this {kindOf(period)}.</p>
          ) : (
            rows.data && <Chart period={period} rows={rows.data.data} wind={data} />
          )
        }
      </Loaded>
    </section>
  );
}

type Step = Pick<MiningRow, 'start_utc' | 'date' | 'month'>;
const keyOf = ({ start_utc, date, month }: Step) => start_utc ?? date ?? month;

function Chart({ period, rows, wind }: { period: string; rows: MiningRow[]; wind: WindRow[] }) {
  const view = useView();
  const [, navigate] = useLocation();
  const columns = timeColumns(period, rows, view.href);
  const energy = new Map(rows.map((row) => [keyOf(row), row.curtailed_mwh]));
  const generated = new Map(wind.map((row) => [keyOf(row), row.generation_mwh]));
  const heading = STEPS[kindOf(period)].replace('_', ' ');
  return (
    <div className={css.panel}>
      <PanelFigure
        title={`Wind power generated and switched off, ${mannerOf(period).name(period)}`}
        description={largestShare(rows, generated)}
        heading={heading[0]!.toUpperCase() + heading.slice(1)}
        columns={columns}
        panels={[
          windPanel(
            columns.map(({ key }) => energy.get(key)),
            columns.map(({ key }) => generated.get(key)),
            220,
          ),
        ]}
        csv={{ path: '/wind-generation', query: windQuery(period) }}
        onOpen={kindOf(period) === 'day' ? undefined : ({ href }) => href && navigate(href)}
      />
    </div>
  );
}

/** Of the steps of which both are known. */
function largestShare(rows: MiningRow[], generated: Map<string | undefined, number | null>): string {
  const shares = rows.flatMap((row) => {
    const [off, on] = [row.curtailed_mwh, generated.get(keyOf(row))];
    return off == null || on == null || off + on === 0 ? [] : [off / (off + on)];
  });
  if (shares.length === 0) return 'Nowhere are both known.';
  return `At most ${ratio(Math.max(...shares) * 100)} % of what could have been generated was switched off.`;
}
