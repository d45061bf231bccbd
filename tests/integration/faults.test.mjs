// A source that misbehaves: the reason is named, the exit tells, nothing is lost, and the next run mends it.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
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
let worlds, elexon, expected;

before(async () => {
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

/** Elexon alone: what needs Bitcoin's difficulty stands in the reference table. */
async function live(env = {}) {
  const world = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url, ...env });
  await world.must('sync', 'units');
  return world;
}
const ingest = (world, day = date) => world.windfall('ingest', '--from', day, '--to', day);
const failures = (world) =>
  world.query(`SELECT settlement_period AS period, failure FROM windfall.periods WHERE failure IS NOT NULL ORDER BY 1`);
const complete = (world, day = date) =>
  world.one(`SELECT complete FROM windfall.settlement_days WHERE settlement_date = '${day}'`);
const stackOf = (day, period, side = 'bid') => `/${side}/${day}/${period}`;

describe('a fault that passes is retried away', () => {
  for (const [name, kind, options] of [
    ['429 with Retry-After', 'status', { status: 429, retryAfter: 1 }],
    ['429 without Retry-After', 'status', { status: 429 }],
    ['500', 'status', { status: 500 }],
    ['502 of a proxy', 'status', { status: 502, body: '<html>Bad gateway</html>' }],
    ['503 with Retry-After', 'status', { status: 503, retryAfter: 0 }],
    ['a reset connection', 'reset', {}],
    ['a truncated body', 'truncated', {}],
    ['HTML with 200', 'html', {}],
    ['half a JSON text', 'half_json', {}],
  ])
    test(name, async () => {
      const world = await live();
      elexon.fault(stackOf(date, 7), kind, { times: 1, ...options });
      elexon.fault(stackOf(date, 9, 'offer'), kind, { times: 1, ...options });
      const result = await ingest(world);
      assert.equal(result.code, 0, result.stderr);
      assert.deepEqual(await digest(world, howOften), expected);
    });

  test('a row sent twice counts once', async () => {
    const world = await live();
    elexon.fault(stackOf(date, 7), 'duplicate');
    const result = await ingest(world);
    assert.equal(result.code, 0, result.stderr);
    assert.equal((await digest(world)).curtailment_records, expected.curtailment_records);
  });

  test('a server that hangs once', async () => {
    const world = await live();
    elexon.fault(stackOf(date, 7), 'hang', { times: 1 });
    assert.equal((await ingest(world)).code, 0);
    assert.deepEqual(await digest(world, howOften), expected);
  });
});

describe('a fault that stays fails its period alone, with its reason', () => {
  for (const [name, kind, options, reason, exits] of [
    ['429', 'status', { status: 429, retryAfter: 0 }, /http_429/, [75]],
    ['500', 'status', { status: 500 }, /http_5xx/, [75]],
    ['403', 'status', { status: 403 }, /http_4/, [65, 75]],
    ['a 404 for a period that exists', 'status', { status: 404 }, /http_404/, [65, 75]],
    ['a reset connection', 'reset', {}, /reset/, [75]],
    ['a truncated body', 'truncated', {}, /truncated/, [75]],
    ['HTML with 200', 'html', {}, /malformed/, [65, 75]],
    ['half a JSON text', 'half_json', {}, /malformed|truncated/, [65, 75]],
    ['an array instead of an envelope', 'body', { body: '[]' }, /malformed|shape|data/, [65, 75]],
    ['an envelope without data', 'body', { body: '{"metadata":{}}' }, /malformed|shape|data/, [65, 75]],
    ['a volume that is text', 'wrong_types', {}, /./, [65, 75]],
    ["another day's row", 'another_day', {}, /./, [65, 75]],
    ['two rows of one identity that differ', 'conflict', {}, /./, [65, 75]],
    ['64 MB of reply', 'huge', {}, /too_large/, [65, 75]],
    ['256 MB packed into little', 'bomb', {}, /too_large/, [65, 75]],
    ['a redirect', 'redirect', {}, /redirect/, [65, 75]],
  ])
    test(name, async () => {
      const world = await live();
      elexon.fault(stackOf(date, 7), kind, options);
      const result = await ingest(world);
      assert.ok(exits.includes(result.code), `exit ${result.code}: ${result.stderr}`);
      const failed = await failures(world);
      assert.deepEqual(
        failed.map(({ period }) => period),
        ['7'],
      );
      assert.match(failed[0].failure, reason);
      assert.match(result.stderr, new RegExp(`${date}[^\\n]*\\b7\\b`), 'names the period');
      assert.equal(await complete(world), '47', 'the others stand');
      await assertSumsHold(world);

      elexon.reset();
      assert.equal((await ingest(world)).code, 0, 'the next run mends it');
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

  test('sends nonsense for all: exit 65 or 69', async () => {
    const world = await live();
    elexon.fault(/stack/, 'wrong_types');
    const result = await ingest(world);
    assert.ok([65, 69].includes(result.code), `exit ${result.code}: ${result.stderr}`);
    assert.equal(await complete(world), '0');
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
  const result = await second.windfall('ingest', '--from', date, '--to', date, '--archive', first.archive);
  assert.equal(result.code, 0, result.stderr);
  const ignored = [...howOften, 'register_date', 'valid_from', 'first_register', 'last_register'];
  assert.deepEqual(await digest(second, ignored), await digest(first, ignored));
  rmSync(first.archive, { recursive: true });
});
