import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { useMiners, useStatus, useSummary } from '../api/queries';
import type { DataSource, Status, Summary } from '../api/types';
import { Cards } from '../components/Cards';
import { CoverageLine } from '../components/CoverageLine';
import { Loaded } from '../components/Loaded';
import { Notice } from '../components/Notice';
import { Block, CardsSkeleton, SentenceSkeleton } from '../components/Skeleton';
import { SummarySentence } from '../components/SummarySentence';
import { Waiting } from '../components/Waiting';
import { daysBetween, londonToday, longDate, plainDate } from '../lib/dates';
import { minerName } from '../lib/names';
import { useTitle } from '../lib/useTitle';
import { useView } from '../lib/view';
import css from './Page.module.css';

const Below = lazy(() => import('./home/Below'));

/** Elexon publishes a day on the next; two days without one are worth a word. */
const STALE_DAYS = 3;

const TITLE = 'The wind power Britain switches off, in Bitcoin';

export default function Home() {
  useTitle(TITLE);
  return (
    <div className={css.page}>
      <h1 className="visually-hidden">{TITLE}</h1>
      <Loaded query={useStatus()} what="The state of the data" skeleton={<HomeSkeleton />}>
        {({ data }) => (data.last_complete_day ? <Known day={data.last_complete_day} status={data} /> : <NothingYet />)}
      </Loaded>
    </div>
  );
}

function HomeSkeleton() {
  return (
    <div className={css.page}>
      <SentenceSkeleton lines="headline" />
      <CardsSkeleton />
      <Block height="30rem" />
    </div>
  );
}

function NothingYet() {
  return (
    <div className={css.empty}>
      <h2>No complete day yet</h2>
      <p>
        The first settlement days are still to be read. <code>windfall ingest</code> reads them, and{' '}
        <code>windfall status</code> says how far it is.
      </p>
    </div>
  );
}

/** All at once: what came piece by piece would push down what is read already. */
function Known({ day, status }: { day: string; status: Status }) {
  const view = useView();
  const summary = useSummary(day, view.definition);
  return (
    <>
      {!summary.isPending && <Head day={day} status={status} />}
      <Loaded query={summary} what={`The figures of ${plainDate(day)}`} skeleton={<HomeSkeleton />}>
        {({ data, meta }) => <LatestDay day={day} summary={data} meta={meta} />}
      </Loaded>
      {!summary.isPending && (
        <Suspense fallback={<Waiting what="The charts" skeleton={<Block height="60rem" />} />}>
          <Below day={day} />
        </Suspense>
      )}
    </>
  );
}

function Head({ day, status }: { day: string; status: Status }) {
  const view = useView();
  const age = daysBetween(day, londonToday());
  return (
    <div className={css.head}>
      <p className={css.eyebrow}>
        The latest complete day · <Link href={view.href(`/day/${day}`)}>{plainDate(day)}, half hour by half hour</Link>
      </p>
      {status.data_source === 'live' && age > STALE_DAYS && (
        <Notice title="Behind.">Nothing newer than {age} days ago is complete here.</Notice>
      )}
      {status.problems.map(({ what, remedy }) => (
        <Notice key={what} title={`${what}.`}>
          Remedy: <code>{remedy}</code>
        </Notice>
      ))}
    </div>
  );
}

type Meta = { data_source: DataSource; licence: string };

function LatestDay({ day, summary, meta }: { day: string; summary: Summary; meta: Meta }) {
  const { miner } = useView();
  const minerLabel = minerName(useMiners().data?.data, miner);
  const when = `On ${longDate(day)}`;
  return (
    <>
      <SummarySentence size="headline" period={day} summary={summary} meta={meta} when={when} dated={when} />
      <div className={css.head}>
        <Cards period={day} summary={summary} miner={miner} minerLabel={minerLabel} />
        <CoverageLine coverage={summary.coverage} date={day} />
      </div>
    </>
  );
}
