import type { ReactNode } from 'react';
import { useDifficulty, usePrice } from '../../api/reference';
import { stepsQuery, useMiners, useMining, useStatus } from '../../api/queries';
import type { MiningRow } from '../../api/types';
import { DateInput } from '../../components/DateInput';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { halfHour, isDate, plainDate } from '../../lib/dates';
import { gbp, NOT_KNOWN, withMwh } from '../../lib/format';
import { joulesOf } from '../../lib/machine';
import { definitionName, minerName } from '../../lib/names';
import { steps, subsidyAt } from '../../lib/steps';
import { compareFigures } from '../../lib/totals';
import { useParameter, useView } from '../../lib/view';
import css from '../Page.module.css';

/** A half hour worked out by the API and again in steps: the one in the address, else that with the most energy switched off. */
export function WorkedExample() {
  return (
    <Loaded query={useStatus()} what="The worked example" skeleton={<Block height="24rem" />}>
      {({ data }) =>
        data.last_complete_day ? <Chosen latest={data.last_complete_day} /> : <p>There is no complete day yet.</p>
      }
    </Loaded>
  );
}

function Chosen({ latest }: { latest: string }) {
  const [date, choose] = useParameter('date', latest);
  return (
    <>
      <label className={css.choice}>
        Day
        <DateInput date={date} onChoose={choose} />
      </label>
      {isDate(date) ? (
        <OfDay date={date} />
      ) : (
        <p>“{date}” is not a date of the calendar: a day is written 2025-04-01.</p>
      )}
    </>
  );
}

const periodOf = (row: MiningRow) => String(row.settlement_period);

function OfDay({ date }: { date: string }) {
  const { definition, miner } = useView();
  const [period, choose] = useParameter('period', '');
  return (
    <Loaded
      query={useMining(stepsQuery(date, definition, miner))}
      what="The half hours of the example"
      skeleton={<Block height="24rem" />}
    >
      {({ data }) => {
        const some = data.filter(({ curtailed_mwh }) => curtailed_mwh);
        const most = [...some].sort((a, b) => compareFigures(a.curtailed_mwh, b.curtailed_mwh, true))[0];
        const row = some.find((one) => periodOf(one) === period) ?? most;
        if (!row?.start_utc || !row.curtailed_mwh)
          return <p>Nothing is known to have been switched off on {plainDate(date)}: nothing to work out.</p>;
        return (
          <>
            <label className={css.choice}>
              Half hour
              <select className="control" value={periodOf(row)} onChange={({ target }) => choose(target.value)}>
                {some.map((one) => (
                  <option key={periodOf(one)} value={periodOf(one)}>
                    {halfHour(one.start_utc ?? '')}, {withMwh(one.curtailed_mwh)}
                  </option>
                ))}
              </select>
            </label>
            {period && periodOf(row) !== period && (
              <p>
                Nothing is known to have been switched off in period {period}: this is the half hour with the most
                energy.
              </p>
            )}
            <OfHalfHour row={row} startUtc={row.start_utc} energy={row.curtailed_mwh} />
          </>
        );
      }}
    </Loaded>
  );
}

interface Props {
  row: MiningRow;
  startUtc: string;
  energy: number;
}

function OfHalfHour({ row, startUtc, energy }: Props) {
  const { definition, miner } = useView();
  const miners = useMiners().data?.data;
  const epochs = useDifficulty(startUtc.slice(0, 10));
  const price = usePrice(startUtc.slice(0, 10)).data?.data[0];
  const joules = Number(joulesOf(miner) ?? miners?.find((one) => one.miner === miner)?.joules_per_th);
  return (
    <Loaded query={epochs} what="The difficulty of the example" skeleton={<Block height="24rem" />}>
      {({ data }) => {
        const epoch = data.filter(({ start_utc }) => start_utc <= startUtc).at(-1);
        if (!epoch || !joules)
          return <p>The difficulty of this half hour is not known, so its Bitcoin is not either.</p>;
        const subsidy = subsidyAt(epoch.height);
        const made = steps({ curtailed_mwh: energy, joules_per_th: joules, difficulty: epoch.difficulty, subsidy });
        return (
          <>
            <p>
              {halfHour(startUtc)} on {plainDate(row.settlement_date ?? startUtc.slice(0, 10))}, settlement period{' '}
              {row.settlement_period}, counting {definitionName(definition)}: {row.records} records on{' '}
              {minerName(miners, miner)}. The bold figures are the API’s own; a calculator gives the steps between.
            </p>
            <ol className={css.steps}>
              <Step name="Energy switched off, the sum of the records">
                <b>{digits(energy)} MWh</b>
              </Step>
              <Step name="Paid, each record’s volume × price, summed">
                <b>{gbp(row.payment_gbp)}</b> ÷ {digits(energy)} MWh = {gbp(row.payment_gbp_per_mwh)} for each MWh
              </Step>
              <Step name="Energy in joules">
                {digits(energy)} × 3.6 × 10⁹ = {digits(made.joules)} J
              </Step>
              <Step name="Hashes">
                ÷ {digits(joules)} J/TH = {digits(made.terahashes)} TH
              </Step>
              <Step name={`Hashes a block takes, at the difficulty since ${plainDate(epoch.start_utc.slice(0, 10))}`}>
                {digits(epoch.difficulty)} × 2³² = {digits(made.hashesPerBlock)}
              </Step>
              <Step name="Blocks">
                {digits(made.terahashes)} × 10¹² ÷ {digits(made.hashesPerBlock)} = {digits(made.blocks)}
              </Step>
              <Step name="Bitcoin, at the subsidy of a block">
                × {subsidy} BTC = {digits(made.bitcoin)} BTC; the API says <b>{digits(row.bitcoin_btc)} BTC</b>
              </Step>
              <Step name="If the whole fleet had joined">
                H = {digits(made.hashesPerBlock)} ÷ 600; h = {digits(made.terahashes)} × 10¹² ÷ 1,800; BTC × H ÷ (H + h)
                = {digits(made.diluted)} BTC; the API says <b>{digits(row.bitcoin_diluted_btc)} BTC</b>
              </Step>
              <Step name="Value at the price of the UTC date">
                {digits(made.bitcoin)} × {gbp(price?.btc_gbp)} ={' '}
                {price?.btc_gbp == null ? NOT_KNOWN : gbp(made.bitcoin * price.btc_gbp)}; the API says{' '}
                <b>{gbp(row.value_gbp)}</b>
              </Step>
            </ol>
            <p className="soft">
              Difficulty: {epoch.source}, from block {epoch.height.toLocaleString('en-GB')}. Price:{' '}
              {price?.source ?? NOT_KNOWN}. The API rounds each unit’s Bitcoin once, to twelve places, and sums; so the
              last digits may differ from {withMwh(energy)} taken at once.
            </p>
          </>
        );
      }}
    </Loaded>
  );
}

const Step = ({ name, children }: { name: string; children: ReactNode }) => (
  <li>
    <span className="soft">{name}</span>
    <br />
    {children}
  </li>
);

const format = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 13 });
const digits = (value: number | null | undefined) => (value == null ? NOT_KNOWN : format.format(value));
