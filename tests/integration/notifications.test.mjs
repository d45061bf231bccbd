// Physical notifications of wind units: integrated to MWh beside the stacks, with a coverage of their own; their absence fails no day.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FakeElexon, periodsOf } from '../fakes/elexon.mjs';
import { startApi } from '../lib/api.mjs';
import { line, notification, notificationsPath, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { needsFigures, recorded, shared } from '../lib/project.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
const wind = ['T_WIND-1', 'T_WIND-2'];
let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const every = (id, mw, day = date) =>
  Array.from({ length: periodsOf(day) }, (_, i) => notification(id, day, i + 1, mw, mw));
const bid = (volume, id = 'T_WIND-1') => ({ id, soFlag: true, originalPrice: '-60.5', volume });
const append = (archive, rows, { units = wind, day = date, status } = {}) =>
  appendFileSync(
    path.join(archive, `${day}.jsonl.gz`),
    gzipSync(line(notificationsPath(day, units), typeof rows === 'string' ? rows : JSON.stringify(rows), status)),
  );
function archiveOf(rows, { bids = { 1: [bid('-100')] }, units = [...wind, 'T_GAS-1'], status } = {}) {
  const archive = tempFolder();
  writeRegister(
    archive,
    '2025-01',
    units.map((id) => unit(id, { fuelType: id === 'T_GAS-1' ? 'CCGT' : 'WIND' })),
  );
  writeDay(archive, date, bids);
  if (rows !== undefined) append(archive, rows, { status });
  return archive;
}
const ingest = (world, archive) => world.windfall('ingest', '--from', date, '--to', date, '--archive', archive);
const day = async (world) =>
  (
    await world.query(
      'SELECT units, unread, half_hours, trim_scale(notified_mwh) AS mwh FROM windfall.notification_days',
    )
  )[0];
const energy = (world, id, period) =>
  world.one(
    `SELECT trim_scale(notified_mwh) FROM api.physical_notifications WHERE bm_unit = '${id}' AND settlement_period = ${period}`,
  );
const message = (world) => world.one('SELECT message FROM windfall.runs ORDER BY run_id DESC LIMIT 1');

describe('notifications', () => {
  test('lines are integrated whatever their order; the shares are of what was notified', async () => {
    const rows = [
      ...every('T_WIND-1', 100).filter(({ settlementPeriod }) => settlementPeriod !== 7),
      notification('T_WIND-1', date, 7, 60, 60, [10, 30]), // 20 MWh
      notification('T_WIND-1', date, 7, 0, 60, [0, 10]), // 5 MWh
      ...every('T_WIND-2', -1),
      ...every('T_GAS-1', 500),
      ...every('T_WIND-1', 100).slice(0, 3), // twins
    ].reverse();
    const world = await worlds.world();
    const result = await ingest(world, archiveOf(rows));
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(await day(world), { units: '2', unread: '0', half_hours: '48', mwh: '2351' }); // 47 × 50 + 25 − 24
    assert.deepEqual([await energy(world, 'T_WIND-1', 7), await energy(world, 'T_WIND-2', 48)], ['25', '-0.5']);
    assert.equal(await world.one(`SELECT count(*) FROM windfall.notification_unit_days`), '2', 'wind units alone');
    await assertSumsHold(world);
    const api = await startApi(world);
    const { data } = (await api.get(`/summaries/daily/${date}`)).json;
    assert.deepEqual([data.notified_mwh, data.curtailed_share_of_notified], ['2351', '0.042535']);
    const month = (await api.get('/summaries/monthly/2025-02')).json.data;
    assert.deepEqual([month.notified_mwh, month.curtailed_share_of_notified], [null, null]);
    const farm = (await api.get('/farms/T_WIND-1')).json.data;
    assert.deepEqual([farm.notified_mwh, farm.curtailed_share_of_notified], ['2375', '0.042105']);
    const idle = (await api.get('/farms/T_WIND-2')).json.data;
    assert.deepEqual([idle.notified_mwh, idle.curtailed_share_of_notified], ['-24', null]);
    const [coverage] = (await api.get(`/coverage?from=${date}&to=${date}&source=notifications`)).json.data;
    assert.deepEqual([coverage.complete, coverage.missing], ['48', '0']);
    const { sources } = (await api.get('/status')).json.data;
    assert.equal(sources.find(({ source }) => source === 'notifications').known_through, '2025-02-11T00:00:00Z');
    await api.stop();
  });

  test("a farm's are of its first day that has them to the last, as those of today come when it is over", async () => {
    const later = ['2025-02-11', '2025-02-12'];
    const archive = archiveOf(every('T_WIND-1', 100));
    for (const next of later) writeDay(archive, next, { 1: [bid('-50')] });
    append(archive, every('T_WIND-1', 100, later[1]), { day: later[1] });
    const world = await worlds.world();
    const api = await startApi(world);
    const read = async (day) => {
      await world.must('ingest', '--from', day, '--to', day, '--archive', archive);
      const { data } = (await api.get('/farms/T_WIND-1')).json;
      return [data.curtailed_mwh, data.notified_mwh, data.curtailed_share_of_notified];
    };
    assert.deepEqual(await read(date), ['100', '2400', '0.041667']);
    assert.deepEqual(await read(later[0]), ['150', '2400', '0.041667'], 'not read of the day yet');
    assert.deepEqual(await read(later[1]), ['200', null, null], 'a day in between is not known');
    append(archive, every('T_WIND-1', 100, later[0]), { day: later[0] });
    assert.deepEqual(await read(later[0]), ['200', '7200', '0.027778']);
    await world.query(`UPDATE windfall.settlement_days SET complete = 47 WHERE settlement_date = '${later[0]}'`);
    assert.deepEqual(await read(date), ['200', '7200', null], 'curtailment of a part of the time is no share');
    await api.stop();
  });

  for (const [what, rows, mwh] of [
    [
      'a gap in a half hour',
      every('T_WIND-1', 100).with(8, notification('T_WIND-1', date, 9, 100, 100, [0, 29])),
      '2350',
    ],
    ['no level', every('T_WIND-1', 100).with(8, notification('T_WIND-1', date, 9, null, 100)), '2350'],
    ['two that contradict', [...every('T_WIND-1', 100), notification('T_WIND-1', date, 9, 1, 1)], '2350'],
    ['a curtailed unit without any', every('T_WIND-2', 100), '2350'],
  ])
    test(`${what}: the half hour is not known, and no total that needs it`, async () => {
      const world = await worlds.world();
      const archive = archiveOf(rows, { bids: { 9: [bid('-10')] } });
      assert.equal((await ingest(world, archive)).code, 0);
      assert.deepEqual(await day(world), { units: '1', unread: '0', half_hours: '47', mwh });
      await assertSumsHold(world);
      const api = await startApi(world);
      const { data } = (await api.get(`/summaries/daily/${date}`)).json;
      assert.deepEqual([data.notified_mwh, data.curtailed_share_of_notified], [null, null]);
      assert.equal((await api.get('/farms/T_WIND-1')).json.data.notified_mwh, null);
      await api.stop();
    });

  for (const [what, text, status] of [
    ['absent', undefined],
    ['not published', '[]'],
    ['gone', '{"statusCode":404}', 404],
    ['HTML', '<html></html>'],
    ['in an envelope', JSON.stringify({ data: every('T_WIND-1', 100) })],
    ['of another day', every('T_WIND-1', 100, '2025-02-11')],
    ['beyond range', [notification('T_WIND-1', date, 1, 10_001, 1)]],
  ])
    test(`${what}: the day is none the worse, and the run says so`, async () => {
      const world = await worlds.world();
      const result = await ingest(world, archiveOf(text, { status }));
      assert.equal(result.code, 0, result.stderr);
      assert.equal(
        await world.one(`SELECT complete FROM windfall.settlement_days WHERE settlement_date = '${date}'`),
        '48',
      );
      assert.equal(await world.one('SELECT count(*) FROM windfall.notification_unit_days'), '0');
      assert.match(await message(world), /1 days without notifications/);
    });

  test('a second reading changes nothing; a new one does; what it says nothing of stays', async () => {
    const archive = archiveOf([...every('T_WIND-1', 100), ...every('T_WIND-2', 10)]);
    const world = await worlds.world();
    await ingest(world, archive);
    const first = await digest(world);
    await ingest(world, archive);
    assert.deepEqual(await digest(world), first);
    append(archive, [notification('T_WIND-1', date, 3, 102, 102)], { units: ['T_WIND-1'] });
    await ingest(world, archive);
    assert.deepEqual(await day(world), { units: '2', unread: '0', half_hours: '48', mwh: '2641' });
    await assertSumsHold(world);
  });
});

describe('from Elexon', () => {
  const many = Array.from({ length: 100 }, (_, i) => `T_WIND-${100 + i}`);
  const half = (rows, first) => rows.filter(({ bmUnit }) => bmUnit < 'T_WIND-150' === first);
  const streams = (server) => server.requests.filter(({ path: url }) => url.includes('/datasets/PN/'));
  let elexon, world;

  before(async () => {
    const rows = many.flatMap((id) => every(id, 10));
    const archive = archiveOf(undefined, { bids: { 1: [bid('-1', 'T_WIND-100')] }, units: [...many, 'T_GAS-1'] });
    for (const first of [true, false])
      append(archive, half(rows, first), { units: many.filter((id) => id < 'T_WIND-150' === first) });
    elexon = await new FakeElexon(archive).listen();
    world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
    await world.must('sync', 'units');
  });
  after(() => elexon?.close());

  test('a stream that fails leaves its units unread: the total is not known, the day is none the worse', async () => {
    elexon.fault(/datasets.PN.*T_WIND-199/, 'status', { status: 403 });
    const { code, stderr } = await world.windfall('ingest', '--from', date, '--to', date);
    assert.ok([0, 75].includes(code), stderr); // 75: no difficulty is known of that day
    const { unread, ...rest } = await day(world);
    assert.ok(Number(unread) > 10 && Number(unread) < 50, unread);
    assert.equal(rest.half_hours, '48');
    const api = await startApi(world);
    assert.equal((await api.get(`/summaries/daily/${date}`)).json.data.notified_mwh, null);
    await api.stop();
  });

  test('sync notifications mends it with two requests, of wind units alone; then nothing is missing', async () => {
    elexon.reset();
    const { stdout } = await world.must('sync', 'notifications', '--from', date, '--to', date);
    assert.match(stdout, /notifications: 1 days asked for, 0 gave nothing; 1 new or changed/);
    assert.deepEqual(await day(world), { units: '100', unread: '0', half_hours: '48', mwh: '24000' });
    const asked = streams(elexon).map(({ path: url }) => new URL(url, elexon.url).searchParams.getAll('bmUnit'));
    assert.equal(asked.length, 2);
    assert.deepEqual(asked.flat(), many);
    await assertSumsHold(world);
  });

  test('verify says which source differs; reconcile --missing fills what a day lacks', async () => {
    const range = ['--from', date, '--to', date];
    await world.must('verify', ...range);
    await world.query(`UPDATE windfall.notification_unit_days SET half_hours_mwh[5] = 1 WHERE bm_unit = 'T_WIND-150'`);
    const verified = await world.windfall('verify', ...range);
    assert.equal(verified.code, 65, verified.stderr);
    assert.match(verified.stderr, new RegExp(`day_differs date=${date} sources=notifications periods=\\{\\}`));
    await world.query(`DELETE FROM windfall.notification_unit_days WHERE bm_unit = 'T_WIND-150'`);
    await world.query('UPDATE windfall.notification_days SET unread = 1');
    await world.windfall('reconcile', '--missing', ...range);
    assert.deepEqual(await day(world), { units: '100', unread: '0', half_hours: '48', mwh: '24000' });
    await assertSumsHold(world);
  });

  test('the replies are in the archive, and give the same figures again', async () => {
    const again = await worlds.world('live');
    await again.must('sync', 'units', '--file', world.archive);
    await again.windfall('ingest', '--from', date, '--to', date, '--archive', world.archive);
    assert.deepEqual(await day(again), await day(world));
  });

  test('half hours alone ask for none that are kept; a whole day does', async () => {
    elexon.reset();
    elexon.setStack('bid', date, 3, '<html>');
    await world.windfall('ingest', '--from', date, '--to', date);
    assert.equal(streams(elexon).length, 2);
    elexon.setStack('bid', date, 3, null);
    elexon.reset();
    await world.windfall('reconcile', '--missing', '--from', date, '--to', date);
    assert.equal(elexon.requests.filter(({ path: url }) => url.endsWith(`/stack/all/bid/${date}/3`)).length, 1);
    assert.equal(streams(elexon).length, 0);
  });
});

describe('the notifications of 2022-01-01', needsFigures, () => {
  const units = () =>
    gunzipSync(readFileSync(path.join(shared, 'physical-2022-01-01/fpn.csv.gz')))
      .toString()
      .trim()
      .split('\n')
      .slice(1)
      .map((text) => text.split(','))
      .map((cells) => [
        cells[5],
        Number(cells[6]),
        cells[7],
        cells[9],
        Number(cells[8]),
        Number(cells[10]),
        cells.at(-1),
      ])
      .filter(([at]) => at === '2022-01-01');
  const utc = (text) => `${text.replace(' ', 'T')}Z`;

  test('each half hour of each farm is the area under its lines', async () => {
    const world = await worlds.world();
    const archive = tempFolder();
    const rows = units();
    const known = new Set(
      ['2025-10', '2026-05'].flatMap((month) =>
        JSON.parse(JSON.parse(gunzipSync(readFileSync(path.join(recorded, `reference-${month}.jsonl.gz`)))).body)
          .filter(({ fuelType }) => fuelType === 'WIND')
          .map(({ elexonBmUnit }) => elexonBmUnit),
      ),
    );
    const body = rows.map(([at, settlementPeriod, timeFrom, timeTo, levelFrom, levelTo, bmUnit]) => ({
      settlementDate: at,
      settlementPeriod,
      timeFrom: utc(timeFrom),
      timeTo: utc(timeTo),
      levelFrom,
      levelTo,
      bmUnit,
    }));
    await world.must('sync', 'units', '--file', recorded);
    writeDay(archive, '2022-01-01');
    append(archive, body, { units: [...known].filter(Boolean).sort(), day: '2022-01-01' });
    await world.must('ingest', '--from', '2022-01-01', '--to', '2022-01-01', '--archive', archive);

    const areas = new Map(); // twice the MW seconds of each half hour
    for (const [, period, from, to, levelFrom, levelTo, id] of rows.filter((cells) => known.has(cells.at(-1)))) {
      const area = (levelFrom + levelTo) * ((Date.parse(utc(to)) - Date.parse(utc(from))) / 1000);
      areas.set(`${id} ${period}`, (areas.get(`${id} ${period}`) ?? 0) + area);
    }
    const kept = await world.query(
      `SELECT bm_unit || ' ' || settlement_period AS at, notified_mwh FROM api.physical_notifications`,
    );
    assert.equal(kept.length, areas.size);
    for (const { at, notified_mwh: mwh } of kept)
      assert.ok(Math.abs(Number(mwh) - areas.get(at) / 7200) < 6e-10, `${at}: ${mwh}`);
    assert.ok(areas.size > 48 * 100);
    const total = [...areas.values()].reduce((a, b) => a + b) / 7200;
    assert.ok(Math.abs(Number((await day(world)).mwh) - total) < 1e-5);
    await assertSumsHold(world);
  });
});
