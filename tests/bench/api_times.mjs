// Times of single cold answers: against the statement they rest on, against COPY, and as the stored years grow.
import { ask, askAll, p95, statementTimes } from './api_load.mjs';
import { statement, valuesOf } from './statement.mjs';
import { measured, median, target } from './table.mjs';

const literal = (value) => (value === null ? 'NULL' : `'${value}'`);
const filledIn = (sql, values) => sql.replace(/\$(\d+)/g, (_, n) => literal(values[n - 1]));

const cut = (from, to, interval, more = {}) => ({
  ...{ epoch_keys: '{ranges,units}', from, to, interval, definition: 'so_flagged', miner: 'S19J_PRO', factor: '1' },
  ...{ sort: 'time', sign: 1, by: 'none', limit: 367, ...more },
});

/** What is asked for, and the statement behind it. */
const seriesOf = ({ from, to, monthFrom, monthTo, farm }) => [
  {
    what: 'a year by day, /summaries/daily',
    path: `/api/v1/summaries/daily?from=${from}&to=${to}&limit=366`,
    of: 'summaries_daily',
    values: { epoch_keys: '{ranges}', from, to, definition: 'so_flagged', first: from, days: 366, factor: '1' },
  },
  {
    what: 'a year by day, /mining',
    path: `/api/v1/mining?from=${from}&to=${to}&limit=366`,
    of: 'cut_totals',
    values: cut(from, to, 'day'),
  },
  {
    what: 'a year by day of one farm, /mining',
    path: `/api/v1/mining?from=${from}&to=${to}&farm=${farm}&limit=366`,
    of: 'cut_groups',
    values: cut(from, to, 'day', { farm }),
  },
  {
    what: 'a month by farm, /mining',
    path: `/api/v1/mining?from=${monthFrom}&to=${monthTo}&interval=month&by=farm&limit=1000`,
    of: 'cut_groups',
    values: cut(monthFrom, monthTo, 'month', { by: 'farm', limit: 1001 }),
  },
  {
    what: 'a month by day and farm, /mining',
    path: `/api/v1/mining?from=${monthFrom}&to=${monthTo}&by=farm&limit=10000`,
    of: 'cut_groups',
    values: cut(monthFrom, monthTo, 'day', { by: 'farm', limit: 10_001 }),
  },
];

const told = (what, ours, theirs) => measured(what, `${ours.toFixed(2)} ms; ${theirs.toFixed(2)} ms`);

/** Takes turns, `rounds` times: {ours, theirs} are medians in ms, ratio the median of the rounds'. */
async function turns(rounds, ours, theirs, ratioOf) {
  const [a, b] = [[], []];
  for (let round = 0; round < rounds; round++) {
    a.push(await ours());
    b.push(await theirs());
  }
  return { ours: median(a), theirs: median(b), ratio: median(a.map((ms, i) => ratioOf(ms, b[i]))) };
}

async function repeat(n, run) {
  const times = [];
  for (let i = 0; i < n; i++) times.push(await run());
  return times;
}

/** Each series from PostgreSQL against one prepared execution of its statement: all but 1 ms of it counts. */
export async function series(address, dsn, range) {
  for (const { what, path: asked, of, values } of seriesOf(range)) {
    const { text, ...rest } = statement(of);
    const prepare = `SET plan_cache_mode = force_custom_plan; PREPARE s AS ${text};`; // its best: the lengths of ranges differ too much
    const run = `EXECUTE s(${valuesOf(rest, values).map(literal).join(', ')});`;
    const { ours, theirs, ratio } = await turns(
      3,
      async () => median(await repeat(9, async () => (await ask(address + asked)).ms)),
      async () => median(await statementTimes(dsn, { prepare, run, times: 9 })),
      (a, b) => Math.max(a - 1, 0) / b,
    );
    told(what, ours, theirs);
    target(`${what}, cold, less 1 ms / one prepared execution`, ratio, { most: 1.5 });
  }
}

const columns = [
  'start',
  'farm',
  'farm_name',
  'lead_party',
  'records',
  'curtailed_mwh',
  'payment_gbp',
  'bitcoin_btc',
  'value_gbp',
];

/** A year by day and farm as CSV, every page of it, against COPY of the same rows. */
export async function exported(address, dsn, { from, to }) {
  const { text, ...rest } = statement('cut_groups');
  const names = rest.columns.map((name, i) =>
    rest.columns.indexOf(name) === i && name !== 'group' ? name : `other_${i}`,
  );
  const rows = filledIn(text, valuesOf(rest, cut(from, to, 'day', { by: 'farm', limit: null })));
  const run = `COPY (SELECT ${columns.join(', ')} FROM (${rows}) AS t (${names.join(', ')})) TO STDOUT (FORMAT csv);`;
  const asked = `/api/v1/mining.csv?from=${from}&to=${to}&by=farm&limit=20000`;
  const { ours, theirs, ratio } = await turns(
    3,
    async () => (await askAll(address, asked)).ms,
    async () => median(await statementTimes(dsn, { run, times: 1 })),
    (a, b) => a / b,
  );
  told('CSV of a year by day and farm', ours, theirs);
  target('CSV of a year by day and farm / COPY TO of the same rows', ratio, { most: 1.5 });
}

/** A reader's questions about the last year, all different. */
function questions({ from, to }) {
  const day = (n) => new Date(Date.parse(to) - n * 86_400_000).toISOString().slice(0, 10);
  const paths = [`/summaries/yearly/${to.slice(0, 4)}`, `/summaries/daily?from=${from}&to=${to}&limit=366`];
  for (let n = 0; n < 40; n++)
    paths.push(`/summaries/daily/${day(n)}`, `/mining?from=${day(n + 7)}&to=${day(n)}&by=lead_party`);
  for (let n = 0; n < 20; n++) paths.push(`/summaries/monthly/${day(n * 15).slice(0, 7)}?miner=S21`);
  for (let n = 0; n < 10; n++) paths.push(`/curtailment?from=${day(n)}&to=${day(n)}&interval=half_hour`);
  for (let n = 0; n < 10; n++) paths.push(`/mining?from=${day(n + 29)}&to=${day(n)}&by=farm&interval=month`);
  return paths.map((each) => `/api/v1${each}`);
}

/** p95 of cold answers where ten years are stored against where one is: the two answer in turn. */
export async function ages(many, one, range) {
  const paths = questions(range);
  const rounds = [];
  for (let round = 0; round <= 5; round++) {
    const [a, b] = [[], []];
    for (const asked of paths) {
      a.push((await ask(many + asked)).ms);
      b.push((await ask(one + asked)).ms);
    }
    if (round > 0) rounds.push([p95(a), p95(b)]); // the first fills both databases' memory
  }
  const ratio = median(rounds.map(([a, b]) => a / b));
  const [ours, theirs] = [0, 1].map((i) => median(rounds.map((round) => round[i])));
  told('p95 of cold requests', ours, theirs);
  target('p95 of cold requests, all years stored / 1 year stored', ratio, { most: 1.2 });
}
