// Difficulty and prices: from mempool, from a file, and what is not known staying unknown.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { FakeMempool } from '../fakes/mempool.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { plusDays, today } from '../lib/dates.mjs';
import { retargets } from '../lib/retargets.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, mempool, archive;
const date = '2025-04-06'; // inside 889056's epoch, known by date only
const wind = { id: 'T_WIND-1', soFlag: true, volume: '-10', originalPrice: '-60' };

before(async () => {
  mempool = await new FakeMempool().listen();
  mempool.epochs = retargets();
  archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1')]);
  for (const day of [date, plusDays(today(), -20)]) writeDay(archive, day, { 1: [wind], 47: [wind] });
  worlds = await startWorlds();
});
after(async () => {
  await mempool?.close();
  await worlds?.stop();
});
afterEach(() => mempool.reset());

const world = () => worlds.world('live', { WINDFALL_MEMPOOL_URL: mempool.url, WINDFALL_ARCHIVE_DIR: archive });
const ingest = (w, day) => w.windfall('ingest', '--from', day, '--to', day, '--archive', archive);

describe('difficulty', () => {
  test('is known through the moment it was read', async () => {
    const w = await world();
    const recent = plusDays(today(), -20);
    const unknown = await ingest(w, recent);
    assert.match(unknown.stderr, /windfall sync difficulty/);
    await w.must('sync', 'difficulty');
    assert.equal(
      await w.one(
        `SELECT known_through > now() - interval '1 hour' FROM windfall.reference_series WHERE series = 'difficulty'`,
      ),
      't',
    );
    const { height } = mempool.epochs.at(-1);
    assert.equal(
      await w.one(`SELECT difficulty FROM windfall.difficulty_epochs WHERE height = ${height}`),
      '131234567890123.5',
    );
    assert.deepEqual(
      await w.query(
        `SELECT DISTINCT source FROM windfall.difficulty_epochs WHERE height >= ${height - 2016} ORDER BY 1`,
      ),
      [{ source: new URL(mempool.url).host }],
      'each epoch names the address it was read from',
    );
    await w.must('recalculate', '--from', recent, '--to', recent);
    assert.equal(
      await w.one(
        `SELECT count(*) FROM windfall.historical_bitcoin_calculations WHERE settlement_date = '${recent}' AND miner = 'S9'`,
      ),
      '4',
    );
    await assertSumsHold(w);
  });

  test('a time that completes a date moves the days it touches, and no other', async () => {
    const w = await world();
    await ingest(w, date);
    const difficulties = () =>
      w.query(`SELECT settlement_period AS period, difficulty FROM windfall.historical_bitcoin_calculations
      WHERE settlement_date = '${date}' AND miner = 'S9' AND definition = 'all_bids' ORDER BY 1`);
    const [first, last] = await difficulties();
    await w.must('sync', 'difficulty');
    await w.must('recalculate', '--from', date, '--to', date);
    const [firstNow, lastNow] = await difficulties();
    const [epoch] = await w.query(`SELECT start_utc AT TIME ZONE 'UTC' AS start, difficulty, exact_time
      FROM windfall.difficulty_epochs WHERE start_utc >= '2025-04-05' AND start_utc < '2025-04-08'`);
    assert.equal(epoch.start, '2025-04-05 18:30:00'); // by its date alone it began at 00:00 UTC, an hour after period 1
    assert.equal(epoch.exact_time, 't');
    assert.notEqual(firstNow.difficulty, first.difficulty);
    assert.equal(firstNow.difficulty, epoch.difficulty);
    assert.equal(lastNow.difficulty, last.difficulty);
    await assertSumsHold(w);
  });

  test('a past epoch that changes is refused: nothing is rewritten', async () => {
    const w = await world();
    await w.must('sync', 'difficulty');
    const before = await digest(w);
    const changed = mempool.epochs.at(-5);
    const { difficulty } = changed;
    changed.difficulty = '1.5';
    const result = await w.windfall('sync', 'difficulty');
    changed.difficulty = difficulty;
    assert.equal(result.code, 65, result.stderr);
    assert.match(result.stderr, new RegExp(`${changed.height}`));
    const after = await digest(w);
    assert.equal(after.difficulty_epochs, before.difficulty_epochs);
  });

  for (const [name, kind, options, code] of [
    ['down', 'status', { status: 500 }, 69],
    ['hanging up', 'reset', {}, 69],
    ['sending HTML', 'html', {}, undefined],
    ['sending []', 'body', { body: '[]' }, 65],
    ['sending half', 'half_json', {}, undefined],
  ])
    test(`mempool ${name}: what is known stays`, async () => {
      const w = await world();
      const before = await digest(w);
      mempool.fault(/./, kind, options);
      const result = await w.windfall('sync', 'difficulty');
      if (code) assert.equal(result.code, code, result.stderr);
      else assert.ok([65, 69].includes(result.code), `exit ${result.code}`);
      const after = await digest(w);
      for (const table of ['difficulty_epochs', 'reference_series']) assert.equal(after[table], before[table], table);
    });
});

describe('prices', () => {
  test("come from mempool where no close is known; -1 is missing; today's is null", async () => {
    const w = await world();
    const day = plusDays(today(), -20);
    mempool.prices.set(day, '61234.56').set(today(), '70000');
    await w.must('sync', 'difficulty');
    await ingest(w, day);
    await w.must('sync', 'prices');
    assert.deepEqual(
      await w.query(`SELECT price_gbp, source FROM windfall.bitcoin_prices WHERE price_date = '${day}'`),
      [{ price_gbp: '61234.560000', source: new URL(mempool.url).host }],
    );
    assert.equal(await w.one(`SELECT count(*) FROM windfall.bitcoin_prices WHERE price_date >= '${today()}'`), '0');
    assert.equal(await w.one(`SELECT count(*) FROM windfall.bitcoin_prices WHERE price_gbp <= 0`), '0');
    await w.must('recalculate', '--from', day, '--to', day);
    const [{ bitcoin_btc, value_gbp }] =
      await w.query(`SELECT bitcoin_btc, value_gbp FROM windfall.historical_bitcoin_calculations
      WHERE settlement_date = '${day}' AND settlement_period = 47 AND miner = 'S21' AND definition = 'all_bids'`);
    assert.ok(Math.abs(Number(value_gbp) - Number(bitcoin_btc) * 61234.56) < 1e-6);
    await assertSumsHold(w);
  });

  test('of the reference table: a close times the last rate at most five days old, else none', async () => {
    const w = await world();
    const [{ price_gbp }] = await w.query(
      `SELECT price_gbp FROM windfall.bitcoin_prices WHERE price_date = '2025-04-06'`,
    ); // a Sunday
    const [{ usd_close }] = await w.query(
      `SELECT usd_close FROM windfall.bitcoin_closes WHERE price_date = '2025-04-06'`,
    );
    const [{ usd_gbp }] = await w.query(`SELECT usd_gbp FROM windfall.exchange_rates WHERE rate_date = '2025-04-04'`);
    assert.ok(Math.abs(Number(price_gbp) - Number(usd_close) * Number(usd_gbp)) < 1e-6);
    assert.equal(
      await w.one(`SELECT max(price_date) FROM windfall.bitcoin_prices WHERE price_gbp IS NOT NULL`),
      '2026-04-18',
    );
  });
});

describe('prices in dollars', () => {
  const day = plusDays(today(), -20);
  const csv = (w, usd) => {
    const file = path.join(w.state, 'prices.csv');
    writeFileSync(file, `# Source: a list.\ndate,btc_usd_close\n${day},${usd}\n`);
    return w.must('sync', 'prices', '--file', file);
  };
  const close = (w) =>
    w.query(`SELECT trim_scale(usd_close) AS usd, usd_source, trim_scale(gbp_quote) AS gbp FROM windfall.bitcoin_closes
      WHERE price_date = '${day}'`);
  const figures = (w) =>
    w.query(`SELECT bool_and(value_usd = round(bitcoin_btc * price_usd, 6)) AS dollars, bool_and(value_gbp IS NOT NULL) AS pounds
      FROM windfall.historical_bitcoin_calculations b JOIN windfall.bitcoin_prices ON price_date = (b.start_utc AT TIME ZONE 'UTC')::date
      WHERE settlement_date = '${day}' AND settlement_period = 47`);

  test('come from mempool beside those in pounds; -1 and a gap are missing', async () => {
    const w = await world();
    const host = new URL(mempool.url).host;
    await w.must('sync', 'difficulty');
    await ingest(w, day);
    mempool.prices = new Map([[day, '61234.56']]);
    mempool.dollars = new Map();
    await w.must('sync', 'prices');
    assert.deepEqual(await close(w), [{ usd: null, usd_source: null, gbp: '61234.56' }]);
    assert.deepEqual(await figures(w), [{ dollars: null, pounds: 't' }]);
    mempool.dollars = new Map([[day, '80000.5']]);
    await w.must('sync', 'prices');
    assert.deepEqual(await close(w), [{ usd: '80000.5', usd_source: host, gbp: '61234.56' }]);
    assert.deepEqual(await figures(w), [{ dollars: 't', pounds: 't' }]);
    const asked = (currency) => mempool.asked(`currency=${currency}&timestamp=${Date.parse(day) / 1000 + 86_399}`);
    assert.deepEqual([asked('GBP'), asked('USD')], [1, 2], 'what is known is not asked for');
    await assertSumsHold(w);
  });

  test("a file's close stands before mempool's, whichever came first", async () => {
    const w = await world();
    await w.must('sync', 'difficulty');
    await ingest(w, day);
    mempool.dollars = new Map([[day, '80000.5']]);
    await w.must('sync', 'prices');
    await csv(w, '79000');
    assert.deepEqual(await close(w), [{ usd: '79000', usd_source: 'a list', gbp: '61234.56' }]);
    assert.deepEqual(await figures(w), [{ dollars: 't', pounds: 't' }]);
    await w.query(`UPDATE windfall.bitcoin_prices SET price_usd = NULL WHERE price_date = '${day}'`); // mempool is asked again
    await w.must('sync', 'prices');
    assert.deepEqual(await close(w), [{ usd: '79000', usd_source: 'a list', gbp: '61234.56' }]);
    assert.equal(
      await w.one(`SELECT trim_scale(price_usd) FROM windfall.bitcoin_prices WHERE price_date = '${day}'`),
      '79000',
    );
  });
});

describe('a file', () => {
  const files = {
    'not there': null,
    empty: '',
    'without its columns': 'a,b\n1,2\n',
    'with a height off the grid':
      'height,start_time_utc,start_date_utc,difficulty,source\n963649,2026-08-22T05:00:00Z,2026-08-22,130000000000000,x\n',
    'with a difficulty of 0':
      'height,start_time_utc,start_date_utc,difficulty,source\n963648,2026-08-22T05:00:00Z,2026-08-22,0,x\n',
    'with a date that is none':
      'height,start_time_utc,start_date_utc,difficulty,source\n963648,,2026-02-30,130000000000000,x\n',
    'with binary in it': Buffer.from([0, 1, 2, 255, 10, 44]),
  };
  for (const [name, content] of Object.entries(files))
    test(`${name} is refused with its reason`, async () => {
      const w = await world();
      const before = await digest(w);
      const file = path.join(w.state, 'epochs.csv');
      if (content !== null) writeFileSync(file, content);
      const result = await w.windfall('sync', 'difficulty', '--file', file);
      assert.ok([64, 65].includes(result.code), `exit ${result.code}: ${result.stderr}`);
      assert.match(result.stderr, /epochs\.csv/);
      const after = await digest(w);
      for (const table of ['difficulty_epochs', 'reference_series']) assert.equal(after[table], before[table], table);
    });
});
