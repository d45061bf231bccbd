import { Link } from 'wouter';
import { type MiningQuery, useMiners, useStatus } from '../api/queries';
import { useMiningOfEach } from '../api/together';
import type { Coverage, DataSource, DefinitionId, Miner, MinerId, Status, Summary } from '../api/types';
import { CoverageLine } from '../components/CoverageLine';
import { DateInput } from '../components/DateInput';
import { Loaded } from '../components/Loaded';
import { MethodLink } from '../components/MethodLink';
import { OtherDefinitions } from '../components/OtherDefinitions';
import { Sentence } from '../components/Sentence';
import { Block } from '../components/Skeleton';
import { coverageText, extent } from '../lib/coverage';
import { addDays, isDate, londonToday, longDate, plainDate } from '../lib/dates';
import { gbpPerMwh } from '../lib/format';
import { isCustom, joulesOf } from '../lib/machine';
import { definitionName } from '../lib/names';
import { pathOf } from '../lib/period';
import { quotable } from '../lib/sentence';
import { figure, type Figures, sumOfKnown } from '../lib/totals';
import { useTitle } from '../lib/useTitle';
import { useParameter, useView } from '../lib/view';
import { type Machine, MinersTable, machineSentence } from './miners/MinersTable';
import css from './Miners.module.css';
import page from './Page.module.css';

/** Every machine against what farms were paid to stop: on one day, and over the year that ends with it. */
export default function Miners() {
  useTitle('The miners');
  return (
    <article className={page.page}>
      <div className={page.head}>
        <h1 className={page.title}>Which machines would have earned more than the farms were paid to stop?</h1>
        <p className={page.lead}>
          Each machine on the wind power switched off, for <MethodLink about="ratio">each MWh</MethodLink>, beside what
          wind farms were paid for each MWh not to make it. Any machine of your own joins them: choose it above.
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
  return (
    <section className={`${page.section} ${page.joined}`} aria-labelledby="on-day">
      <div className={page.row}>
        <h2 id="on-day">{isDate(asked) ? <Times date={asked} /> : 'No day of the calendar'}</h2>
        <label className={css.day}>
          <span>Day</span>
          <DateInput date={asked} onChoose={choose} />
        </label>
      </div>
      {isDate(asked) ? <OnDay date={asked} /> : <NoDate text={asked} />}
    </section>
  );
}

const NoDate = ({ text }: { text: string }) => (
  <p>“{text}” is not a date of the calendar: a day is written 2025-04-01.</p>
);

function Times({ date }: { date: string }) {
  const { href } = useView();
  return (
    <>
      <Link href={href(pathOf(date))}>{longDate(date)}</Link>, and the year to then
    </>
  );
}

function OnDay({ date }: { date: string }) {
  const miners = useMiners();
  if (date > londonToday()) return <p className={page.lead}>This day has not happened yet.</p>;
  return (
    <Loaded query={miners} what="The list of miners" skeleton={<Block height="30rem" />}>
      {({ data }) => <Comparison date={date} miners={data} />}
    </Loaded>
  );
}

type Chosen = Pick<Miner, 'name' | 'joules_per_th'> & { id: MinerId; note: string };

/** The catalogue and the reader's own machine, the thriftiest first. */
function machinesOf(miners: Miner[], chosen: MinerId): Chosen[] {
  const listed = miners.map(({ miner, source, source_date, ...rest }) => ({
    ...rest,
    id: miner,
    note: `${source}, ${plainDate(source_date)}`,
  }));
  const own = {
    id: chosen,
    name: 'Your own machine',
    joules_per_th: Number(joulesOf(chosen)),
    note: 'as chosen above',
  };
  return [...listed, ...(isCustom(chosen) ? [own] : [])].sort((a, b) => a.joules_per_th - b.joules_per_th);
}

const DAYS_BACK = 364;

const onDay = (date: string, definition: DefinitionId, miner: MinerId): MiningQuery => ({
  from: date,
  to: date,
  interval: 'day',
  definition,
  miner,
});

const overYear = (date: string, definition: DefinitionId, miner: MinerId): MiningQuery => ({
  ...onDay(date, definition, miner),
  from: addDays(date, -DAYS_BACK),
  interval: 'year',
});

function Comparison({ date, miners }: { date: string; miners: Miner[] }) {
  const { definition, miner } = useView();
  const machines = machinesOf(miners, miner);
  const days = useMiningOfEach(machines.map(({ id }) => onDay(date, definition, id)));
  const years = useMiningOfEach(machines.map(({ id }) => overYear(date, definition, id)));
  const what = `The figures of ${plainDate(date)}`;
  return (
    <Loaded query={days} what={what} skeleton={<Block height="30rem" />}>
      {(ofDay) => (
        <Loaded query={years} what="The figures of the year" skeleton={<Block height="30rem" />}>
          {(ofYear) => {
            const rows = machines.map(({ id, ...machine }, index) => ({
              ...machine,
              key: id,
              day: sumOfKnown(ofDay[index]!.data),
              year: sumOfKnown(ofYear[index]!.data),
            }));
            return <Compared date={date} rows={rows} day={ofDay[0]!.meta} year={ofYear[0]!.meta} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

interface Meta {
  coverage: Coverage;
  data_source: DataSource;
  licence: string;
}

function Compared({ date, rows, day, year }: { date: string; rows: Machine[]; day: Meta; year: Meta }) {
  const { definition, href } = useView();
  if (extent(day.coverage) === 'none') return <p className={page.lead}>Nothing is known of this day here.</p>;
  const paid = { day: paidOf(rows[0]?.day), year: paidOf(rows[0]?.year) };
  const phrases = machineSentence(`On ${plainDate(date)}`, rows, paid.day);
  const second = machineSentence('Over the year to then, of what is known', rows, paid.year, year.coverage);
  const quote = quotable({
    phrases,
    second,
    figures: { definition, coverage: day.coverage },
    source: day.data_source,
    licence: day.licence,
    address: `${window.location.origin}${href('/miners', { date })}`,
  });
  return (
    <>
      <Sentence size="sentence" phrases={phrases} second={second} quote={quote} />
      <CoverageLine coverage={day.coverage} date={date} />
      <p className={page.lead}>
        Paid to wind farms counting {definitionName(definition)}: {gbpPerMwh(paid.day)} for each MWh, at bid price
        before adjustments. <OtherDefinitions period={date}>{paidPerMwh}</OtherDefinitions>
      </p>
      <MinersTable
        caption={`The miners on ${plainDate(date)}`}
        rows={rows}
        paid={paid}
        titles={{ day: plainDate(date), year: `Year to then: ${coverageText(year.coverage)}` }}
      />
    </>
  );
}

const paidPerMwh = ({ payment_gbp_per_mwh }: Summary) => `${gbpPerMwh(payment_gbp_per_mwh)} for each MWh`;

const paidOf = (figures: Figures | undefined) => figures && figure(figures, 'payment_gbp_per_mwh');
