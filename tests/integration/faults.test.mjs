// A source that misbehaves: the reason is named, the exit tells, nothing is lost, and the next run mends it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { row, stack, unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { plusDays, today } from '../lib/dates.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
const recent = plusDays(today(), -1); // still provisional: due to be read again
const wind = (volume, fields = {}) => ({ id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume, ...fields });
const epochs = path.join(tempFolder(), 'epochs.csv');
let worlds, elexon, expected;

before(async () => {
  const known = `# Known through ${today()}T00:00:00Z.`;
  writeFileSync(epochs, `${known}\nheight,start_time_utc,difficulty\n963648,2026-08-22T05:00:00Z,130000000000000\n`);
  const folder = tempFolder();
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  const bids = Object.fromEntries(Array.from({ length: 48 }, (_, i) => [i + 1, [wind('-1'), wind(`-${i}.5`)]]));
  for (const day of [date, recent]) writeDay(folder, day, bids);
  elexon = await new FakeElexon(folder).listen();
  worlds = await startWorlds();
  const world = await live();
  const result = await ingest(world);
  assert.equal(result.code, 0, result.stderr);
  expected = await digest(world, howOften);
});
after(async () => {
  await elexon?.close();
  await worlds?.stop();
});
afterEach(() => elexon.reset());

/** A database that knows the units, and a difficulty up to today. */
async function live(env = {}) {
  const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url, ...env });
  await world.must('sync', 'difficulty', '--file', epochs);
  await world.must('sync', 'units');
  return world;
}
const ingest = (world, day = date) => world.windfall('ingest', '--from', day, '--to', day);
const failures = (world) =>
  world.query(`SELECT settlement_period AS period, failure FROM windfall.periods WHERE failure IS NOT NULL ORDER BY 1`);
const complete = (world, day = date) =>
  world.one(`SELECT complete FROM windfall.settlement_days WHERE settlement_date = '${day}'`);
const stackOf = (day, period, side = 'bid') => `/${side}/${day}/${period}`;

// Each on a period of its own, all in one run: they are retried side by side.
const passing = {
  '429 with Retry-After': ['status', { status: 429, retryAfter: 1 }],
  '429 without Retry-After': ['status', { status: 429 }],
  500: ['status', { status: 500 }],
  '502 of a proxy': ['status', { status: 502, body: '<html>Bad gateway</html>' }],
  '503 with Retry-After': ['status', { status: 503, retryAfter: 0 }],
  'a reset connection': ['reset'],
  'a truncated body': ['truncated'],
  'HTML with 200': ['html'],
  'half a JSON text': ['half_json'],
  'a server that hangs': ['hang'],
};
describe('a fault that passes is retried away', () => {
  let world, result;
  before(async () => {
    world = await live();
    for (const [i, [kind, options]] of Object.values(passing).entries())
      elexon.fault(stackOf(date, i + 1, i % 2 ? 'offer' : 'bid'), kind, { times: 1, ...options });
    result = await ingest(world);
  });
  for (const [i, name] of Object.keys(passing).entries())
    test(name, async () => {
      const [period] = await world.query(
        `SELECT state, failure FROM windfall.periods WHERE settlement_period = ${i + 1}`,
      );
      assert.deepEqual(period, { state: 'complete', failure: null }, result.stderr);
    });
  test('and the day is as if nothing had been', async () => {
    assert.equal(result.code, 0, result.stderr);
    assert.deepEqual(await digest(world, howOften), expected);
  });
});

test('a row sent twice counts once', async () => {
  const world = await live();
  elexon.fault(stackOf(date, 7), 'duplicate');
  const result = await ingest(world);
  assert.equal(result.code, 0, result.stderr);
  assert.equal((await digest(world)).curtailment_records, expected.curtailment_records);
});

const staying = {
  429: ['status', { status: 429, retryAfter: 0 }, /http_429/],
  500: ['status', { status: 500 }, /http_5xx/],
  403: ['status', { status: 403 }, /http_4/],
  'a 404 for a period that exists': ['status', { status: 404 }, /http_404/],
  'a reset connection': ['reset', {}, /reset/],
  'a truncated body': ['truncated', {}, /truncated/],
  'HTML with 200': ['html', {}, /malformed/],
  'half a JSON text': ['half_json', {}, /malformed/],
  'an array instead of an envelope': ['body', { body: '[]' }, /malformed/],
  'an envelope without data': ['body', { body: '{"metadata":{}}' }, /malformed/],
  'a volume that is text': ['wrong_types', {}, /malformed/],
  'a volume beyond range': ['beyond_range', {}, /malformed/],
  "another day's row": ['another_day', {}, /foreign_row/],
  'two rows of one identity that differ': ['conflict', {}, /identity_conflict/],
  '200 MB of reply': ['huge', {}, /too_large/],
  '256 MB packed into little': ['bomb', {}, /too_large/],
  'a redirect that leads nowhere': ['redirect', {}, /redirect|transport/],
  'a redirect to a file': ['redirect', { location: 'file:///etc/passwd' }, /redirect/],
};
describe('a fault that stays fails its period alone, with its reason', () => {
  const names = Object.keys(staying);
  let world, result, failed;
  before(async () => {
    world = await live({ WINDFALL_ELEXON_PARALLEL: '32' });
    for (const [i, name] of names.entries()) elexon.fault(stackOf(date, i + 1), ...staying[name]);
    result = await ingest(world);
    failed = await failures(world);
  });
  for (const [i, name] of names.entries())
    test(name, () => {
      const period = failed.find((row) => row.period === `${i + 1}`);
      assert.match(period?.failure ?? 'did not fail', staying[name][2]);
      assert.match(result.stderr, new RegExp(`${date}[^\\n]*\\b${i + 1}\\b`), 'is named');
    });
  test('the others stand, and the exit says: partly', async () => {
    assert.equal(result.code, 75, result.stderr);
    assert.deepEqual(
      failed.map(({ period }) => Number(period)),
      names.map((_, i) => i + 1),
    );
    assert.equal(await complete(world), `${48 - names.length}`);
    await assertSumsHold(world);
  });
  test('the next run mends it', async () => {
    assert.equal((await ingest(world)).code, 0);
    assert.deepEqual(await digest(world, howOften), expected);
  });
});

describe('a source that is down', () => {
  test('refuses connections: exit 69, nothing changed', async () => {
    const world = await live();
    const before = await digest(world, ['failed_at']);
    world.env.WINDFALL_ELEXON_URL = 'http://127.0.0.1:9';
    const result = await ingest(world);
    assert.equal(result.code, 69, result.stderr);
    assert.equal(await world.one('SELECT count(*) FROM windfall.curtailment_records'), '0');
    assert.equal(before.curtailment_records, (await digest(world)).curtailment_records);
  });

  test('answers 500 to all: exit 69, and the day has no figures', async () => {
    const world = await live();
    elexon.fault(/stack/, 'status', { status: 500 });
    const result = await ingest(world);
    assert.equal(result.code, 69, result.stderr);
    assert.equal(await world.one('SELECT count(*) FROM windfall.daily_summaries'), '0');
  });

  test('a register that fails leaves the known one', async () => {
    const world = await live();
    for (const [kind, options] of [
      ['status', { status: 500 }],
      ['body', { body: '[]' }],
      ['html', {}],
      ['half_json', {}],
    ]) {
      elexon.reset();
      elexon.fault('/reference/bmunits/all', kind, options);
      const result = await world.windfall('sync', 'units');
      assert.ok([65, 69, 75].includes(result.code), `${kind}: exit ${result.code}`);
    }
    assert.equal(await world.one('SELECT count(*) FROM windfall.bm_units'), '1');
  });
});

describe('a day that is read again', () => {
  test('a failed period keeps what it had and is named; the others move on', async () => {
    const world = await live();
    assert.equal((await ingest(world, recent)).code, 0);
    const volume = (period) =>
      world.one(`SELECT sum(-volume_mwh) FROM windfall.curtailment_records WHERE settlement_period = ${period}`);
    const before = await volume(7);
    elexon.fault(stackOf(recent, 7), 'status', { status: 500 });
    elexon.setStack('bid', recent, 8, stack([row(recent, 8, 1, wind('-99'))]));
    const result = await ingest(world, recent);
    elexon.setStack('bid', recent, 8, null);
    assert.equal(result.code, 75, result.stderr);
    assert.match(result.stderr, new RegExp(`${recent}[^\\n]*\\b7\\b`));
    assert.equal(await volume(7), before);
    assert.equal(await volume(8), '99.000000000');
    assert.equal(await complete(world, recent), '48', 'what was read once is still complete');
    await assertSumsHold(world);
  });

  test('a period that turns empty keeps what it had', async () => {
    const world = await live();
    await ingest(world, recent);
    elexon.unpublish(recent, 7);
    await ingest(world, recent);
    for (const side of ['bid', 'offer']) elexon.setStack(side, recent, 7, null);
    assert.equal(await complete(world, recent), '48');
    assert.equal(
      await world.one(`SELECT sum(-volume_mwh) FROM windfall.curtailment_records WHERE settlement_period = 7`),
      '7.500000000',
    );
  });

  test('unpublished periods are empty, and asked for again', async () => {
    const world = await live();
    for (const period of [47, 48]) elexon.unpublish(recent, period);
    await ingest(world, recent);
    assert.deepEqual(
      await world.query(`SELECT complete, empty FROM windfall.settlement_days WHERE settlement_date = '${recent}'`),
      [{ complete: '46', empty: '2' }],
    );
    for (const period of [47, 48]) for (const side of ['bid', 'offer']) elexon.setStack(side, recent, period, null);
    assert.equal((await ingest(world, recent)).code, 0);
    assert.equal(await complete(world, recent), '48');
  });
});

describe('manners', () => {
  test('never more requests at once than asked for, each named, none twice', async () => {
    const world = await live({ WINDFALL_ELEXON_PARALLEL: '3' });
    elexon.reset();
    elexon.latencyMs = 5;
    await ingest(world);
    elexon.latencyMs = 0;
    assert.ok(elexon.highest <= 3, `${elexon.highest} at once`);
    const paths = elexon.requests.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    assert.equal(elexon.asked('/stack/all/'), 96);
    for (const { headers } of elexon.requests) {
      assert.match(headers['user-agent'] ?? '', /windfall/i);
      assert.match(headers.accept ?? '', /json/);
    }
  });

  test('a rate is kept', async () => {
    const world = await live({ WINDFALL_ELEXON_RATE: '40', WINDFALL_ELEXON_PARALLEL: '4' });
    elexon.reset();
    const begun = Date.now();
    await ingest(world);
    const leastMs = ((elexon.asked('/stack/all/') - 8) / 40) * 1000;
    assert.ok(Date.now() - begun >= leastMs * 0.9, 'faster than asked for');
  });

  test('an address with a path of its own is asked under that path', async () => {
    const world = await live();
    world.env.WINDFALL_ELEXON_URL = `${elexon.url}/bmrs/api/v1`;
    assert.equal((await ingest(world)).code, 0);
  });
});

test('the archive that live runs append to gives the same rows again', async () => {
  const first = await live();
  elexon.fault(stackOf(date, 7), 'status', { status: 500 });
  elexon.unpublish(date, 12);
  await ingest(first);
  elexon.reset();
  for (const side of ['bid', 'offer']) elexon.setStack(side, date, 12, null);
  assert.equal((await ingest(first)).code, 0);

  const second = await worlds.world('live', { WINDFALL_ARCHIVE_DIR: first.archive });
  await second.must('sync', 'difficulty', '--file', epochs);
  const result = await second.windfall('ingest', '--from', date, '--to', date, '--archive', first.archive);
  assert.equal(result.code, 0, result.stderr);
  const ignored = [...howOften, 'register_date', 'valid_from', 'first_register', 'last_register'];
  assert.deepEqual(await digest(second, ignored), await digest(first, ignored));
});
