// The command line: bad input says what is allowed, exits 64, and changes nothing.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { digest } from '../lib/checks.mjs';
import { plusDays, today } from '../lib/dates.mjs';
import { windfall } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, world, untouched;
before(async () => {
  worlds = await startWorlds();
  world = await worlds.world('recorded');
  untouched = await digest(world);
});
after(() => worlds?.stop());

const days = ['--from', '2025-04-01', '--to', '2025-04-01'];
const out = tempFolder();

describe('bad options', () => {
  for (const [args, says] of [
    [[], /ingest/],
    [['no-such-command'], /no-such-command/],
    [['--no-such-option'], /no-such-option/],
    [['ingest', '--from'], /--from/],
    [['ingest', '--from', '2025-02-30', '--to', '2025-03-01'], /2025-02-30[^]*YYYY-MM-DD|YYYY-MM-DD[^]*2025-02-30/],
    [['ingest', '--from', '01/04/2025', '--to', '2025-04-01'], /YYYY-MM-DD/],
    [['ingest', '--from', '2025-4-1', '--to', '2025-04-01'], /YYYY-MM-DD/],
    [['ingest', '--from', '', '--to', '2025-04-01'], /--from/],
    [['ingest', '--from', '2025-04-02', '--to', '2025-04-01'], /2025-04-0[12]/],
    [['ingest', '--from', '1999-01-01', '--to', '1999-01-01'], /1999|2009/],
    [['ingest', '--from', '2199-01-01', '--to', '2199-01-01'], /2199|2060/],
    [['ingest', ...days, '--archive'], /--archive/],
    [['ingest', ...days, '--archive', ''], /archive/],
    [['ingest', ...days, '--archive', '/nowhere'], /\/nowhere is not a folder/],
    [['sync', 'units', '--file', '/nowhere'], /\/nowhere is not a folder/],
    [['sync', 'prices', '--file', out], /there is no file [^]*bitcoin_prices\.csv/],
    [['ingest', ...days, '--from', '2025-04-01'], /--from/],
    [['ingest', ...days, '--colour', 'red'], /--colour/],
    [['ingest', ...days, 'extra'], /extra[^]*--archive/],
    [['update', '--days', '3'], /--days[^]*--archive/],
    [['backfill'], /--from and --to/],
    [['backfill', '--from', '2025-04-01'], /--to/],
    [['backfill', ...days, '--oldest-first'], /--newest-first/],
    [['verify'], /--from and --to/],
    [['check', ...days], /--from/],
    [['reconcile', '--days', '0'], /--days[^]*1 or more/],
    [['reconcile', '--days', '3', '--month', '2025-04'], /--days[^]*--month/],
    [['reconcile', '--month', '2025-4'], /YYYY-MM/],
    [['reconcile', '--month', '2199-01'], /2199|2060/],
    [['reconcile', '--from', '2025-04-01'], /--to/],
    [['reconcile', '--days', '99999'], /calendar/],
    [['recalculate', '--from', 'yesterday', '--to', 'today'], /YYYY-MM-DD/],
    [['sync'], /units[^]*difficulty[^]*prices/],
    [['sync', 'weather'], /units[^]*difficulty[^]*prices/],
    [['sync', 'difficulty', '--file'], /--file/],
    [['sync', 'difficulty', '--fiel', 'x'], /--fiel/],
    [['status', '--jsno'], /--jsno/],
    [['status', 'extra'], /extra/],
    [['jobs'], /run, list/],
    [['jobs', 'walk'], /run, list[^]*walk/],
    [['token'], /add NAME, list, revoke NAME/],
    [['token', 'add', '../x'], /letters, digits[^]*\.\.\/x/],
    [['migrate', '--force'], /--force/],
    [['simulate', ...days, '--seed', '1'], /--out/],
    [['simulate', ...days, '--out', '/proc/nowhere', '--seed', '1'], /--out[^]*\/proc\/nowhere/],
    [['simulate', ...days, '--out', out, '--seed', 'x'], /seed/],
    [['simulate', ...days, '--out', out, '--seed', '-1'], /seed/],
    [['simulate', ...days, '--out', out, '--seed', '1.5'], /seed/],
    [['simulate', ...days, '--out', out, '--seed', '99999999999999999999999'], /seed/],
    [['simulate', '--from', '2025-04-02', '--to', '2025-04-01', '--out', out, '--seed', '1'], /2025-04-0[12]/],
    [['simulate', '--from', '2008-01-01', '--to', '2008-01-01', '--out', out, '--seed', '1'], /200[89]/],
  ])
    test(`windfall ${args.join(' ') || '(nothing)'}`, async () => {
      const result = await world.windfall(...args);
      assert.equal(result.code, 64, result.stderr);
      assert.match(result.stderr, says);
      assert.ok(result.stderr.split('\n').length < 40, 'short');
      assert.deepEqual(await digest(world), untouched);
    });

  test('an archive that is no folder', async () => {
    const result = await world.windfall('ingest', ...days, '--archive', '/nonexistent/archive');
    assert.ok([64, 78].includes(result.code), `exit ${result.code}`);
    assert.match(result.stderr, /\/nonexistent\/archive/);
    assert.deepEqual(await digest(world), untouched);
  });

  test('days that are not yet', async () => {
    const result = await world.windfall(
      'ingest',
      '--from',
      plusDays(today(), 3),
      '--to',
      plusDays(today(), 3),
      '--archive',
      out,
    );
    assert.ok([0, 64, 75].includes(result.code), `exit ${result.code}: ${result.stderr}`);
    assert.equal((await digest(world)).daily_summaries, untouched.daily_summaries);
  });
});

describe('help', () => {
  for (const command of [
    [],
    ['migrate'],
    ['sync'],
    ['ingest'],
    ['update'],
    ['reconcile'],
    ['backfill'],
    ['verify'],
    ['check'],
    ['recalculate'],
    ['status'],
    ['jobs'],
    ['token'],
    ['simulate'],
  ])
    test(['windfall', ...command, '--help'].join(' '), async () => {
      const result = await world.windfall(...command, '--help');
      assert.equal(result.code, 0, result.stderr);
      assert.match(result.stdout, new RegExp(`^windfall(?: ${command.join('')})?: [a-z]`, 'i'));
      assert.equal(result.stderr, '');
    });
});

describe('settings', () => {
  for (const [name, value, says] of [
    ['WINDFALL_ELEXON_RATE', 'fast', /elexon_rate[^]*0 to 1000/],
    ['WINDFALL_ELEXON_PARALLEL', '0', /elexon_parallel[^]*1 to 64/],
    ['WINDFALL_ELEXON_URL', 'http://data.elexon.co.uk', /elexon_url[^]*https/],
    ['WINDFALL_ELEXON_URL', 'http://127.0.0.1.evil.example', /https/],
    ['WINDFALL_ELEXON_URL', 'file:///etc/passwd', /https/],
    ['WINDFALL_MEMPOOL_URL', 'http://mempool.space', /mempool_url[^]*https/],
    ['WINDFALL_SOURCE', 'guess', /source[^]*simulated/],
    ['WINDFALL_HTTP_PORT', '99999', /http_port/],
    ['WINDFALL_DATABASE_INGEST', 'host=/nonexistent dbname=x', /./],
  ])
    test(`${name}=${value} is refused`, async () => {
      const result = await windfall(['ingest', ...days, '--archive', out], { ...world.env, [name]: value });
      assert.ok(
        name.startsWith('WINDFALL_DATABASE') ? [1, 69, 78].includes(result.code) : result.code === 78,
        `exit ${result.code}`,
      );
      assert.match(result.stderr, says);
      assert.deepEqual(await digest(world), untouched);
    });

  test('a name that no setting has, and one twice, name file and line', async () => {
    for (const [text, says] of [
      ['no_such = 1\n', /windfall\.conf:1[^]*no_such/],
      ['# fine\nelexon_rate = 1\nelexon_rate = 2\n', /windfall\.conf:3[^]*elexon_rate/],
    ]) {
      writeFileSync(path.join(world.state, 'windfall.conf'), text);
      const result = await world.windfall('status');
      writeFileSync(path.join(world.state, 'windfall.conf'), '');
      assert.equal(result.code, 78);
      assert.match(result.stderr, says);
    }
  });
});

describe('status', () => {
  test('--json is one JSON text, without figures as without', async () => {
    const result = await world.windfall('status', '--json');
    assert.equal(result.code, 0, result.stderr);
    const status = JSON.parse(result.stdout);
    assert.equal(status.data_source, 'recorded');
    assert.equal(status.last_complete_day, null);
    assert.match((await world.windfall('status')).stdout, /recorded/);
  });
});

describe('update', () => {
  for (const source of ['recorded', 'simulated'])
    test(`of ${source} data, of which nothing is due, ends well and says so`, async () => {
      const w = await worlds.world(source);
      w.env.WINDFALL_RECORDED_DIR = w.archive;
      if (source === 'simulated')
        await w.must('simulate', '--from', '2025-04-01', '--to', '2025-04-01', '--out', w.archive, '--seed', '1');
      else writeRegister(w.archive, '2025-01', [unit('T_WIND-1')]);
      const result = await w.must('update');
      assert.match(result.stdout, /^nothing to read: the archive holds no half hour that is due$/m);
    });

  test('of recorded data reads the days of the last eight that the archive holds', async () => {
    const w = await worlds.world('recorded');
    w.env.WINDFALL_RECORDED_DIR = w.archive;
    writeRegister(w.archive, '2025-01', [unit('T_WIND-1')]);
    const day = plusDays(today(), -3);
    writeDay(w.archive, day);
    await w.windfall('update');
    assert.equal(await w.one('SELECT settlement_date FROM windfall.settlement_days WHERE complete = periods'), day);
  });
});

describe('migrate', () => {
  test('again changes nothing', async () => {
    await world.must('migrate');
    assert.deepEqual(await digest(world), untouched);
  });
  test('refuses a migration that was changed after it ran', async () => {
    const w = await worlds.world('recorded');
    const [{ column_name: column }] = await w.query(`SELECT column_name FROM information_schema.columns
      WHERE table_schema = 'windfall' AND table_name = 'schema_migrations' AND column_name ~ 'sha|sum'`);
    await w.query(
      `UPDATE windfall.schema_migrations SET "${column}" = repeat('0', 64) WHERE ctid = (SELECT min(ctid) FROM windfall.schema_migrations)`,
    );
    const result = await w.windfall('migrate');
    assert.ok([1, 78].includes(result.code), `exit ${result.code}`);
    assert.match(result.stderr, /0000|migration/);
  });
});
