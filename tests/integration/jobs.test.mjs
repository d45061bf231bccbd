// Jobs: asked for through the API with a token, worked on by `windfall jobs run`, watched through the API.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { startApi, useWindyApi } from '../lib/api.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest, howOften } from '../lib/checks.mjs';
import { plusDays, today } from '../lib/dates.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

let worlds, world, api;
useWindyApi((made) => {
  ({ worlds, world, api } = made);
  world.env.WINDFALL_RECORDED_DIR = world.archive;
});

const newToken = async (name, of = world) => (await of.must('token', 'add', name)).stdout.trim();
const range = { from: '2025-03-30', to: '2025-04-01' };

/** POST /jobs as nginx hands it on. */
function post(job, { token, key = '', type = 'application/json', through = api, ...more } = {}) {
  const body = typeof job === 'string' ? job : JSON.stringify(job);
  const params = {
    CONTENT_LENGTH: String(Buffer.byteLength(body)),
    CONTENT_TYPE: type,
    HTTP_AUTHORIZATION: token ? `Bearer ${token}` : '',
    HTTP_IDEMPOTENCY_KEY: key,
    ...more,
  };
  return through.get('/jobs', { method: 'POST', params, body });
}
const look = (id, token, { through = api, ...options } = {}) =>
  through.get(`/jobs/${id}`, { params: { HTTP_AUTHORIZATION: `Bearer ${token}` }, ...options });

test('while there is no token there are no jobs', async () => {
  assert.equal((await post({ kind: 'ingest', ...range }, { token: 'windfall_0' })).status, 404);
  assert.equal((await look(1, 'windfall_0')).status, 404);
});

describe('a token', () => {
  test('is printed once, and only its digest is kept', async () => {
    const { stdout, stderr } = await world.must('token', 'add', 'desk');
    assert.match(stdout, /^windfall_[0-9a-f]{64}\n$/);
    assert.ok(!stderr.includes(stdout.trim()));
    const kept = JSON.stringify(await world.query('SELECT * FROM windfall.api_tokens'));
    assert.ok(!kept.includes(stdout.trim().slice(-64)));
    assert.match((await world.must('token', 'list')).stdout, /^desk +made \S+ {2}stands {2}0 jobs/m);
  });

  test('has a name of its own', async () => {
    for (const args of [
      ['add', 'desk'],
      ['add', '-x'],
      ['add', 'a b'],
      ['add'],
      ['revoke', 'nobody'],
      ['list', 'x'],
      [],
    ])
      assert.equal((await world.windfall('token', ...args)).code, 64, args.join(' '));
  });

  test('is asked for: 401 without, with another, and once it is revoked', async () => {
    const token = await newToken('short-lived');
    assert.equal((await post({ kind: 'recalculate', ...range }, { token })).status, 202);
    const wrong = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    for (const field of ['', 'Bearer', `Basic ${token}`, `Bearer ${wrong}`, `Bearer ${token} x`]) {
      const reply = await post({ kind: 'recalculate', ...range }, { HTTP_AUTHORIZATION: field });
      assert.equal(reply.status, 401, JSON.stringify(field));
      assert.match(reply.header('WWW-Authenticate'), /^Bearer realm="windfall"/);
      assert.equal(reply.header('Cache-Control'), 'no-store');
    }
    assert.equal((await api.get('/jobs/1', { params: { HTTP_AUTHORIZATION: `Bearer ${wrong}` } })).status, 401);
    await world.must('token', 'revoke', 'short-lived');
    assert.equal((await post({ kind: 'recalculate', ...range }, { token })).status, 401);
    assert.equal((await look(1, token)).status, 401);
    assert.match((await world.must('token', 'list')).stdout, /^short-lived .* revoked \S+ {2}1 jobs/m);
    assert.equal((await world.windfall('token', 'add', 'short-lived')).code, 64, 'a name is used once');
  });

  test('may ask for ten new jobs a minute, whatever others do', async () => {
    const [busy, other] = [await newToken('busy'), await newToken('other')];
    for (let i = 0; i < 10; i++)
      assert.equal((await post({ kind: 'recalculate', ...range }, { token: busy, key: `k${i}` })).status, 202);
    const limited = await post({ kind: 'recalculate', ...range }, { token: busy });
    assert.equal(limited.status, 429);
    assert.ok(Number(limited.header('Retry-After')) >= 1 && Number(limited.header('Retry-After')) <= 60);
    assert.equal((await post({ kind: 'recalculate', ...range }, { token: busy, key: 'k3' })).status, 202, 'no new job');
    assert.equal((await post({ kind: 'recalculate', ...range }, { token: other })).status, 202);
    await world.query(
      "UPDATE windfall.jobs SET requested_at = requested_at - interval '61 seconds' WHERE token_name = 'busy'",
    );
    assert.equal((await post({ kind: 'recalculate', ...range }, { token: busy })).status, 202);
  });
});

describe('what is asked for', () => {
  let token;
  before(async () => (token = await newToken('asker')));

  for (const [what, body, ...parameters] of [
    ['no JSON', 'kind=ingest', 'body'],
    ['an empty body', '', 'body'],
    ['an array', '[]', 'body'],
    ['a name twice', '{"kind":"ingest","kind":"ingest","from":"2025-04-01","to":"2025-04-01"}', 'body'],
    ['nothing', {}, 'kind', 'from', 'to'],
    ['another member', { kind: 'ingest', ...range, colour: 'red' }, 'body'],
    ['another kind', { kind: 'simulate', ...range }, 'kind'],
    ['a kind that is no text', { kind: 1, ...range }, 'kind'],
    ['2025-02-30', { kind: 'ingest', from: '2025-02-30', to: '2025-03-01' }, 'from'],
    ['a time', { kind: 'ingest', from: '2025-04-01', to: '2025-04-01T00:00:00Z' }, 'to'],
    ['no text', { kind: 'ingest', from: 20250401, to: null }, 'from', 'to'],
    ['before the calendar', { kind: 'ingest', from: '2008-12-31', to: '2009-01-01' }, 'from'],
    ['the future', { kind: 'ingest', from: today(), to: plusDays(today(), 1) }, 'to'],
    ['from after to', { kind: 'ingest', from: '2025-04-02', to: '2025-04-01' }, 'from'],
    ['too many days', { kind: 'ingest', from: '2024-01-01', to: '2025-01-01' }, 'to'],
  ])
    test(`${what} is 400 and named`, async () => {
      const { status, json } = await post(body, { token });
      assert.equal(status, 400);
      assert.deepEqual([...new Set(json.errors.map(({ parameter }) => parameter))], parameters);
    });

  test('366 days are allowed', async () => {
    assert.equal((await post({ kind: 'ingest', from: '2024-01-01', to: '2024-12-31' }, { token })).status, 202);
    await world.query("DELETE FROM windfall.jobs WHERE from_date = '2024-01-01'");
  });

  test('is JSON, and small', async () => {
    assert.equal((await post({ kind: 'ingest', ...range }, { token, type: 'text/plain' })).status, 415);
    assert.equal((await post({ kind: 'ingest', ...range }, { token, type: '' })).status, 415);
    assert.equal((await post('x'.repeat(8193), { token })).status, 413);
    assert.equal((await post({ kind: 'x', ...range }, { token, type: 'Application/JSON; charset=utf-8' })).status, 400);
  });

  test('by POST alone, without parameters', async () => {
    const got = await api.get('/jobs');
    assert.deepEqual([got.status, got.header('Allow')], [405, 'POST']);
    assert.equal((await api.get('/jobs/1', { method: 'POST' })).header('Allow'), 'GET, HEAD');
    assert.equal((await api.get('/jobs?kind=ingest', { method: 'POST' })).status, 400);
  });

  test('an Idempotency-Key gives the same job again, and refuses another', async () => {
    const job = { kind: 'recalculate', ...range };
    const first = await post(job, { token, key: 'once' });
    const again = await post(job, { token, key: 'once' });
    assert.deepEqual([first.status, again.status], [202, 202]);
    assert.equal(again.header('Location'), first.header('Location'));
    for (const other of [
      { ...job, kind: 'ingest' },
      { ...job, to: '2025-03-31' },
    ])
      assert.equal((await post(other, { token, key: 'once' })).status, 409);
    const others = await post({ ...job, kind: 'ingest' }, { token: await newToken('second'), key: 'once' });
    assert.equal(others.status, 202, "another token's keys are its own");
    assert.notEqual(others.header('Location'), first.header('Location'));
    for (const key of ['with space', 'é', 'x'.repeat(256)])
      assert.equal((await post(job, { token, key })).json.errors[0].parameter, 'Idempotency-Key');
  });

  test('two at the same time with one key are one job', async () => {
    const job = { kind: 'recalculate', ...range };
    const replies = await Promise.all(Array.from({ length: 6 }, () => post(job, { token, key: 'at-once' })));
    assert.equal(new Set(replies.map((reply) => reply.header('Location'))).size, 1);
  });
});

test("the API's role can queue, with a token, and nothing else", async () => {
  const can = (sql) => world.database.query(`BEGIN READ WRITE; ${sql}; COMMIT`, 'windfall_api');
  for (const sql of [
    "INSERT INTO windfall.jobs (kind, from_date, to_date, token_name) VALUES ('ingest', '2025-04-01', '2025-04-01', 'desk')",
    "UPDATE windfall.jobs SET state = 'queued'",
    'SELECT * FROM windfall.api_tokens',
    "SELECT windfall.token_of(repeat('0', 64))",
    'DELETE FROM windfall.curtailment_records',
    "UPDATE api.jobs SET state = 'queued'",
    'CREATE TABLE api.mine (a int)',
    'SELECT windfall.partition_ensure(2031)',
  ])
    await assert.rejects(can(sql), /permission denied|cannot update view|not automatically updatable/, sql);
  const count = await world.one('SELECT count(*) FROM windfall.jobs');
  await can("SELECT api.job_request(repeat('0', 64), NULL, 'ingest', '2025-04-01', '2025-04-01')");
  assert.equal(await world.one('SELECT count(*) FROM windfall.jobs'), count);
});

describe('windfall jobs run', () => {
  let token;
  before(async () => {
    token = await newToken('worker');
    await world.must('jobs', 'run'); // what the tests before left
  });

  test('does each, and says so where it is watched', async () => {
    const untouched = await digest(world, howOften);
    const ids = [];
    for (const kind of ['ingest', 'reconcile', 'recalculate']) {
      const { json, header } = await post({ kind, ...range }, { token, key: `run-${kind}` });
      assert.equal(header('Location'), `/api/v1/jobs/${json.data.job_id}`);
      assert.deepEqual([json.data.state, json.data.started_at, json.data.run_id], ['queued', null, null]);
      ids.push(json.data.job_id);
    }
    const result = await world.must('jobs', 'run');
    assert.match(result.stdout, /^3 jobs: 3 done, 0 partly/m);
    for (const id of ids) {
      const reply = await look(id, token);
      const { state, days_done, days_total, finished_at, run_id, requested_by, kind } = reply.json.data;
      assert.deepEqual([state, requested_by], ['done', 'worker']);
      assert.equal(days_done, kind === 'ingest' ? '0' : '3', 'ingest finds every day settled');
      assert.equal(days_total, kind === 'ingest' ? null : '3');
      assert.ok(finished_at);
      assert.equal(await world.one(`SELECT kind FROM windfall.runs WHERE run_id = ${run_id}`), kind);
      assert.equal(reply.header('Cache-Control'), 'no-store');
      assert.equal(reply.header('ETag'), undefined);
    }
    assert.equal((await look(ids[0], token, { method: 'HEAD' })).status, 200);
    assert.equal((await look(999999, token)).status, 404);
    assert.equal(
      (await post({ kind: 'ingest', ...range }, { token, key: 'run-ingest' })).status,
      200,
      'known, and ended',
    );
    assert.deepEqual(await digest(world, howOften), untouched);
    assert.match(
      (await world.must('jobs', 'list')).stdout,
      /^\d+ {2}recalculate +2025-03-30 to 2025-04-01 {2}done +day 3\/3/m,
    );
    assert.equal((await world.must('jobs', 'run')).stdout, '');
  });

  test('a day that the archive does not hold: the job failed, and says why', async () => {
    const { json } = await post({ kind: 'reconcile', from: '2025-06-01', to: '2025-06-01' }, { token });
    const result = await world.windfall('jobs', 'run');
    assert.equal(result.code, 75, result.stderr);
    const { state, message } = (await look(json.data.job_id, token)).json.data;
    assert.equal(state, 'failed');
    assert.match(message, /nothing at all could be read/);
  });
});

describe('a live job', () => {
  let live, elexon, through, token, hanging;
  const days = ['2025-02-10', '2025-02-11', '2025-02-12'];
  const job = { kind: 'ingest', from: days[0], to: days[2] };
  before(async () => {
    const folder = tempFolder();
    writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
    const bids = Object.fromEntries(Array.from({ length: 48 }, (_, i) => [i + 1, [{ id: 'T_WIND-1', volume: '-2' }]]));
    for (const day of days) writeDay(folder, day, bids);
    elexon = await new FakeElexon(folder).listen();
    live = await worlds.world('live', { WINDFALL_ELEXON_URL: elexon.url });
    await live.must('sync', 'units');
    token = await newToken('cron', live);
    through = await startApi(live);
  });
  after(async () => {
    await through?.stop();
    await elexon?.close();
  });

  /** `jobs run`, held up in its second day, once the API shows the first as done. */
  async function held() {
    elexon.fault(new RegExp(`/bid/${days[1]}/7$`), 'hang');
    const run = live.start('jobs', 'run');
    await until(async () => (await shown()).days_done === '1', { what: 'the first day in the API' });
    return run;
  }
  const shown = async () => (await look(hanging, token, { through })).json.data;

  test('shows its progress; a second `jobs run` is told so; one that is killed is taken up again', async () => {
    hanging = (await post(job, { token, through })).json.data.job_id;
    const { child, done } = await held();
    const { state, days_total, started_at } = await shown();
    assert.deepEqual([state, days_total, Boolean(started_at)], ['running', '3', true]);
    const second = await live.windfall('jobs', 'run');
    assert.equal(second.code, 75);
    assert.match(second.stderr, /another `windfall jobs` is at work/);
    child.kill('SIGKILL');
    await done;
    assert.equal((await shown()).state, 'running');
    elexon.reset();
    await live.must('jobs', 'run');
    assert.equal((await shown()).state, 'done');
    assert.equal(await live.one('SELECT deaths FROM windfall.jobs'), '1');
    assert.equal(await live.one(`SELECT count(*) FROM windfall.settlement_days WHERE complete = periods`), '3');
    await assertSumsHold(live);
  });

  test('that is told to stop is queued again', async () => {
    hanging = (await post({ ...job, kind: 'reconcile' }, { token, through })).json.data.job_id;
    const { child, done } = await held();
    child.kill('SIGTERM');
    elexon.reset();
    assert.equal((await done).code, 75);
    assert.equal((await shown()).state, 'queued');
    await live.must('jobs', 'run');
    assert.deepEqual([(await shown()).state, (await shown()).days_done], ['done', '3']);
  });

  test('that ends its process again and again is given up', async () => {
    const { json } = await post({ ...job, kind: 'reconcile' }, { token, through });
    await live.query(`UPDATE windfall.jobs SET state = 'running', deaths = 2 WHERE job_id = ${json.data.job_id}`);
    assert.equal((await live.windfall('jobs', 'run')).code, 75);
    hanging = json.data.job_id;
    assert.deepEqual([(await shown()).state, (await shown()).run_id], ['failed', null]);
    assert.match((await shown()).message, /given up: 3 processes/);
  });

  test('that finds its turn taken waits', async () => {
    const { json } = await post({ ...job, kind: 'reconcile' }, { token, through });
    hanging = json.data.job_id;
    elexon.reset(); // what was asked for before is no sign of the nightly run
    elexon.fault(new RegExp(`/bid/${days[1]}/7$`), 'hang');
    const nightly = live.start('reconcile', '--from', days[0], '--to', days[2]);
    await until(() => elexon.asked(`/bid/${days[1]}/7`) > 0, { what: 'the nightly run at its second day' });
    const result = await live.windfall('jobs', 'run');
    assert.equal(result.code, 75, result.stderr);
    assert.deepEqual([(await shown()).state, /run \d+ \(reconcile/.test((await shown()).message)], ['queued', true]);
    nightly.child.kill('SIGTERM');
    elexon.reset();
    await nightly.done;
    await live.must('jobs', 'run');
    assert.deepEqual([(await shown()).state, (await shown()).message], ['done', null]);
  });

  test('no log holds a token', () => {
    for (const log of [through.log, api.log]) assert.doesNotMatch(log, /windfall_[0-9a-f]{8}/);
  });
});
