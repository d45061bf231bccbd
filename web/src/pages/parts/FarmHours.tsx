import { farmHoursQuery, stepsQuery, useFarmHours, useMining } from '../../api/queries';
import type { CurtailmentRow, MiningRow } from '../../api/types';
import { HeatFigure } from '../../charts/HeatFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { ENERGY, halfHourColumns } from '../../lib/columns';
import { plainDate } from '../../lib/dates';
import { farmHours } from '../../lib/farmHours';
import { plural } from '../../lib/format';
import { useView } from '../../lib/view';
import css from '../Page.module.css';

/** Which farms were switched off in which half hours of a day. */
export function FarmHours({ date }: { date: string }) {
  const { definition, miner } = useView();
  const day = useMining(stepsQuery(date, definition, miner));
  const farms = useFarmHours(date, definition);
  if (farms.data?.data.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="when">
      <h2 id="when">Which farms, and when</h2>
      <Loaded
        query={farms}
        what={`The half hours of each farm, ${plainDate(date)},`}
        skeleton={<Block height="30rem" />}
      >
        {({ data }) => day.data && <Chart date={date} day={day.data.data} rows={data} />}
      </Loaded>
    </section>
  );
}

function Chart({ date, day, rows }: { date: string; day: MiningRow[]; rows: CurtailmentRow[] }) {
  const { definition } = useView();
  const columns = halfHourColumns(day);
  const farms = farmHours(columns, rows);
  const [first] = farms;
  return (
    <div className={css.panel}>
      <HeatFigure
        title={`Energy switched off at each farm, half hour by half hour, ${plainDate(date)}`}
        description={`${plural(farms.length, 'wind farm unit')}, the most switched off first: ${first?.label}, ${first?.total}.`}
        heading="Wind farm unit"
        plural="wind farm units"
        columns={columns}
        rows={farms}
        measure={ENERGY}
        csv={{ path: '/curtailment', query: farmHoursQuery(date, definition) }}
      />
    </div>
  );
}
