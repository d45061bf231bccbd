import { Link } from 'wouter';
import { useMiners, useStatus, useSummary } from '../api/queries';
import type { Miner, Status, Summary } from '../api/types';
import { CoverageLine } from '../components/CoverageLine';
import { Loaded } from '../components/Loaded';
import { OtherDefinitions } from '../components/OtherDefinitions';
import { Block } from '../components/Skeleton';
import { extent } from '../lib/coverage';
import { isDate, longDate, plainDate } from '../lib/dates';
import { type Figure, gbpPerMwh, NOT_KNOWN, ratio } from '../lib/format';
import { definitionName } from '../lib/names';
import { pathOf } from '../lib/period';
import { mined } from '../lib/sentence';
import { useTitle } from '../lib/useTitle';
import { verdict } from '../lib/verdict';
import { useParameter, useView } from '../lib/view';
import css from './Miners.module.css';
import page from './Page.module.css';

export default function Miners() {
  useTitle('The miners');
  return (
    <article className={page.page}>
      <div className={page.head}>
        <h1 className={page.title}>Which machines would have earned more than the farms were paid to stop?</h1>
        <p className={page.lead}>
          Each miner of the catalogue on the energy switched off on one day, for each MWh, beside what wind farms were
          paid for each MWh not to make it.
        </p>
      </div>
      <Loaded query={useStatus()} what="The state of the data" skeleton={<Block height="30rem" />}>
        {({ data }) => <ChosenDay status={data} />}
      </Loaded>
    </article>
  );
}

function ChosenDay({ status }: { status: Status }) {
  const [asked, choose] = useParameter('date', status.last_complete_day ?? '');
  if (!asked) return <p>There is no complete day yet.</p>;
  if (!isDate(asked)) return <p>“{asked}” is not a date of the calendar: a day is written 2025-04-01.</p>;
  return (
    <>
      <label className={css.day}>
        <span>Day</span>
        <input
          key={asked}
          className="control"
          type="date"
          defaultValue={asked}
          min={status.first_day ?? undefined}
          max={status.last_day ?? undefined}
          onChange={({ target }) => isDate(target.value) && target.value > '1900' && choose(target.value)}
        />
      </label>
      <OnDay date={asked} />
    </>
  );
}

function OnDay({ date }: { date: string }) {
  const { definition, href } = useView();
  const summary = useSummary(date, definition);
  const miners = useMiners();
  return (
    <section className={page.section} aria-labelledby="on-day">
      <h2 id="on-day">
        <Link href={href(pathOf(date))}>{longDate(date)}</Link>
      </h2>
      <Loaded query={summary} what={`The figures of ${plainDate(date)}`} skeleton={<Block height="24rem" />}>
        {({ data }) => (
          <>
            <p className={page.lead}>
              {said(data)} <OtherDefinitions period={date}>{paidPerMwh}</OtherDefinitions>
            </p>
            <CoverageLine coverage={data.coverage} date={date} />
            <Loaded query={miners} what="The list of miners" skeleton={<Block height="20rem" />}>
              {(list) => <Catalogue miners={list.data} summary={data} caption={`The miners on ${plainDate(date)}`} />}
            </Loaded>
          </>
        )}
      </Loaded>
    </section>
  );
}

const paidPerMwh = ({ payment_gbp_per_mwh }: Summary) => `${gbpPerMwh(payment_gbp_per_mwh)} for each MWh`;

function said(summary: Summary): string {
  if (extent(summary.coverage) === 'none') return 'Nothing is known of this day here.';
  if (summary.curtailed_mwh === 0) return 'Nothing was switched off on this day: a true zero, not a gap.';
  return `Paid to wind farms, counting ${definitionName(summary.definition)}: ${paidPerMwh(summary)}, at bid price before adjustments. What a miner earns is that of one machine more; beside it stands the share that would be left to each if the whole fleet had joined the network.`;
}

function Catalogue({ miners, summary, caption }: { miners: Miner[]; summary: Summary; caption: string }) {
  const paid = summary.payment_gbp_per_mwh;
  const earned = (miner: Miner) => mined(summary, miner.miner)?.value_gbp_per_mwh;
  const most = Math.max(paid ?? 0, ...miners.map((miner) => earned(miner) ?? 0), 1e-9);
  return (
    <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={css.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Miner</th>
            <th scope="col">J/TH</th>
            <th scope="col">£/MWh</th>
            <th scope="col">
              <span className="visually-hidden">Share of the largest</span>
            </th>
            <th scope="col">Left to a whole fleet</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          <tr className={css.paid}>
            <th scope="row">Paid to wind farms to stop</th>
            <td />
            <td>{gbpPerMwh(paid)}</td>
            <BarCell amount={paid} most={most} />
            <td />
            <td />
          </tr>
          {[...miners]
            .sort((a, b) => a.joules_per_th - b.joules_per_th)
            .map((miner) => (
              <tr key={miner.miner}>
                <th scope="row">
                  {miner.name}
                  <span>
                    {miner.source}, {miner.source_date}
                  </span>
                </th>
                <td>{miner.joules_per_th.toFixed(1)}</td>
                <td>{gbpPerMwh(earned(miner))}</td>
                <BarCell amount={earned(miner)} most={most} />
                <td>{left(mined(summary, miner.miner))}</td>
                <td>{verdict(earned(miner), paid)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** The share of its Bitcoin that a fleet on all of the energy would have kept. */
function left(figures: ReturnType<typeof mined>): string {
  if (!figures?.bitcoin_btc || figures.bitcoin_diluted_btc == null) return NOT_KNOWN;
  return `${ratio((figures.bitcoin_diluted_btc / figures.bitcoin_btc) * 100)} %`;
}

const BarCell = ({ amount, most }: { amount: Figure; most: number }) => (
  <td>
    <span className={css.bar} aria-hidden="true">
      <span style={{ width: `${(Math.max(0, amount ?? 0) / most) * 100}%` }} />
    </span>
  </td>
);
