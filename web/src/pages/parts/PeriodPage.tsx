import type { ReactNode } from 'react';
import { useMiners, useStatus, useSummary } from '../../api/queries';
import { Cards } from '../../components/Cards';
import { CoverageLine } from '../../components/CoverageLine';
import { EmptyPeriod } from '../../components/EmptyPeriod';
import { Loaded } from '../../components/Loaded';
import { Notice } from '../../components/Notice';
import { PeriodNav } from '../../components/PeriodNav';
import { Block, CardsSkeleton, SentenceSkeleton } from '../../components/Skeleton';
import { SummarySentence } from '../../components/SummarySentence';
import type { Summary } from '../../api/types';
import { extent } from '../../lib/coverage';
import { count, plural } from '../../lib/format';
import { minerName } from '../../lib/names';
import { kindOf, mannerOf } from '../../lib/period';
import { useTitle } from '../../lib/useTitle';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { Estimates } from './Estimates';
import { Farms } from './Farms';

interface Props {
  period: string;
  /** The name in full, over the page. */
  title: string;
  /** Before the name of the time in a sentence: `On` a day, `In` a month. */
  preposition: 'On' | 'In';
  above?: ReactNode;
  children: ReactNode;
}

/** The page of a day, a month or a year: the sentence, the cards, its chart (the children) and its farms. */
export function PeriodPage({ period, title, preposition, above, children }: Props) {
  const view = useView();
  const status = useStatus();
  const summary = useSummary(period, view.definition);
  const what = `The figures of ${mannerOf(period).name(period)}`;
  const isEmpty = summary.data !== undefined && extent(summary.data.data.coverage) === 'none';
  useTitle(title);

  return (
    <article className={css.page}>
      <div className={css.head}>
        {above}
        <div className={css.row}>
          <h1 className={css.title}>{title}</h1>
          <PeriodNav period={period} />
        </div>
      </div>
      <Loaded query={summary} what={what} skeleton={<SentenceSkeleton lines="sentence" />}>
        {({ data, meta }) =>
          isEmpty ? (
            <EmptyPeriod period={period} summary={data} status={status.data?.data} />
          ) : (
            <>
              <SummarySentence
                size="sentence"
                period={period}
                summary={data}
                meta={meta}
                {...openings(data, kindOf(period), preposition, title)}
              />
              <PartNotice summary={data} kind={kindOf(period)} />
            </>
          )
        }
      </Loaded>
      <Loaded query={summary} what={what} skeleton={<FiguresSkeleton />} isTold>
        {({ data }) => !isEmpty && <Figures period={period} summary={data} chart={children} />}
      </Loaded>
    </article>
  );
}

function openings({ coverage }: Summary, kind: string, preposition: string, title: string) {
  if (extent(coverage) === 'complete') return { when: `${preposition} this ${kind}`, dated: `${preposition} ${title}` };
  return { when: `In the part of this ${kind} known so far`, dated: `In the part known so far of ${title}` };
}

function PartNotice({ summary, kind }: { summary: Summary; kind: string }) {
  if (extent(summary.coverage) !== 'partial') return null;
  return (
    <Notice title={`Part of the ${kind}.`}>
      Only {plural(summary.coverage.complete, 'half hour')} of {count(summary.coverage.expected)} are known. The figures
      are of those alone: the {kind}’s energy can only be larger.
    </Notice>
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

function Figures({ period, summary, chart }: { period: string; summary: Summary; chart: ReactNode }) {
  const { miner } = useView();
  const miners = useMiners();
  const day = kindOf(period) === 'day' ? { date: period } : {};
  return (
    <>
      <div className={css.head}>
        <Cards period={period} summary={summary} miner={miner} minerLabel={minerName(miners.data?.data, miner)} />
        <Estimates summary={summary} />
        <CoverageLine coverage={summary.coverage} {...day} />
      </div>
      {chart}
      {summary.curtailed_mwh !== 0 && <Farms period={period} />}
    </>
  );
}
