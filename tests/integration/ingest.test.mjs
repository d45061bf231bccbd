// What a day of replies becomes: rows, coverage, totals; and that a second reading changes only what changed.
import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { appendDay, row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { startRedis } from '../lib/redis.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const ingest = (world, archive, from = date, to = from) =>
  world.windfall('ingest', '--from', from, '--to', to, '--archive', archive);
const wind = (volume, fields = {}) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume, ...fields });
const coverage = async (world, day = date) =>
  (
    await world.query(`SELECT periods, complete, empty FROM windfall.settlement_days WHERE settlement_date = '${day}'`)
  )[0];

function archiveOf(bids, { day = date, units = [unit('T_WIND-1'), unit('T_WIND-2')] } = {}) {
  const archive = tempFolder();
  writeRegister(archive, '2025-01', units);
  writeDay(archive, day, bids);
  return archive;
}

describe('periods', () => {
  for (const [day, periods, first, last] of [
    ['2025-03-30', 46, '2025-03-30 00:00:00+00', '2025-03-30 22:30:00+00'],
    ['2025-06-01', 48, '2025-05-31 23:00:00+00', '2025-06-01 22:30:00+00'],
    ['2025-10-26', 50, '2025-10-25 23:00:00+00', '2025-10-26 23:30:00+00'],
  ])
    test(`${day} has ${periods}, from ${first} to ${last}`, async () => {
      const world = await worlds.world();
      const result = await ingest(world, archiveOf({ [periods]: [wind('-2')] }, { day }), day);
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(await coverage(world, day), { periods: `${periods}`, complete: `${periods}`, empty: '0' });
      const starts = await world.query(
        `SET timezone = 'UTC'; SELECT min(start_utc) AS a, max(start_utc) AS b FROM windfall.periods`,
      );
      assert.deepEqual(starts, [{ a: first, b: last }]);
      assert.equal(await world.one(`SELECT settlement_period FROM windfall.curtailment_records`), `${periods}`);
    });

  test('[] on both sides is not published: never a zero', async () => {
    const archive = archiveOf({ 1: [wind('-2')] });
    appendDay(archive, date, [
      ['bid', 3, stack([])],
      ['offer', 3, stack([])],
      ['bid', 4, '{"data":null}'],
      ['offer', 4, '{"data":[]}'],
    ]);
    const world = await worlds.world();
    await ingest(world, archive);
    assert.deepEqual(await coverage(world), { periods: '48', complete: '46', empty: '2' });
    assert.equal(
      await world.one(`SELECT curtailed_mwh + 0 FROM windfall.daily_summaries WHERE definition = 'all_bids'`),
      '2.000000000',
    );
    await assertSumsHold(world);
  });

  test('a day of which nothing is published has no summary at all', async () => {
    const archive = archiveOf({});
    const replies = [];
    for (let period = 1; period <= 48; period++) replies.push(['bid', period, stack([])], ['offer', period, stack([])]);
    appendDay(archive, date, replies);
    const world = await worlds.world();
    await ingest(world, archive);
    assert.deepEqual(await coverage(world), { periods: '48', complete: '0', empty: '48' });
    assert.equal(await world.one('SELECT count(*) FROM windfall.daily_summaries'), '0');
  });

  test('one side may be truly empty: no bids at all is a complete zero', async () => {
    const archive = archiveOf({});
    appendDay(archive, date, [
      ['bid', 5, stack([])],
      ['offer', 5, stack([row(date, 5, 1, { volume: 3, originalPrice: 90 })])],
    ]);
    const world = await worlds.world();
    assert.equal((await ingest(world, archive)).code, 0);
    assert.deepEqual(await coverage(world), { periods: '48', complete: '48', empty: '0' });
    assert.deepEqual(
      await world.query(`SELECT records, farms, half_hours, curtailed_mwh + 0 AS mwh, payment_gbp + 0 AS gbp FROM windfall.daily_summaries
      WHERE definition = 'so_flagged'`),
      [{ records: '0', farms: '0', half_hours: '0', mwh: '0.000000000', gbp: '0.000000' }],
    );
  });

  test('what an archive does not hold is missing, not failed', async () => {
    const archive = archiveOf({ 1: [wind('-2')] });
    const world = await worlds.world();
    const result = await ingest(world, archive, '2025-02-10', '2025-02-11');
    assert.ok([0, 75].includes(result.code), `exit ${result.code}`);
    assert.equal((await coverage(world, '2025-02-11')).complete, '0');
    assert.equal(await world.one(`SELECT count(*) FROM windfall.periods WHERE failure IS NOT NULL`), '0');
  });
});

describe('rows', () => {
  test('every acceptance counts, null-safe and signed; what is no wind bid does not', async () => {
    const archive = archiveOf({
      7: [
        wind('-1.000000000499999999', { acceptanceId: 5 }),
        wind('-2.5', { acceptanceId: 5, bidOfferPairId: -2, originalPrice: '-70' }),
        wind('-0.5', { acceptanceId: null, bidOfferPairId: null, soFlag: false, cadlFlag: null }),
        wind('-0.25', { soFlag: null }),
        wind('-4', { id: 'T_WIND-2', originalPrice: '12.34' }), // pays to stop
        wind('3', {}), // a bid undone
        wind('-9', { id: '12345', acceptanceId: null, bidOfferPairId: null }), // no BM unit
        wind('-9', { id: null }),
      ],
    });
    appendDay(archive, date, [['offer', 7, stack([row(date, 7, 1, wind('5', { originalPrice: '-60.5' }))])]]);
    const world = await worlds.world();
    const result = await ingest(world, archive);
    assert.equal(result.code, 0, result.stderr);
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), '5');
    assert.deepEqual(
      await world.query(
        `SELECT definition, bm_unit, records, curtailed_mwh, payment_gbp FROM windfall.curtailment_half_hours ORDER BY 1, 2`,
      ),
      [
        {
          definition: 'all_bids',
          bm_unit: 'T_WIND-1',
          records: '4',
          curtailed_mwh: '4.250000000',
          payment_gbp: '280.875000',
        },
        {
          definition: 'all_bids',
          bm_unit: 'T_WIND-2',
          records: '1',
          curtailed_mwh: '4.000000000',
          payment_gbp: '-49.360000',
        },
        {
          definition: 'so_flagged',
          bm_unit: 'T_WIND-1',
          records: '2',
          curtailed_mwh: '3.500000000',
          payment_gbp: '235.500000',
        },
        {
          definition: 'so_flagged',
          bm_unit: 'T_WIND-2',
          records: '1',
          curtailed_mwh: '4.000000000',
          payment_gbp: '-49.360000',
        },
      ],
    );
    await assertSumsHold(world);
  });

  test('a price that is null makes the payment unknown, up to the year', async () => {
    const world = await worlds.world();
    await ingest(world, archiveOf({ 7: [wind('-1'), wind('-2', { originalPrice: null })], 8: [wind('-1')] }));
    for (const table of ['daily', 'monthly', 'yearly'])
      assert.deepEqual(
        await world.query(
          `SELECT curtailed_mwh + 0 AS mwh, payment_gbp FROM windfall.${table}_summaries WHERE definition = 'so_flagged'`,
        ),
        [{ mwh: '4.000000000', payment_gbp: null }],
      );
    await assertSumsHold(world);
  });

  test('a row twice counts once; two of one identity that differ fail their period, the others stand', async () => {
    const archive = archiveOf({ 6: [wind('-1')] });
    appendDay(archive, date, [
      ['bid', 7, stack([row(date, 7, 1, wind('-1')), row(date, 7, 1, wind('-1'))])],
      ['bid', 8, stack([row(date, 8, 1, wind('-1')), row(date, 8, 1, wind('-2'))])],
    ]);
    const world = await worlds.world();
    const result = await ingest(world, archive);
    assert.ok([65, 75].includes(result.code), `exit ${result.code}`);
    assert.match(result.stderr, new RegExp(`${date}.*\\b8\\b`, 's'));
    assert.equal((await coverage(world)).complete, '47');
    assert.equal(await world.one(`SELECT count(*) FROM windfall.curtailment_records`), '2');
  });

  test('a day of nonsense gives no figures', async () => {
    const archive = archiveOf({ 6: [wind('-1')] });
    const nonsense = stack([row(date, 1, 1, { volume: 'much' })]);
    appendDay(
      archive,
      date,
      Array.from({ length: 48 }, (_, i) => ['bid', i + 1, nonsense]),
    );
    const world = await worlds.world();
    const result = await ingest(world, archive);
    assert.ok([65, 69].includes(result.code), `exit ${result.code}`);
    assert.equal((await coverage(world)).complete, '0');
    assert.equal(await world.one('SELECT count(*) FROM windfall.daily_summaries'), '0');
  });

  test("another day's rows are refused", async () => {
    const archive = archiveOf({ 6: [wind('-1')] });
    appendDay(archive, date, [['bid', 7, stack([row('2025-02-09', 7, 1, wind('-1'))])]]);
    const world = await worlds.world();
    const result = await ingest(world, archive);
    assert.ok([65, 75].includes(result.code), `exit ${result.code}`);
    assert.equal((await coverage(world)).complete, '47');
    assert.equal(await world.one(`SELECT count(*) FROM windfall.curtailment_records`), '1');
  });
});

describe('a second reading', () => {
  test('changes nothing where nothing changed', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1'), wind('-2')], 8: [wind('-3', { id: 'T_WIND-2' })] });
    await ingest(world, archive);
    const before = await digest(world);
    const result = await ingest(world, archive);
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(await digest(world), before);
  });

  test('takes over the last reply of a path, and moves the epochs of what it moved', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1'), wind('-2')], 8: [wind('-3')] });
    writeDay(archive, '2025-02-11', { 7: [wind('-1')] });
    await ingest(world, archive, date, '2025-02-11');
    const epochs = () => world.query(`SELECT key, epoch FROM windfall.epochs ORDER BY key`);
    const before = Object.fromEntries((await epochs()).map(({ key, epoch }) => [key, Number(epoch)]));
    appendDay(archive, date, [['bid', 7, stack([row(date, 7, 1, wind('-5'))])]]);
    const result = await ingest(world, archive, date, '2025-02-11');
    assert.equal(result.code, 0, result.stderr);
    assert.equal(
      await world.one(
        `SELECT curtailed_mwh + 0 FROM windfall.daily_summaries WHERE settlement_date = '${date}' AND definition = 'so_flagged'`,
      ),
      '8.000000000',
    );
    const after = Object.fromEntries((await epochs()).map(({ key, epoch }) => [key, Number(epoch)]));
    for (const key of [`day:${date}`, 'month:2025-02', 'year:2025', 'ranges']) assert.ok(after[key] > before[key], key);
    assert.equal(after['day:2025-02-11'], before['day:2025-02-11'], 'the other day stands');
    await assertSumsHold(world);
  });

  test('a reply that turns empty or damaged later takes nothing away', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1')], 8: [wind('-3')] });
    await ingest(world, archive);
    appendDay(archive, date, [
      ['bid', 7, stack([])],
      ['offer', 7, stack([])],
      ['bid', 8, '{"data":[{"settlementDate":"2025-'],
    ]);
    const result = await ingest(world, archive);
    assert.match(result.stderr, /\b8\b/);
    assert.equal(await world.one(`SELECT sum(-volume_mwh) FROM windfall.curtailment_records`), '4.000000000');
    assert.equal(await world.one(`SELECT failure IS NOT NULL FROM windfall.periods WHERE settlement_period = 8`), 't');
    await assertSumsHold(world);
  });
});

describe('an archive', () => {
  test('with a damaged file for one day still gives the other days, and exits 65', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1')] });
    for (const day of ['2025-02-11', '2025-02-12']) writeDay(archive, day, { 7: [wind('-2')] });
    truncateSync(path.join(archive, '2025-02-11.jsonl.gz'), 100);
    const result = await ingest(world, archive, date, '2025-02-12');
    assert.equal(result.code, 65, result.stderr);
    assert.match(result.stderr, /day_refused date=2025-02-11[^]*1 of 3 days/);
    assert.equal(await world.one(`SELECT sum(-volume_mwh) FROM windfall.curtailment_records`), '3.000000000');
    await assertSumsHold(world);
  });
});

describe('the register', () => {
  test('a unit that a later register calls WIND counts from then on, also for days already read', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1')] }, { units: [unit('T_WIND-1', { fuelType: null }), unit('T_WIND-2')] });
    await ingest(world, archive);
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), '0');
    writeRegister(archive, '2025-03', [unit('T_WIND-1')]);
    assert.equal((await ingest(world, archive)).code, 0);
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), '1');
    await assertSumsHold(world);
  });

  test('a unit once WIND stays wind when a later register forgets it', async () => {
    const world = await worlds.world();
    const archive = archiveOf({ 7: [wind('-1')] });
    writeRegister(archive, '2025-03', [unit('T_WIND-1', { fuelType: 'OTHER' }), unit('T_NEW-1')]);
    assert.equal((await ingest(world, archive)).code, 0);
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), '1');
  });

  test('rows without an id and units twice are counted and left out; a party is known by day', async () => {
    const world = await worlds.world();
    const units = [unit('T_WIND-1'), unit(null), unit(null), unit('T_WIND-1')];
    const archive = archiveOf({ 7: [wind('-1')] }, { units });
    writeRegister(archive, '2025-02', [
      unit('T_WIND-1', { leadPartyName: 'Later Wind Limited', leadPartyId: 'LATER' }),
    ]);
    assert.equal((await ingest(world, archive)).code, 0);
    assert.deepEqual(
      await world.query('SELECT units, without_id, duplicates FROM windfall.registers ORDER BY register_date'),
      [
        { units: '1', without_id: '2', duplicates: '1' },
        { units: '1', without_id: '0', duplicates: '0' },
      ],
    );
    assert.deepEqual(await world.query(`SELECT lead_party FROM windfall.bm_unit_versions ORDER BY valid_from`), [
      { lead_party: 'Test Wind Limited' },
      { lead_party: 'Later Wind Limited' },
    ]);
  });
});

describe('the kind of data', () => {
  test('a database refuses data of another kind: exit 78, with the remedy', async () => {
    const world = await worlds.world('recorded');
    world.env.WINDFALL_SOURCE = 'simulated';
    const before = await digest(world);
    for (const args of [
      ['ingest', '--from', date, '--to', date, '--archive', archiveOf({})],
      ['migrate'],
      ['status'],
    ]) {
      const result = await world.windfall(...args);
      assert.equal(result.code, 78, args[0]);
      assert.match(result.stderr, /recorded/);
      assert.match(result.stderr, /simulated/);
      assert.match(result.stderr, /WINDFALL_(SOURCE|STATE_DIR)/);
    }
    assert.deepEqual(await digest(world), before);
  });

  test('a database that was never migrated is refused with the command that does it', async () => {
    const world = await worlds.bare();
    const result = await ingest(world, archiveOf({}));
    assert.equal(result.code, 78, result.stderr);
    assert.match(result.stderr, /windfall migrate/);
  });

  test('a database older than the program is refused with the command that mends it', async () => {
    const world = await worlds.world();
    await world.query(
      'DELETE FROM windfall.schema_migrations WHERE name = (SELECT max(name) FROM windfall.schema_migrations)',
    );
    for (const args of [['ingest', '--from', date, '--to', date, '--archive', archiveOf({})], ['status'], ['check']]) {
      const result = await world.windfall(...args);
      assert.equal(result.code, 78, result.stderr);
      assert.match(result.stderr, /older than this program: run `windfall migrate`/);
    }
  });
});

test('two at once: one waits or leaves, nothing doubles', async () => {
  const bids = Object.fromEntries(
    Array.from({ length: 48 }, (_, i) => [i + 1, [wind('-1'), wind('-2'), wind('-3', { id: 'T_WIND-2' })]]),
  );
  const archive = archiveOf(bids);
  const alone = await worlds.world();
  await ingest(alone, archive);
  const world = await worlds.world();
  const results = await Promise.all([ingest(world, archive), ingest(world, archive), ingest(world, archive)]);
  for (const { code } of results) assert.ok([0, 75].includes(code), `exit ${code}`);
  assert.ok(results.some(({ code }) => code === 0));
  assert.deepEqual(await digest(world, ['revised_at']), await digest(alone, ['revised_at']));
});

describe('the cache', () => {
  test('gets the epochs that moved, and none that PostgreSQL does not have', async (t) => {
    const redis = await startRedis();
    t.after(() => redis.stop());
    let world, told;
    do {
      world = await worlds.world('recorded', { WINDFALL_REDIS_SOCKET: redis.socket });
      const { code, stderr } = await ingest(world, archiveOf({ 7: [wind('-1')] }));
      assert.equal(code, 0);
      told = stderr;
    } while (/redis_failed/.test(told)); // a busy machine may take more than the 20 ms that Redis is given
    for (const key of [`day:${date}`, 'month:2025-02', 'year:2025', 'ranges', 'units']) {
      const epoch = await world.one(`SELECT epoch FROM windfall.epochs WHERE key = '${key}'`);
      assert.equal(await redis.cli('get', `windfall:1:e:${key}`), epoch, key);
      assert.ok(Number(await redis.cli('ttl', `windfall:1:e:${key}`)) > 0, `${key} expires`);
    }
  });

  test('is no condition: ingest ends well without it', async () => {
    const world = await worlds.world('recorded', { WINDFALL_REDIS_SOCKET: '/nonexistent/redis' });
    const result = await ingest(world, archiveOf({ 7: [wind('-1')] }));
    assert.equal(result.code, 0, result.stderr);
    assert.equal((await coverage(world)).complete, '48');
  });
});
