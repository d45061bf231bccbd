import { type ComponentType, Fragment, useEffect } from 'react';
import { useMiners } from '../api/queries';
import { Loaded } from '../components/Loaded';
import type { Anchor } from '../components/MethodLink';
import { Block } from '../components/Skeleton';
import { plainDate } from '../lib/dates';
import { useTitle } from '../lib/useTitle';
import { WorkedExample } from './method/WorkedExample';
import css from './Page.module.css';
import table from './Method.module.css';

export default function Method() {
  useTitle('Method');
  useEffect(() => {
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, []);

  return (
    <article className={css.beside}>
      <Contents />
      <div className={css.prose}>
        <h1>How the figures are made</h1>
        <p className="soft">
          Britain pays wind farms to switch off when the grid cannot carry their power. Windfall asks what that same
          energy would have earned by mining Bitcoin, half hour by half hour, from Elexon’s own records.
        </p>
        {PARTS.map(({ id, title, Body }) => (
          <Fragment key={id}>
            <h2 id={id}>{title}</h2>
            <Body />
          </Fragment>
        ))}
      </div>
    </article>
  );
}

const Contents = () => (
  <nav className={css.contents} aria-labelledby="contents">
    <p id="contents">On this page</p>
    <ol>
      {PARTS.map(({ id, title }) => (
        <li key={id}>
          <a href={`#${id}`}>{title}</a>
        </li>
      ))}
    </ol>
  </nav>
);

const Energy = () => (
  <p>
    When the transmission system cannot take a wind farm’s output, the system operator accepts the farm’s <em>bid</em>{' '}
    to generate less. Each accepted bid of a wind unit that lowers its output is one record; its volume, in MWh, is the
    energy switched off. A unit counts as wind when Elexon’s register calls it so, now or ever.
  </p>
);

const Definitions = () => (
  <>
    <ul>
      <li>
        <strong>SO-flagged bids</strong> (the usual choice): accepted bids that the system operator marks as possibly
        taken for system reasons.
      </li>
      <li>
        <strong>All accepted bids</strong>: also those taken only to balance supply and demand.
      </li>
    </ul>
    <p>
      The two are shown side by side and never mixed: the one chosen above the figures leads the page, its charts and
      its tables, and the energy and the payment by the other stand beside it under their own name.
    </p>
  </>
);

const Payment = () => (
  <>
    <p>
      Accepted bids at bid price: volume × the original bid price, summed. A positive amount is paid to the farm; a
      negative one is paid by it, and stays negative. It is the figure before adjustments for transmission losses and
      for non-delivery, so it is close to, and not the same as, what is settled. It does not include what other power
      stations are paid to make up for the lost energy.
    </p>
  </>
);

const Replacement = () => (
  <>
    <p>
      What stood in for the wind: in each half hour the accepted offers of units that are not wind, without those taken
      for too short a time to count (CADL-flagged), unflagged ones first, at offer price until they cover the energy
      switched off. It is an estimate and a figure of its own, never added to the payment. Where the offers of a half
      hour do not cover the energy it is not known, and neither is the day’s.
    </p>
  </>
);

const Wind = () => (
  <>
    <p>
      Elexon’s output of wind farms on and off shore (AGWS), averages of half hours in MW and so halved to MWh. The
      share switched off is curtailed ÷ (generated + curtailed). Of a farm it is curtailed ÷ what the farm notified that
      it would generate (PN), which leans high. Neither is known where a half hour’s output is not.
    </p>
  </>
);

const Bitcoin = () => (
  <>
    <p className={css.formula}>
      BTC = E × 3.6 × 10<sup>9</sup> ÷ e × 10<sup>12</sup> ÷ (D × 2<sup>32</sup>) × S
    </p>
    <ul>
      <li>
        <strong>E</strong> is the energy in MWh; 3.6 × 10<sup>9</sup> joules make one.
      </li>
      <li>
        <strong>e</strong> is the miner’s efficiency in joules per terahash: its watts ÷ its TH/s.
      </li>
      <li>
        <strong>D</strong> is the network’s difficulty in force at the start of the half hour. It is never interpolated;
        where it is not known, neither is the Bitcoin.
      </li>
      <li>
        <strong>S</strong> is the block subsidy at that time: 3.125 BTC since 20 April 2024.
      </li>
    </ul>
    <p>
      One MWh on an Antminer S19j Pro (30.5 J/TH) at a difficulty of 110,451,907,374,649.52 makes 0.00077753 BTC. Its
      value is the closing price of the half hour’s UTC date in US dollars at the last European Central Bank rate;
      today’s is not known yet.
    </p>
    <p>
      Every half hour of every unit is worked out in exact decimals and kept; every larger figure is the sum of those.
    </p>
  </>
);

const Dilution = () => (
  <>
    <p>
      The Bitcoin above is what machines earn while the network hardly notices them. All the energy switched off at one
      time would run so many that the difficulty rises and each earns less. So beside every Bitcoin figure of a half
      hour, a day or longer stands what a fleet of that size would have been left with:
    </p>
    <p className={css.formula}>diluted BTC = BTC × H ÷ (H + h)</p>
    <ul>
      <li>
        <strong>H</strong> is the hashrate of the network, D × 2<sup>32</sup> ÷ 600 hashes a second: a block every ten
        minutes.
      </li>
      <li>
        <strong>h</strong> is the hashrate that all wind power switched off in the half hour would run: its megawatts ÷
        the miner’s joules per terahash.
      </li>
    </ul>
    <p>
      In October 2025 up to 6.3 GW were switched off. On an Antminer S21 XP that is 467 EH/s more beside a network of
      1,116 EH/s, 42 %: 3.92 BTC of that half hour become 2.76. Each half hour is diluted on its own; larger figures are
      sums. A single farm or company is small beside the network, so its figures are not diluted, and values in pounds
      are those of the undiluted Bitcoin.
    </p>
  </>
);

const Value = () => (
  <>
    <p>
      The Bitcoin × the price of its half hour’s UTC date: the day’s close in US dollars, in pounds at the last European
      Central Bank rate, at most five days old; where either is missing, mempool.space’s price in pounds. It is the
      value at that time, not today’s. Today’s own price is not known until the day is over.
    </p>
  </>
);

const Ratio = () => (
  <>
    <p>
      The mining value per MWh ÷ the payment per MWh, over the same energy. Above £1, mining would have earned more than
      the farms were paid to stop. Where farms paid rather than were paid there is no ratio; both amounts still stand
      side by side.
    </p>
  </>
);

function Miners() {
  return (
    <>
      <Loaded query={useMiners()} what="The list of miners" skeleton={<Block height="16rem" />}>
        {({ data }) => (
          <div className="scrolls" role="region" aria-label="The miners" tabIndex={0}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Miner</th>
                  <th scope="col">TH/s</th>
                  <th scope="col">W</th>
                  <th scope="col">J/TH</th>
                </tr>
              </thead>
              <tbody>
                {data.map(({ miner, name, hashrate_th, power_w, joules_per_th, source, source_date }) => (
                  <tr key={miner}>
                    <th scope="row">
                      {name}
                      <span>
                        {source}, {plainDate(source_date)}
                      </span>
                    </th>
                    <td>{hashrate_th}</td>
                    <td>{power_w.toLocaleString('en-GB')}</td>
                    <td>{joules_per_th.toFixed(1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </>
  );
}

const Coverage = () => (
  <>
    <p>
      A settlement day has 48 half hours, 46 and 50 when the clocks change. Each figure says how many of them are known.
      Half hours that Elexon has not published are gaps, never zeros. Figures read before the second day after are
      provisional: about one day in thirteen still moves, then settles.
    </p>
  </>
);

const Freshness = () => (
  <>
    <p>
      Each source is known through the end of the last time it has given figures for, as of when it was last read. What
      Elexon changes of a day that was complete is read again: the status page lists the half hours that changed, with
      the day’s totals before and after.
    </p>
  </>
);

const LeftOut = () => (
  <>
    <ul>
      <li>Wind farms on local networks, which have no bids in the balancing mechanism.</li>
      <li>
        Trades outside the balancing mechanism, and farms that sell less ahead of time because they expect to be cut.
      </li>
      <li>Transmission losses, non-delivery, and the bias of what farms say they would have generated.</li>
      <li>
        Network dilution, in all figures but those that name it: a fleet of this size would have raised the difficulty.
      </li>
      <li>Transaction and pool fees, cooling, downtime, the price of machines and of connecting them.</li>
    </ul>
  </>
);

const Sources = () => (
  <ul>
    <li>
      <a href="https://bmrs.elexon.co.uk/">Elexon Insights</a>: accepted bids and offers (settlement stack), and the
      register of units.
    </li>
    <li>
      <a href="https://mempool.space/">mempool.space</a>: difficulty at each retarget; prices where no daily close is
      known.
    </li>
    <li>
      <a href="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/">European Central Bank</a>: reference rates
      for pounds and dollars.
    </li>
    <li>
      The same figures are open as JSON and CSV: <a href="/api/v1/openapi.json">the API’s contract</a>.
    </li>
  </ul>
);

/** The page from top to bottom; links from figures lead to these ids. */
const PARTS: { id: Anchor | 'example'; title: string; Body: ComponentType }[] = [
  { id: 'curtailment', title: 'Energy switched off', Body: Energy },
  { id: 'definitions', title: 'Two ways to count', Body: Definitions },
  { id: 'payment', title: 'Paid to wind farms', Body: Payment },
  { id: 'replacement', title: 'Replacement power, an estimate', Body: Replacement },
  { id: 'wind', title: 'Wind power generated, and the share switched off', Body: Wind },
  { id: 'bitcoin', title: 'Bitcoin that could have been mined', Body: Bitcoin },
  { id: 'dilution', title: 'If the whole fleet had joined', Body: Dilution },
  { id: 'value', title: 'Mining value', Body: Value },
  { id: 'ratio', title: 'Mining value for each £1 paid', Body: Ratio },
  { id: 'example', title: 'A real half hour, step by step', Body: WorkedExample },
  { id: 'miners', title: 'The miners', Body: Miners },
  { id: 'coverage', title: 'Missing is not zero', Body: Coverage },
  { id: 'freshness', title: 'Known through, last read, read again', Body: Freshness },
  { id: 'left-out', title: 'What the figures leave out', Body: LeftOut },
  { id: 'sources', title: 'Sources', Body: Sources },
];
