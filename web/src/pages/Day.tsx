import type { ComponentProps } from 'react';
import { useFarms, useHalfHours, useMiners, useStatus, useSummary } from '../api/queries';
import type { MiningRow, Summary } from '../api/types';
import { ChartFigure } from '../charts/ChartFigure';
import { Cards } from '../components/Cards';
import { CoverageLine } from '../components/CoverageLine';
import { DateNav } from '../components/DateNav';
import { EmptyDay } from '../components/EmptyDay';
import { FarmTable } from '../components/FarmTable';
import { Loaded } from '../components/Loaded';
import { Notice } from '../components/Notice';
import { Pickers } from '../components/Pickers';
import { Block, CardsSkeleton, SentenceSkeleton } from '../components/Skeleton';
import { SummarySentence } from '../components/SummarySentence';
import { halfHourColumns, halfHourFigures, panels, peak } from '../lib/columns';
import { extent, missingSpans } from '../lib/coverage';
import { isDate, longDate, plainDate } from '../lib/dates';
import { plural } from '../lib/format';
import { minerName } from '../lib/names';
import { useTitle } from '../lib/useTitle';
import { useView } from '../lib/view';
import NotFound from './NotFound';
import css from './Page.module.css';

const ALL_FARMS = 1000;

export default function Day({ date }: { date: string }) {
  if (!isDate(date))
    return <NotFound reason={`“${date}” is not a date of the calendar: a day is written 2025-04-01.`} />;
  return <KnownDate date={date} />;
}

function KnownDate({ date }: { date: string }) {
  const view = useView();
  const status = useStatus();
  const summary = useSummary(date, view.definition);
  const what = `The figures of ${plainDate(date)}`;
  const isEmpty = summary.data !== undefined && extent(summary.data.data.coverage) === 'none';
  useTitle(longDate(date));

  return (
    <article className={css.page}>
      <div className={css.head}>
        <DateNav date={date} />
        <h1 className={css.title}>{longDate(date)}</h1>
      </div>
      <Loaded query={summary} what={what} skeleton={<SentenceSkeleton lines="sentence" />}>
        {({ data, meta }) =>
          isEmpty ? (
            <EmptyDay date={date} summary={data} status={status.data?.data} />
          ) : (
            <Opening date={date} summary={data} meta={meta} />
          )
        }
      </Loaded>
      {!isEmpty && <Pickers />}
      <Loaded query={summary} what={what} skeleton={<FiguresSkeleton />} isTold>
        {({ data }) => !isEmpty && <Figures date={date} summary={data} />}
      </Loaded>
    </article>
  );
}

function FiguresSkeleton() {
  return (
    <div className={css.page}>
      <CardsSkeleton />
      <Block height="36rem" />
    </div>
  );
}

interface OpeningProps {
  date: string;
  summary: Summary;
  meta: ComponentProps<typeof SummarySentence>['meta'];
}

function Opening({ date, summary, meta }: OpeningProps) {
  const isPart = extent(summary.coverage) === 'partial';
  return (
    <>
      <SummarySentence
        as="p"
        period={date}
        summary={summary}
        meta={meta}
        when={isPart ? 'In the part of this day known so far' : 'On this day'}
        dated={`${isPart ? 'In the part known so far of' : 'On'} ${longDate(date)}`}
      />
      {isPart && (
        <Notice title="Part of the day.">
          Only {plural(summary.coverage.complete, 'half hour')} of {summary.coverage.expected} are known. The figures
          are of those alone: the day’s energy can only be larger.
        </Notice>
      )}
    </>
  );
}

function Figures({ date, summary }: { date: string; summary: Summary }) {
  const { miner } = useView();
  const miners = useMiners();
  return (
    <>
      <div className={css.head}>
        <Cards period={date} summary={summary} miner={miner} minerLabel={minerName(miners.data?.data, miner)} />
        <CoverageLine coverage={summary.coverage} date={date} />
      </div>
      <HalfHours date={date} />
      {summary.curtailed_mwh !== 0 && <Farms date={date} />}
    </>
  );
}

function HalfHours({ date }: { date: string }) {
  const view = useView();
  const rows = useHalfHours(date, view.definition, view.miner);
  return (
    <section className={css.section} aria-labelledby="half-hours">
      <h2 id="half-hours">Half hour by half hour</h2>
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
  const columns = halfHourColumns(rows);
  const figures = halfHourFigures(rows);
  const missing = missingSpans(rows);
  const clocks = rows.length === 48 ? '' : ` The clocks change: this day has ${rows.length} half hours.`;
  const gaps = missing.length > 0 ? ` No data for ${missing.join(', ')}.` : '';
  return (
    <ChartFigure
      title={`${rows.length} half hours of ${plainDate(date)}, local time`}
      description={`${peak(columns, figures.energy)}${clocks}${gaps}`}
      heading="Half hour"
      columns={columns}
      panels={panels(figures, [210, 110, 140])}
    />
  );
}

function Farms({ date }: { date: string }) {
  const { definition, miner } = useView();
  const farms = useFarms({ from: date, to: date, interval: 'day', definition, miner, limit: ALL_FARMS });
  return (
    <section className={css.section} aria-labelledby="farms">
      <h2 id="farms">Who was switched off</h2>
      <Loaded query={farms} what={`The farms of ${plainDate(date)}`} skeleton={<Block height="30rem" />}>
        {({ data }) => <FarmTable rows={data} caption={`Lead parties and wind farms, ${plainDate(date)}`} />}
      </Loaded>
    </section>
  );
}
