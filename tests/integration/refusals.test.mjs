// Replies that are refused are kept with the reason, as they came, and status shows them.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import {
  notification,
  notificationsPath,
  row,
  stack,
  systemPricesPath,
  unit,
  windPath,
  writeDay,
  writeRegister,
} from '../lib/archive.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
const wind = (volume, fields = {}) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60', volume, ...fields });
const pathOf = (side, period) => `/bmrs/api/v1/balancing/settlement/stack/all/${side}/${date}/${period}`;
const html = '<html>Sorry, “later” – \u00e9</html>';
const foreign = stack([row('2001-01-01', 4, 1, {})]);
const large = `{"data":[${row(date, 5, 1, { id: 'x'.repeat(300_000), volume: '"much"' })}]}`;
let worlds, elexon, world, result;

before(async () => {
  const folder = tempFolder();
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  writeDay(folder, date, { 1: [wind('-1')] });
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
  world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
  await world.must('sync', 'units');
  elexon.setStack('bid', date, 3, html);
  elexon.setStack('offer', date, 4, foreign);
  elexon.setStack('bid', date, 5, large);
  result = await ingest();
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});

const ingest = () => world.windfall('ingest', '--from', date, '--to', date);
const kept = () =>
  world.query(`SELECT path, body_sha256, settlement_period, reason, detail, body_bytes, octet_length(body) AS bytes, times,
    encode(sha256(body), 'hex') AS sha256, run_id = (SELECT max(run_id) FROM windfall.runs) AS last FROM windfall.refusals
    ORDER BY settlement_period`);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

test('each is kept as it came, with its reason', async () => {
  assert.equal(result.code, 75, result.stderr);
  const rows = await kept();
  assert.deepEqual(
    rows.map(({ path, reason, times, last }) => [path, reason, times, last]),
    [
      [pathOf('bid', 3), 'malformed', '1', 't'],
      [pathOf('offer', 4), 'foreign_row', '1', 't'],
      [pathOf('bid', 5), 'malformed', '1', 't'],
    ],
  );
  for (const [i, body] of [html, foreign, large].entries()) assert.equal(rows[i].body_sha256, sha256(body));
  assert.equal(rows[0].sha256, sha256(html));
  assert.equal(rows[1].sha256, sha256(foreign));
  assert.deepEqual([rows[2].bytes, rows[2].body_bytes], ['262144', `${large.length}`], 'a large one is cut');
  assert.match(rows[1].detail, /2001-01-01/);
});

test('the same again is counted, not kept twice', async () => {
  assert.equal((await ingest()).code, 75);
  assert.deepEqual(
    (await kept()).map(({ times, last }) => [times, last]),
    Array(3).fill(['2', 't']),
  );
});

test('status shows them, and says when they were read well', async () => {
  elexon.setStack('bid', date, 3, null);
  await world.windfall('update');
  await world.windfall('reconcile', '--missing', '--from', date, '--to', date);
  const text = (await world.must('status')).stdout;
  assert.match(text, /3 refused replies kept/);
  assert.match(text, new RegExp(`${pathOf('offer', 4)} {2}foreign_row: .*2001-01-01[^;]*$`, 'm'));
  assert.match(text, new RegExp(`${pathOf('bid', 3)} .*read well since$`, 'm'));
  const status = JSON.parse((await world.must('status', '--json')).stdout);
  assert.equal(status.refusals, 3);
  assert.equal(status.revisions, 0);
  assert.match(status.last_update, /Z$/);
  assert.match(status.last_reconcile, /Z$/);
  assert.deepEqual(
    status.last_refusals.map(({ path, reason, mended }) => [path, reason, mended]).sort(),
    [
      [pathOf('bid', 3), 'malformed', true],
      [pathOf('bid', 5), 'malformed', false],
      [pathOf('offer', 4), 'foreign_row', false],
    ].sort(),
  );
});

test('a remedy that status names works as typed', async () => {
  elexon.setStack('offer', date, 4, null);
  elexon.setStack('bid', date, 5, null);
  const failed = async () =>
    JSON.parse((await world.must('status', '--json')).stdout).problems.find(({ what }) =>
      /could not be read/.test(what),
    );
  const { remedy } = await failed();
  assert.equal(remedy, `windfall reconcile --missing --from ${date} --to ${date}`);
  const { code, stderr } = await world.windfall(...remedy.split(' ').slice(1));
  assert.ok([0, 75].includes(code), stderr); // what is left is the prices', whose source is down here
  assert.equal(await failed(), undefined);
});

test('so are those of what is read once a day; the day is none the worse', async () => {
  const own = (url) => url.replace('/bmrs/api/v1', '');
  elexon.set(own(windPath(date)), '{"data":[{"quantity":"much"}]}');
  elexon.set(own(systemPricesPath(date)), html);
  const { code, stderr } = await ingest();
  assert.equal(code, 0, stderr);
  const status = async () => {
    const { last_refusals } = JSON.parse((await world.must('status', '--json')).stdout);
    return last_refusals
      .filter(({ path }) => !path.includes('/stack/'))
      .map(({ path, reason, mended }) => [path, reason, mended])
      .sort();
  };
  assert.deepEqual(await status(), [
    [systemPricesPath(date), 'malformed', false],
    [windPath(date), 'malformed', false],
  ]);
  assert.equal(
    await world.one(`SELECT convert_from(body, 'UTF8') FROM windfall.refusals WHERE path LIKE '%system-prices%'`),
    html,
  );
  const prices = Array.from({ length: 48 }, (_, i) => ({
    settlementDate: date,
    settlementPeriod: i + 1,
    systemSellPrice: 1,
    systemBuyPrice: 1,
    totalAcceptedBidVolume: -1,
  }));
  elexon.set(own(systemPricesPath(date)), JSON.stringify({ data: prices }));
  assert.equal((await ingest()).code, 0);
  assert.deepEqual(
    (await status()).map(([, , mended]) => mended),
    [true, false],
  );
});

test('and those of notifications, till the day has them all', async () => {
  const own = notificationsPath(date, ['T_WIND-1']).replace('/bmrs/api/v1', '');
  const level = (mw, day = date) => JSON.stringify([notification('T_WIND-1', day, 1, mw, mw)]);
  const of = async () =>
    JSON.parse((await world.must('status', '--json')).stdout)
      .last_refusals.filter(({ path }) => path.includes('/datasets/PN/'))
      .map(({ reason, mended }) => `${reason} ${mended}`)
      .sort();
  for (const body of [html, level(10_001), level(100, '2025-02-09'), '{"data":[]}']) {
    elexon.set(own, body);
    assert.equal((await ingest()).code, 0);
  }
  assert.deepEqual(await of(), ['foreign_row false', 'level_range false', 'malformed false', 'malformed false']);
  assert.equal(await world.one('SELECT count(*) FROM windfall.notification_unit_days WHERE half_hours > 0'), '0');
  const good = Array.from({ length: 48 }, (_, i) => notification('T_WIND-1', date, i + 1, 100, 100));
  elexon.set(own, JSON.stringify(good));
  assert.equal((await ingest()).code, 0);
  assert.deepEqual(await of(), ['foreign_row true', 'level_range true', 'malformed true', 'malformed true']);
  assert.equal(await world.one('SELECT trim_scale(notified_mwh) FROM windfall.notification_days'), '2400');
});
