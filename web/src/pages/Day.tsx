import { Link } from 'wouter';
import { stepsQuery, useMining } from '../api/queries';
import type { MiningRow } from '../api/types';
import { PanelFigure } from '../charts/PanelFigure';
import { Loaded } from '../components/Loaded';
import { Block } from '../components/Skeleton';
import { halfHourColumns, halfHourFigures, panels, peak } from '../lib/columns';
import { missingSpans } from '../lib/coverage';
import { isDate, longDate, longMonth, monthOf, plainDate } from '../lib/dates';
import { pathOf } from '../lib/period';
import { useView } from '../lib/view';
import NotFound from './NotFound';
import css from './Page.module.css';
import { FarmHours } from './parts/FarmHours';
import { PerMwh } from './parts/PerMwh';
import { PeriodPage } from './parts/PeriodPage';
import { WindPower } from './parts/WindPower';

export default function Day({ date }: { date: string }) {
  const view = useView();
  if (!isDate(date))
    return <NotFound reason={`“${date}” is not a date of the calendar: a day is written 2025-04-01.`} />;
  const month = monthOf(date);
  return (
    <PeriodPage
      period={date}
      title={longDate(date)}
      preposition="On"
      above={
        <p className={css.eyebrow}>
          A day of <Link href={view.href(pathOf(month))}>{longMonth(month)}</Link>
        </p>
      }
    >
      <HalfHours date={date} />
      <PerMwh period={date} />
      <FarmHours date={date} />
      <WindPower period={date} />
    </PeriodPage>
  );
}

function HalfHours({ date }: { date: string }) {
  const { definition, miner } = useView();
  const rows = useMining(stepsQuery(date, definition, miner));
  return (
    <section className={`${css.section} ${css.joined}`} aria-labelledby="half-hours">
      <h2 id="half-hours" className="visually-hidden">
        Half hour by half hour
      </h2>
      <Loaded query={rows} what={`The half hours of ${plainDate(date)}`} skeleton={<Block height="40rem" />}>
        {({ data }) => (
          <div className={css.panel}>
            <HalfHourChart date={date} rows={data} />
          </div>
        )}
      </Loaded>
    </section>
  );
}

function HalfHourChart({ date, rows }: { date: string; rows: MiningRow[] }) {
  const { definition, miner } = useView();
  const columns = halfHourColumns(rows);
  const figures = halfHourFigures(rows);
  const missing = missingSpans(rows);
  const clocks = rows.length === 48 ? '' : ` The clocks change: this day has ${rows.length} half hours.`;
  const gaps = missing.length > 0 ? ` No data for ${missing.join(', ')}.` : '';
  return (
    <PanelFigure
      title={`${rows.length} half hours of ${plainDate(date)}, local time`}
      description={`${peak(columns, figures.energy)}${clocks}${gaps}`}
      heading="Half hour"
      columns={columns}
      panels={panels(figures, [210, 110, 140])}
      csv={{ path: '/mining', query: stepsQuery(date, definition, miner) }}
    />
  );
}
