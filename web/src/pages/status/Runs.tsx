import type { Status } from '../../api/types';
import { DataTable, type Field } from '../../components/DataTable';
import table from '../../components/Table.module.css';
import { count } from '../../lib/format';
import css from '../Page.module.css';
import { momentOr, outcome } from './words';

type Run = Status['last_runs'][number];

const seconds = ({ started_at, finished_at }: Run) =>
  finished_at ? Math.round((Date.parse(finished_at) - Date.parse(started_at)) / 1000) : null;

const FIELDS: Field<Run>[] = [
  {
    column: 'kind',
    title: 'Run',
    value: (run) => run.kind,
    show: (run) => (
      <>
        {run.kind}
        {run.message && (
          <details className={table.note}>
            <summary>What it said</summary>
            {run.message}
          </details>
        )}
      </>
    ),
  },
  {
    column: 'started_at',
    title: 'Started',
    value: (run) => run.started_at,
    show: (run) => momentOr(run.started_at, ''),
    isName: true,
  },
  {
    column: 'exit_status',
    title: 'Outcome',
    value: (run) => run.exit_status,
    show: (run) => outcome(run.exit_status),
    isName: true,
  },
  { column: 'seconds', title: 'Seconds', value: seconds, show: (run) => count(seconds(run)) },
  { column: 'days', title: 'Days', value: (run) => run.days, show: (run) => count(run.days) },
  {
    column: 'periods_failed',
    title: 'Half hours failed',
    about: 'coverage',
    value: (run) => run.periods_failed,
    show: (run) => count(run.periods_failed),
  },
];

/** What the cron binary did last, newest first. */
export function Runs({ runs }: { runs: Run[] }) {
  return (
    <section className={css.section} aria-labelledby="runs">
      <h2 id="runs">The last runs</h2>
      {runs.length > 0 ? (
        <DataTable caption="Runs, newest first" rows={runs} fields={FIELDS} keyOf={({ run_id }) => String(run_id)} />
      ) : (
        <p className={css.lead}>Nothing has run here yet.</p>
      )}
    </section>
  );
}
