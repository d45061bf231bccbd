// The runs of cron: what is due is asked for and nothing else; what was revised is kept, and noted.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FakeElexon, periodsOf } from '../fakes/elexon.mjs';
import { row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { plusDays, today } from '../lib/dates.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';
import { startWorlds } from '../lib/world.mjs';

const settled = ['2025-02-10', '2025-02-11'];
const yesterday = plusDays(today(), -1);
const wind = (volume, fields = {}) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60', volume, ...fields });
const epochs = path.join(tempFolder(), 'epochs.csv');
let worlds, elexon;

before(async () => {
  const known = `# Known through ${plusDays(today(), 1)}T00:00:00Z.`;
  writeFileSync(epochs, `${known}\nheight,start_time_utc,difficulty\n963648,2026-08-22T05:00:00Z,130000000000000\n`);
  const folder = tempFolder();
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  const bids = (day) => Object.fromEntries(Array.from({ length: periodsOf(day) }, (_, i) => [i + 1, [wind('-1')]]));
  for (const day of [...settled, yesterday]) writeDay(folder, day, bids(day));
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});
afterEach(() => elexon.reset());

async function live() {
  const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
  await world.must('sync', 'difficulty', '--file', epochs);
  await world.must('sync', 'units');
  return world;
}
const range = ['--from', settled[0], '--to', settled[1]];
const stacks = () => elexon.requests.map(({ path: url }) => url).filter((url) => url.includes('/stack/all/'));
const asked = () => [...new Set(stacks().map((url) => url.split('/').slice(-2).join(' ')))].sort();
const complete = (world, day) =>
  world.one(`SELECT complete FROM windfall.settlement_days WHERE settlement_date = '${day}'`);
const revised = (day, period, volume) =>
  elexon.setStack('bid', day, period, stack([row(day, period, 1, {}), row(day, period, 2, wind(volume))]));
const revisions = (world) =>
  world.query(`SELECT settlement_date AS day, settlement_periods::text AS periods,
    totals_before -> 'so_flagged' ->> 'curtailed_mwh' AS mwh, totals_after -> 'so_flagged' ->> 'curtailed_mwh' AS mwh_after,
    totals_before -> 'all_bids' ->> 'payment_gbp' AS gbp, totals_after -> 'all_bids' ->> 'payment_gbp' AS gbp_after
    FROM windfall.revisions ORDER BY settlement_date, run_id`);

describe('update', () => {
  let world;
  before(async () => (world = await live()));

  test('asks for what was never read, of nine days', async () => {
    const result = await world.windfall('update');
    assert.equal(result.code, 0, result.stderr);
    assert.equal(await complete(world, yesterday), String(periodsOf(yesterday)));
    const days = new Set(asked().map((text) => text.split(' ')[0]));
    assert.ok(days.has(plusDays(today(), -8)) && !days.has(plusDays(today(), -9)), [...days].join());
    assert.equal(await world.one(`SELECT kind FROM windfall.runs ORDER BY run_id DESC LIMIT 1`), 'update');
    await assertSumsHold(world);
  });

  test('and then not again for what is complete and was read just now', async () => {
    assert.equal((await world.windfall('update')).code, 0);
    assert.deepEqual(
      asked().filter((text) => text.startsWith(yesterday)),
      [],
    );
  });

  test('but for what failed, and for what is provisional and six hours old', async () => {
    const set = (what, period) =>
      world.query(
        `UPDATE windfall.periods SET ${what} WHERE settlement_date = '${yesterday}' AND settlement_period = ${period}`,
      );
    await set(`failure = 'bid http_5xx', failed_at = now()`, 3);
    await set(`fetched_at = now() - interval '361 minutes'`, 7);
    await set(`fetched_at = now() - interval '359 minutes'`, 8);
    await set(`fetched_at = now() - interval '361 minutes', provisional = false`, 9);
    revised(yesterday, 7, '-5');
    assert.equal((await world.windfall('update')).code, 0);
    assert.deepEqual(
      asked().filter((text) => text.startsWith(yesterday)),
      [`${yesterday} 3`, `${yesterday} 7`],
    );
    assert.equal(await world.one(`SELECT count(*) FROM windfall.periods WHERE failure IS NOT NULL`), '0');
    assert.deepEqual(
      (await revisions(world)).map(({ day, periods }) => [day, periods]),
      [[yesterday, '{7}']],
    );
    await assertSumsHold(world);
  });
});

describe('reconcile', () => {
  test('an unchanged day changes nothing; a revised one its half hours, and leaves its totals before and after', async () => {
    const world = await live();
    await world.must('ingest', ...range);
    const before = await digest(world);
    await world.must('reconcile', ...range);
    assert.deepEqual(await digest(world), before);
    const untouched = await world.one(
      `SELECT max(revised_at) FROM windfall.settlement_days WHERE settlement_date = '${settled[0]}'`,
    );
    revised(settled[1], 12, '-2.5');
    revised(settled[1], 40, '-0.5');
    await world.must('reconcile', '--month', '2025-02');
    assert.deepEqual(await revisions(world), [
      {
        day: settled[1],
        periods: '{12,40}',
        mwh: '48.000000000',
        mwh_after: '49.000000000',
        gbp: '2880.000000',
        gbp_after: '2940.000000',
      },
    ]);
    assert.equal(
      await world.one(`SELECT max(revised_at) FROM windfall.settlement_days WHERE settlement_date = '${settled[0]}'`),
      untouched,
    );
    await assertSumsHold(world);
    await world.must('reconcile', ...range);
    assert.equal((await revisions(world)).length, 1, 'the same again is no revision');
  });

  test('a later reading that says the same confirms an early one, in the archive too', async () => {
    const world = await live();
    const day = ['--from', settled[0], '--to', settled[0]];
    await world.must('ingest', ...day);
    const file = path.join(world.archive, `${settled[0]}.jsonl.gz`);
    const early = gunzipSync(readFileSync(file))
      .toString()
      .replaceAll(/"fetched_at":"[^"]+"/g, `"fetched_at":"${settled[0]}T23:50:00Z"`);
    writeFileSync(file, gzipSync(early));
    const provisional = async () => {
      const rebuilt = await worlds.world('live');
      await rebuilt.must('ingest', ...day, '--archive', world.archive);
      return rebuilt.one(`SELECT provisional FROM windfall.settlement_days WHERE settlement_date = '${settled[0]}'`);
    };
    assert.equal(await provisional(), '48');
    await world.must('reconcile', ...day);
    assert.equal(await provisional(), '0');
    const size = statSync(file).size;
    await world.must('reconcile', ...day);
    assert.equal(statSync(file).size, size, 'once');
  });

  test('by itself the eight days up to yesterday', async () => {
    const world = await live();
    await world.must('reconcile');
    const days = [...new Set(asked().map((text) => text.split(' ')[0]))];
    assert.deepEqual(
      days,
      Array.from({ length: 8 }, (_, i) => plusDays(today(), i - 8)),
    );
  });

  test('--missing asks only for half hours that are not there, and works out figures that could not be', async () => {
    const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
    await world.must('sync', 'units');
    for (const period of [5, 6]) elexon.unpublish(settled[0], period);
    await world.must('ingest', ...range);
    await world.query(
      `DELETE FROM windfall.bitcoin_daily_summaries WHERE settlement_date = '${settled[1]}' AND miner = 'S9'`,
    );
    await world.query(
      `UPDATE windfall.bitcoin_daily_summaries SET bitcoin_btc = NULL, value_gbp = NULL WHERE settlement_date = '${settled[1]}'`,
    );
    elexon.reset();
    for (const period of [5, 6]) for (const side of ['bid', 'offer']) elexon.setStack(side, settled[0], period, null);
    elexon.fault(`/bid/${settled[0]}/5`, 'status', { status: 503, retryAfter: 1, times: 1 });
    const result = await world.windfall('reconcile', '--missing', ...range);
    assert.equal(result.code, 0, result.stderr);
    assert.ok(Number(/; (\d+\.\d{3}) s,/.exec(result.stdout)[1]) >= 1, 'the seconds of the whole run');
    assert.deepEqual(asked(), [`${settled[0]} 5`, `${settled[0]} 6`]);
    assert.equal(await complete(world, settled[0]), '48');
    assert.deepEqual(await revisions(world), [], 'the day had not been complete');
    await assertSumsHold(world);
  });

  test('--missing works out figures that could not be, though nothing that is not there can be read', async () => {
    const world = await live();
    await world.must('ingest', '--from', settled[0], '--to', settled[0]);
    await world.query('UPDATE windfall.bitcoin_daily_summaries SET bitcoin_btc = NULL, value_gbp = NULL');
    const { code, stderr } = await world.windfall('reconcile', '--missing', ...range, '--archive', tempFolder());
    assert.equal(code, 69, stderr);
    assert.match(stderr, /nothing at all could be read: 0 half hours failed, 48 are not there/);
    await assertSumsHold(world);
  });
});

describe('backfill', () => {
  test('newest first; what is complete is passed over, what failed is asked for again', async () => {
    const world = await live();
    elexon.fault(new RegExp(`/bid/${settled[0]}/9$`), 'status', { status: 404 });
    const first = await world.windfall('backfill', '--newest-first', ...range);
    assert.equal(first.code, 75, first.stderr);
    const days = stacks().map((url) => url.split('/').at(-2));
    assert.deepEqual([...new Set(days)], [settled[1], settled[0]]);
    elexon.reset();
    await world.must('backfill', ...range);
    assert.deepEqual(asked(), [`${settled[0]} 9`]);
    elexon.reset();
    await world.must('backfill', ...range);
    assert.deepEqual(asked(), []);
    await assertSumsHold(world);
  });

  test('one that was stopped goes on from where it was', async () => {
    const world = await live();
    elexon.fault(new RegExp(`/offer/${settled[1]}/48$`), 'hang');
    const { child, done } = world.start('backfill', ...range);
    await until(async () => (await complete(world, settled[0])) === '48', { what: 'the first day' });
    child.kill('SIGKILL');
    await done;
    elexon.reset();
    await world.must('backfill', ...range);
    assert.ok(asked().every((text) => text.startsWith(settled[1])));
    assert.equal(await complete(world, settled[1]), '48');
    await assertSumsHold(world);
  });
});

describe('verify', () => {
  test('is content with what is the same, and names what is not; either way it changes nothing', async () => {
    const world = await live();
    await world.must('ingest', ...range);
    const before = await digest(world);
    const runs = await world.one('SELECT count(*) FROM windfall.runs');
    const kept = readdirSync(world.archive).map((name) => statSync(path.join(world.archive, name)).size);
    assert.equal((await world.windfall('verify', ...range)).code, 0);
    revised(settled[1], 13, '-7');
    elexon.unpublish(settled[1], 14);
    const result = await world.windfall('verify', ...range);
    assert.equal(result.code, 65, result.stderr);
    assert.match(result.stderr, new RegExp(`day_differs date=${settled[1]} sources=stacks periods=\\{13,14\\}`));
    assert.doesNotMatch(result.stderr, new RegExp(`day_differs date=${settled[0]}`));
    assert.deepEqual(await digest(world), before);
    assert.equal(await world.one('SELECT count(*) FROM windfall.runs'), runs);
    assert.deepEqual(
      readdirSync(world.archive).map((name) => statSync(path.join(world.archive, name)).size),
      kept,
    );
    const remedy = /windfall (reconcile --from \S+ --to \d{4}-\d\d-\d\d)/.exec(result.stderr)[1];
    await world.must(...remedy.split(' '));
    for (const side of ['bid', 'offer']) elexon.setStack(side, settled[1], 14, null);
    await world.must('verify', ...range);
  });
});

describe('check', () => {
  let world;
  before(async () => {
    world = await live();
    for (const period of [12, 13, 14, 40])
      for (const side of ['bid', 'offer']) elexon.setStack(side, settled[1], period, null);
    await world.must('ingest', ...range);
  });

  test('finds nothing where all is well', async () => {
    const result = await world.must('check');
    assert.match(result.stdout, /^\d+ checks, 0 of them found something$/m);
  });

  for (const [what, name, sql] of [
    [
      'a wrong day',
      'daily',
      `UPDATE windfall.daily_summaries SET records = records + 1 WHERE settlement_date = '${settled[0]}'`,
    ],
    ['a wrong month', 'monthly', `UPDATE windfall.monthly_summaries SET payment_gbp = 0 WHERE month = '2025-02-01'`],
    [
      'a wrong year',
      'bitcoin_yearly',
      `UPDATE windfall.bitcoin_yearly_summaries SET bitcoin_btc = 1 WHERE year = '2025-01-01'`,
    ],
  ])
    test(`${what} is named, and its remedy mends it as typed`, async () => {
      await world.query(sql);
      const result = await world.windfall('check');
      assert.equal(result.code, 65, result.stderr);
      assert.match(result.stdout, new RegExp(`^${name}: \\d+ found\\. `, 'm'));
      for (const [, remedy] of result.stdout.matchAll(/^ {2}remedy: windfall (.*)$/gm))
        await world.must(...remedy.split(' '));
      await world.must('check');
    });

  test('what no command mends says so', async () => {
    await world.query(
      `UPDATE windfall.settlement_days SET complete = complete - 1 WHERE settlement_date = '${settled[0]}'`,
    );
    const result = await world.windfall('check');
    assert.equal(result.code, 65);
    assert.match(result.stdout, /^coverage: 1 found[^]*remedy: no command/m);
  });
});
