import { useLocation } from 'wouter';
import { useMining } from '../../api/queries';
import { PanelFigure } from '../../charts/PanelFigure';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { monthColumns, ownFigures, panels, peak, perMwhPanel } from '../../lib/columns';
import { MANNERS, periodsBetween } from '../../lib/period';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { ALL, type Range, type Whose } from './whose';

/** What the API gives of one farm at once: ten years. */
const MOST_MONTHS = 120;

/** Month by month: energy, Bitcoin, both amounts of money, and both for each MWh. */
export function Months({ whose, name, range }: { whose: Whose; name: string; range: Range }) {
  const { definition, miner, href } = useView();
  const [, navigate] = useLocation();
  const months = periodsBetween('month', range.from, range.to).slice(-MOST_MONTHS);
  const [first, last] = [months[0]!, months.at(-1)!];
  const query = {
    ...whose,
    from: MANNERS.month.range(first).from,
    to: MANNERS.month.range(last).to,
    interval: 'month',
    definition,
    miner,
    limit: ALL,
  } as const;
  return (
    <section className={css.section} aria-labelledby="months">
      <h2 id="months">Month by month</h2>
      <Loaded query={useMining(query)} what={`The months of ${name}`} skeleton={<Block height="40rem" />}>
        {({ data }) => {
          const columns = monthColumns(months, data, href);
          const known = new Map(data.map((row) => [row.month, row]));
          const laid = columns.map(({ key }) => known.get(key));
          const figures = ownFigures(laid);
          const [paid, earned] = [
            laid.map((row) => row?.payment_gbp_per_mwh),
            laid.map((row) => row?.value_gbp_per_mwh),
          ];
          return (
            <div className={css.panel}>
              <PanelFigure
                title={`Each month of ${name}`}
                description={`${peak(columns, figures.energy)} Choose a month to open it.`}
                heading="Month"
                columns={columns}
                panels={[...panels(figures, [150, 80, 110]), perMwhPanel(paid, earned, 110)]}
                csv={{ path: '/mining', query }}
                onOpen={(column) => column.href && navigate(column.href)}
              />
            </div>
          );
        }}
      </Loaded>
    </section>
  );
}
