// What status names as a problem, each with the command that mends it: the same in text, in --json and in GET /status.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startApi } from '../lib/api.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const days = ['2025-02-10', '2025-02-11'];
const range = ['--from', days[0], '--to', days[1]];
const all = `--from ${days[0]} --to ${days[1]}`;
let worlds, archive;

before(async () => {
  archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1')]);
  for (const day of days) writeDay(archive, day, { 1: [{ id: 'T_WIND-1', soFlag: true, volume: '-1' }] });
  worlds = await startWorlds();
});
after(() => worlds?.stop());

const problems = async (world) =>
  Object.fromEntries(
    JSON.parse((await world.must('status', '--json')).stdout).problems.map(({ what, remedy }) => [what, remedy]),
  );
/** Problems about a word, without their times. */
const about = async (world, word) =>
  Object.keys(await problems(world))
    .filter((what) => what.includes(word))
    .map((what) => what.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'T'));
const age = (world) => world.query(`UPDATE windfall.instance SET created_at = now() - interval '10 days'`);
const ingest = (world) => world.must('ingest', ...range, '--archive', archive);

describe('live data is held against the clock', () => {
  let world;
  before(async () => (world = await worlds.world('live')));

  test('but a new database has time', async () => assert.deepEqual(await problems(world), {}));

  test('runs of cron that do not come', async () => {
    await age(world);
    const update = 'no windfall update has ended well since T, though cron starts one every 15 minutes';
    const reconcile = 'no windfall reconcile has ended well since T, though cron starts one every night';
    const ended = (kind, ago, status) =>
      world.query(
        `INSERT INTO windfall.runs (kind, finished_at, exit_status) VALUES ('${kind}', now() - interval '${ago}', ${status})`,
      );
    assert.deepEqual(await about(world, 'cron'), [update, reconcile]);
    await ended('update', '61 minutes', 0);
    await ended('update', '1 minute', 69);
    await ended('reconcile', '35 hours', 0);
    assert.deepEqual(await about(world, 'cron'), [update], 'one that failed does not count');
    await ended('update', '59 minutes', 75);
    assert.deepEqual(await about(world, 'cron'), []);
  });

  test('each source', async () => {
    const known = await problems(world);
    assert.deepEqual(
      Object.entries(known).map(([what, remedy]) => [what.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'T'), remedy]),
      [
        ['bids and offers: nothing is known', 'windfall update'],
        ['register of units: nothing is known', 'windfall sync units'],
        ['difficulty: nothing later than T is known', 'windfall sync difficulty'],
        ['Bitcoin prices: nothing later than T is known', 'windfall sync prices'],
        ['wind output: nothing is known', 'windfall sync wind'],
        ['notifications: nothing is known', 'windfall sync notifications'],
        ['system prices: nothing is known', 'windfall reconcile --missing'],
      ],
    );
  });

  for (const [word, allowed, set] of [
    [
      'difficulty',
      24,
      (at) => `UPDATE windfall.reference_series SET known_through = ${at} WHERE series = 'difficulty'`,
    ],
    ['prices', 72, (at) => `UPDATE windfall.reference_series SET known_through = ${at} WHERE series = 'prices'`],
    [
      'register',
      48,
      (at) => `INSERT INTO windfall.registers VALUES ('2025-01-01', ${at}, '', 0, 0, 0)
               ON CONFLICT (register_date) DO UPDATE SET fetched_at = excluded.fetched_at`,
    ],
  ])
    test(`${word}: known ${allowed - 1} hours back is fresh, ${allowed + 1} is stale`, async () => {
      const name = { prices: 'Bitcoin prices' }[word] ?? word;
      await world.query(set(`now() - interval '${allowed + 1} hours'`));
      assert.equal((await about(world, name)).length, 1);
      await world.query(set(`now() - interval '${allowed - 1} hours'`));
      assert.deepEqual(await about(world, name), []);
    });
});

describe('days', () => {
  test('of live data that lack what is read beside the stacks, till it is there', async () => {
    const world = await worlds.world('live', { WINDFALL_ARCHIVE_DIR: archive });
    await ingest(world);
    const lacking = () =>
      problems(world).then((found) => Object.entries(found).filter(([what]) => what.includes(' lack ')));
    const remedy = `windfall reconcile --missing ${all}`;
    assert.deepEqual(
      (await lacking()).sort(),
      ['notifications', 'system prices', 'wind output'].map((what) => [
        `2 days lack ${what}, ${days[0]} to ${days[1]}`,
        remedy,
      ]),
    );
    await world.query(`INSERT INTO windfall.wind_generation_days VALUES
      ('${days[0]}', 48, 1, now(), 1, 0), ('${days[1]}', 47, 1, now(), 1, 0)`);
    assert.ok((await lacking()).some(([what]) => what === `1 days lack wind output, ${days[1]} to ${days[1]}`));
  });

  test('of live data that are not complete, and those that nothing asked for, as cron stood still: by what fills them', async () => {
    const world = await worlds.world('live', { WINDFALL_ARCHIVE_DIR: archive });
    await ingest(world);
    const incomplete = async () =>
      Object.entries(await problems(world)).filter(([what]) => what.includes('not complete'));
    const from = (first, last, n) => [
      `${n} days since the first that was read are not complete, ${first} to ${last}`,
      `windfall backfill --from ${first} --to ${last}`,
    ];
    const last = await world.one(`SELECT (now() AT TIME ZONE 'Europe/London')::date - 2`);
    const after = Number(await world.one(`SELECT DATE '${last}' - DATE '${days[1]}'`));
    assert.deepEqual(await incomplete(), [from('2025-02-12', last, after)]);
    await world.query(`UPDATE windfall.settlement_days SET complete = 47 WHERE settlement_date = '${days[0]}'`);
    assert.deepEqual(await incomplete(), [from(days[0], last, after + 1)]);
    await world.query(`UPDATE windfall.settlement_days SET complete = periods WHERE settlement_date > '${days[0]}'`);
    await world.query(
      `UPDATE windfall.periods SET failure = 'bid http_5xx', failed_at = now() WHERE settlement_date = '${days[0]}' AND settlement_period = 7`,
    );
    assert.deepEqual(await incomplete(), [], 'what failed is named as that');
  });

  test('of a recorded archive lack what it does not hold, for good', async () => {
    const world = await worlds.world();
    await ingest(world);
    await age(world);
    assert.deepEqual(await problems(world), {});
  });

  test('without difficulty, price or value, and half hours that failed; alike in text and in the API', async () => {
    const world = await worlds.world();
    await ingest(world);
    await world.query(
      `UPDATE windfall.bitcoin_daily_summaries SET bitcoin_btc = NULL, value_gbp = NULL WHERE settlement_date = '${days[0]}'`,
    );
    await world.query(
      `UPDATE windfall.bitcoin_daily_summaries SET value_gbp = NULL, value_usd = NULL WHERE settlement_date = '${days[1]}'`,
    );
    await world.query(`UPDATE windfall.bitcoin_prices SET price_gbp = NULL WHERE price_date = '${days[1]}'`);
    await world.query(
      `UPDATE windfall.periods SET failure = 'bid http_5xx', failed_at = now() WHERE settlement_period = 7`,
    );
    const found = await problems(world);
    assert.deepEqual(found, {
      [`2 half hours could not be read, ${days[0]} to ${days[1]}`]: `windfall reconcile --missing ${all}`,
      [`1 days have no Bitcoin, for their difficulty is not known, ${days[0]} to ${days[0]}`]:
        'windfall sync difficulty',
      [`1 days have no value, for their price is not known, ${days[1]} to ${days[1]}`]: 'windfall sync prices',
      [`1 days have no value in dollars, though their price is known, ${days[1]} to ${days[1]}`]: `windfall recalculate --from ${days[1]} --to ${days[1]}`,
    });
    const { stdout } = await world.must('status');
    for (const [what, remedy] of Object.entries(found))
      assert.ok(stdout.includes(`problem: ${what}\n  remedy: ${remedy}\n`), stdout);
    const api = await startApi(world);
    const { data } = (await api.get('/status')).json;
    assert.deepEqual(Object.fromEntries(data.problems.map(({ what, remedy }) => [what, remedy])), found);
    await api.stop();
  });
});
