// Wind output: read beside the stacks with a coverage of its own; its absence fails no day.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { FakeElexon, periodsOf } from '../fakes/elexon.mjs';
import { line, systemPricesPath, unit, windPath, writeDay, writeRegister } from '../lib/archive.mjs';
import { startApi } from '../lib/api.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { decimal, format, multiply, sum } from '../lib/decimal.mjs';
import { needsFigures, shared } from '../lib/project.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
let worlds;
before(async () => (worlds = await startWorlds()));
after(() => worlds?.stop());

const types = { onshore: 'Wind Onshore', offshore: 'Wind Offshore', solar: 'Solar' };
const figure = (day, period, kind, mw, publishTime = `${day}T23:30:00Z`) => ({
  publishTime,
  businessType: 'Wind generation',
  psrType: types[kind],
  quantity: mw,
  settlementDate: day,
  settlementPeriod: period,
});
/** Numbers given as text keep their digits. */
const body = (rows) =>
  `{"metadata":{"datasets":["AGWS"]},"data":${JSON.stringify(rows).replace(/"quantity":"([^"]*)"/g, '"quantity":$1')}}`;
const every = (day, onshore, offshore) =>
  Array.from({ length: periodsOf(day) }, (_, i) => [
    figure(day, i + 1, 'onshore', onshore),
    figure(day, i + 1, 'offshore', offshore),
    figure(day, i + 1, 'solar', 1),
  ]).flat();
const append = (archive, day, text, status) =>
  appendFileSync(path.join(archive, `${day}.jsonl.gz`), gzipSync(line(windPath(day), text, status)));
const wind = (volume) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume });

function archiveOf(text, { day = date, status = 200, bids = { 1: [wind('-100')] } } = {}) {
  const archive = tempFolder();
  writeRegister(archive, '2025-01', [unit('T_WIND-1')]);
  writeDay(archive, day, bids);
  if (text !== undefined) append(archive, day, text, status);
  return archive;
}
const ingest = (world, archive, day = date) =>
  world.windfall('ingest', '--from', day, '--to', day, '--archive', archive);
const day = async (world) =>
  (
    await world.query(
      `SELECT half_hours, trim_scale(generation_mwh) AS mwh FROM windfall.wind_generation_days WHERE settlement_date = '${date}'`,
    )
  )[0];

describe('wind output', () => {
  test('half of each MW, the last published, per kind; the share is of output and curtailment together', async () => {
    const rows = [
      ...every(date, 3000, 1000.5),
      figure(date, 7, 'onshore', 3100, '2025-02-12T08:00:00Z'),
      figure(date, 7, 'onshore', 9999, '2025-02-10T03:00:00Z'),
    ];
    const world = await worlds.world();
    const result = await ingest(world, archiveOf(body(rows)));
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(await day(world), { half_hours: '48', mwh: '96062' }); // 48 × 2000.25 + 50
    await assertSumsHold(world);
    const api = await startApi(world);
    const { data } = (await api.get(`/summaries/daily/${date}`)).json;
    assert.deepEqual([data.wind_generation_mwh, data.curtailed_share], ['96062', '0.00104']);
    const month = (await api.get('/summaries/monthly/2025-02')).json.data;
    assert.deepEqual([month.wind_generation_mwh, month.curtailed_share], [null, null]);
    const { sources } = (await api.get('/status')).json.data;
    assert.equal(sources.find(({ source }) => source === 'wind').known_through, '2025-02-11T00:00:00Z');
    await api.stop();
  });

  test('a gap stays a gap: the rest is kept, the total of the day is unknown', async () => {
    const rows = every(date, 3000, 1000).filter(
      ({ settlementPeriod: period, psrType }) => period !== 9 || psrType !== types.offshore,
    );
    const world = await worlds.world();
    assert.equal((await ingest(world, archiveOf(body(rows)))).code, 0);
    assert.deepEqual(await day(world), { half_hours: '47', mwh: '94000' });
    await assertSumsHold(world);
    const api = await startApi(world);
    const { data } = (await api.get(`/summaries/daily/${date}`)).json;
    assert.deepEqual([data.wind_generation_mwh, data.curtailed_share], [null, null]);
    await api.stop();
  });

  for (const [what, text, status] of [
    ['absent', undefined],
    ['not published', '{"data":[]}'],
    ['gone', '{"statusCode":404}', 404],
    ['HTML', '<html></html>'],
    ['malformed', '{"data":[{"quantity":"much"}]}'],
    ['of another day', body(every('2025-02-11', 1, 1))],
    ['beyond range', body([figure(date, 1, 'onshore', 200000)])],
  ])
    test(`${what}: the day is none the worse, and the run says so`, async () => {
      const world = await worlds.world();
      const result = await ingest(world, archiveOf(text, { status }));
      assert.equal(result.code, 0, result.stderr);
      assert.equal(
        await world.one(`SELECT complete FROM windfall.settlement_days WHERE settlement_date = '${date}'`),
        '48',
      );
      assert.equal(await world.one('SELECT count(*) FROM windfall.wind_generation'), '0');
      assert.match(
        await world.one('SELECT message FROM windfall.runs ORDER BY run_id DESC LIMIT 1'),
        /1 days without wind generation/,
      );
    });

  test('a second reading changes nothing; a revision does; an older one does not take it back', async () => {
    const archive = archiveOf(body(every(date, 3000, 1000)));
    const world = await worlds.world();
    await ingest(world, archive);
    const first = await digest(world);
    await ingest(world, archive);
    assert.deepEqual(await digest(world), first);
    append(archive, date, body([figure(date, 3, 'offshore', 1002, '2025-02-15T00:00:00Z')]));
    await ingest(world, archive);
    assert.deepEqual(await day(world), { half_hours: '48', mwh: '96001' });
    append(archive, date, body(every(date, 3000, 1000)));
    const third = await digest(world);
    await ingest(world, archive);
    assert.deepEqual(await digest(world), third);
  });

  test('sync wind fills what ingest did not find, and asks for no stack', async () => {
    const archive = archiveOf();
    const world = await worlds.world();
    await ingest(world, archive);
    const records = await world.one('SELECT count(*) FROM windfall.curtailment_records');
    append(archive, date, body(every(date, 2000, 2000)));
    const result = await world.must('sync', 'wind', '--from', date, '--to', date, '--file', archive);
    assert.match(result.stdout, /wind: 1 days asked for, 0 gave nothing; 1 new or changed/);
    assert.deepEqual(await day(world), { half_hours: '48', mwh: '96000' });
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), records);
    await assertSumsHold(world);
  });

  test('from Elexon: one request a day, kept in the archive beside the stacks; down, sync wind says 69', async () => {
    const elexon = await new FakeElexon(archiveOf()).listen();
    const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
    try {
      elexon.set(windPath(date).slice('/bmrs/api/v1'.length), body(every(date, 2000, 2000)));
      await world.must('sync', 'units', '--file', archiveOf());
      const result = await world.windfall('ingest', '--from', date, '--to', date);
      assert.ok([0, 75].includes(result.code), result.stderr); // 75: no difficulty is known of that day
      assert.deepEqual(await day(world), { half_hours: '48', mwh: '96000' });
      const kept = gunzipSync(readFileSync(path.join(world.archive, `${date}.jsonl.gz`))).toString();
      assert.ok(kept.includes(`"path":"${windPath(date)}","status":200`));
      elexon.set(windPath(date).slice('/bmrs/api/v1'.length), '{}', 403);
      assert.equal((await world.windfall('sync', 'wind', '--from', date, '--to', date)).code, 69);
    } finally {
      await elexon.close();
    }
  });

  test('verify names output and prices that differ; reconcile --missing reads those that a day lacks, and no stack', async () => {
    const elexon = await new FakeElexon(archiveOf()).listen();
    const range = ['--from', date, '--to', date];
    const set = (url, text) => elexon.set(url.slice('/bmrs/api/v1'.length), text);
    const prices = (sell) =>
      body(
        Array.from({ length: 48 }, (_, i) => ({
          settlementDate: date,
          settlementPeriod: i + 1,
          systemSellPrice: sell,
          systemBuyPrice: sell,
          totalAcceptedBidVolume: -1,
        })),
      );
    const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
    const sources = async () => {
      const before = await digest(world);
      const { code, stderr } = await world.windfall('verify', ...range);
      assert.deepEqual(await digest(world), before);
      return [code, /day_differs date=\S+ sources=("[^"]*"|\S+)/.exec(stderr)?.[1].replaceAll('"', '')];
    };
    try {
      await world.must('sync', 'units');
      await world.must('ingest', ...range);
      elexon.requests = [];
      set(windPath(date), body(every(date, 2000, 2000)));
      set(systemPricesPath(date), prices(80));
      assert.deepEqual(await sources(), [65, 'wind generation, system prices']);
      elexon.requests = [];
      await world.must('reconcile', '--missing', ...range);
      assert.equal(elexon.asked('/stack/'), 0);
      assert.deepEqual(await day(world), { half_hours: '48', mwh: '96000' });
      assert.equal(await world.one('SELECT half_hours FROM windfall.system_price_days'), '48');
      assert.equal(await world.one('SELECT compared FROM windfall.system_price_days'), '48', 'the sums were there');
      assert.deepEqual(await sources(), [0, undefined]);
      set(systemPricesPath(date), prices(81));
      assert.deepEqual(await sources(), [65, 'system prices']);
      set(windPath(date), body([...every(date, 2000, 2000), figure(date, 3, 'offshore', 1, '2025-02-15T00:00:00Z')]));
      assert.deepEqual(await sources(), [65, 'wind generation, system prices']);
      await world.must('reconcile', ...range);
      assert.deepEqual(await sources(), [0, undefined]);
      await assertSumsHold(world);
    } finally {
      await elexon.close();
    }
  });

  test('--from is for sync wind alone', async () => {
    const world = await worlds.world();
    assert.equal((await world.windfall('sync', 'units', '--from', date, '--to', date)).code, 64);
    assert.equal((await world.windfall('sync', 'wind', '--from', date)).code, 64);
  });
});

describe('the recorded output of 2018', needsFigures, () => {
  const csv = needsFigures.skip
    ? []
    : gunzipSync(readFileSync(path.join(shared, 'wind-generation/agws_2018.csv.gz')))
        .toString()
        .trim()
        .split('\n')
        .slice(1)
        .map((text) => text.split(','));
  const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

  for (const at of ['2018-03-25', '2018-06-10', '2018-10-28'])
    test(`${at}: ${periodsOf(at)} half hours, the sum of the published MW`, async () => {
      const lines = csv.filter(([time]) => london.format(new Date(time.replace(' ', 'T'))) === at);
      const rows = lines.flatMap(([, , offshore, onshore], i) => [
        figure(at, i + 1, 'onshore', onshore),
        figure(at, i + 1, 'offshore', offshore),
      ]);
      assert.equal(lines.length, periodsOf(at));
      const world = await worlds.world();
      await ingest(world, archiveOf(body(rows), { day: at }), at);
      const total = multiply(sum(rows.map(({ quantity }) => quantity)), decimal('0.5'));
      assert.deepEqual(
        await world.query('SELECT half_hours, trim_scale(generation_mwh) AS mwh FROM windfall.wind_generation_days'),
        [{ half_hours: `${periodsOf(at)}`, mwh: format(total) }],
      );
      await assertSumsHold(world);
    });
});
