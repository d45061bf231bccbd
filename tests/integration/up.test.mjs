// `make up` and `make down` as a newcomer meets them, against a source that is not always well.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { FakeMempool } from '../fakes/mempool.mjs';
import { freePort } from '../lib/ports.mjs';
import { program, root } from '../lib/project.mjs';
import { must, run, windfall } from '../lib/run.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { totalsOf, windUnits } from '../lib/totals.mjs';
import { until } from '../lib/wait.mjs';

const minutes = (n) => ({ timeoutMs: n * 60_000 });
const days = { short: '2025-03-30', plain: '2025-03-31', long: '2025-10-26' };

class Stack {
  constructor(port, env = {}) {
    this.state = tempFolder();
    chmodSync(this.state, 0o755);
    this.url = `http://127.0.0.1:${port}`;
    this.env = { WINDFALL_STATE_DIR: this.state, WINDFALL_HTTP_PORT: `${port}`, ...env };
  }
  up(env = {}) {
    return run(path.join(root, 'tools/stack/up'), [], { env: { ...this.env, ...env }, cwd: root, ...minutes(10) });
  }
  down() {
    return run(path.join(root, 'tools/stack/down'), [], { env: this.env, cwd: root, ...minutes(2) });
  }
  async get(url) {
    const response = await fetch(this.url + url);
    return { status: response.status, json: await response.json() };
  }
  answers() {
    return fetch(this.url).then(
      () => true,
      () => false,
    );
  }
  /** Processes that have to do with the state: by command line, folder or open file. */
  processes() {
    const socket = existsSync(path.join(this.state, 'run'))
      ? readFileSync(path.join(this.state, 'run'), 'utf8').trim()
      : this.state;
    const mentions = (text) => text.includes(this.state) || text.includes(socket);
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
      try {
        if (/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return false;
        return mentions(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) || mentions(readlinkSync(`/proc/${pid}/cwd`));
      } catch {
        return false; // it ended meanwhile
      }
    });
  }
}

const stacks = [];
async function newStack(env) {
  const stack = new Stack(await freePort(), env);
  stacks.push(stack);
  return stack;
}
after(async () => {
  for (const stack of stacks) await stack.down();
});

describe('up against an Elexon that stumbles', () => {
  let elexon, mempool, folder, stack, first;
  before(async () => {
    await must('make', ['--no-print-directory', 'bin'], { cwd: root, env: { VARIANT: 'release' }, ...minutes(10) });
    folder = tempFolder();
    for (const [from, to] of [
      [days.short, days.plain],
      [days.long, days.long],
    ])
      await windfall(['simulate', '--from', from, '--to', to, '--out', folder, '--seed', '7'], {});
    elexon = await new FakeElexon(folder).listen();
    mempool = await new FakeMempool().listen();
    mempool.fault(/./, 'status', { status: 503 });
    for (const [i, kind] of ['reset', 'truncated', 'html'].entries())
      elexon.fault(`/bid/${days.short}/${10 + i}`, kind, { times: 1 });
    elexon.fault(`/offer/${days.plain}/5`, 'status', { status: 429, retryAfter: 1, times: 1 });
    elexon.fault(`/offer/${days.plain}/6`, 'status', { status: 502, times: 1 });
    stack = await newStack({
      WINDFALL_SOURCE: 'live',
      WINDFALL_ELEXON_URL: elexon.url,
      WINDFALL_MEMPOOL_URL: mempool.url,
      WINDFALL_ELEXON_RATE: '0',
    });
    first = await stack.up({ WINDFALL_FROM: days.short, WINDFALL_TO: days.plain });
  });
  after(async () => {
    await elexon?.close();
    await mempool?.close();
  });

  const figures = async (date) => {
    const { status, json } = await stack.get(`/api/v1/summaries/daily/${date}`);
    assert.equal(status, 200);
    return json.data;
  };
  async function assertTotals(date, periods) {
    const expected = totalsOf(folder, date, windUnits(folder, `reference-${date.slice(0, 7)}.jsonl.gz`));
    const { records, curtailed_mwh, payment_gbp, coverage } = await figures(date);
    assert.equal(coverage.complete, periods);
    assert.equal(records, expected.records);
    assert.ok(Math.abs(curtailed_mwh - Number(expected.mwh)) < 1e-6, `${curtailed_mwh} MWh, ${expected.mwh} expected`);
    assert.ok(Math.abs(payment_gbp - Number(expected.gbp)) < 1e-5, `£${payment_gbp}, £${expected.gbp} expected`);
  }

  test('ends well and prints the address, the headline and the crontab line', () => {
    assert.equal(first.code, 0, first.stdout + first.stderr);
    assert.ok(first.stdout.includes(stack.url), 'the address');
    assert.match(first.stdout, /MWh/);
    assert.match(first.stdout, /^.*\* \* \* \*.*$/m, 'the crontab line');
  });
  test('days of 46 and 48 half hours have the exact totals', async () => {
    await assertTotals(days.short, 46);
    await assertTotals(days.plain, 48);
  });
  test('status says live, and the page is there', async () => {
    const { json } = await stack.get('/api/v1/status');
    assert.equal(json.data.data_source, 'live');
    const page = await fetch(stack.url);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<html/i);
  });
  test('listens on 127.0.0.1 alone', () => {
    const port = Number(new URL(stack.url).port).toString(16).toUpperCase().padStart(4, '0');
    const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => / 0A /.test(line)),
    );
    assert.deepEqual(
      listening.map((line) => line.trim().split(/\s+/)[1]).filter((address) => address.endsWith(`:${port}`)),
      [`0100007F:${port}`],
    );
  });
  test('the program works on the running stack by its state folder alone', async () => {
    const result = await windfall(['status', '--json'], { WINDFALL_STATE_DIR: stack.state });
    assert.equal(result.code, 0, result.stderr);
    assert.equal(JSON.parse(result.stdout).data_source, 'live');
  });
  test('again: goes on from where it is, and takes a day of 50', async () => {
    elexon.reset();
    const second = await stack.up({ WINDFALL_FROM: days.long, WINDFALL_TO: days.long });
    assert.equal(second.code, 0, second.stdout + second.stderr);
    assert.equal(elexon.asked(days.short), 0, 'what is complete is not asked for again');
    await assertTotals(days.long, 50);
    await assertTotals(days.short, 46);
  });
  test('data of another kind is refused, with the remedy, and the stack stays up', async () => {
    const other = await stack.up({ WINDFALL_SOURCE: 'simulated' });
    assert.equal(other.code, 78, other.stderr);
    assert.match(other.stderr, /live/);
    assert.match(other.stderr, /WINDFALL_STATE_DIR/);
    assert.ok(await stack.answers());
  });
  test('a job goes through nginx and cron, and its token into no log', async () => {
    const made = await must(program('windfall'), ['token', 'add', 'desk'], {
      env: { WINDFALL_STATE_DIR: stack.state },
    });
    const headers = {
      Authorization: `Bearer ${made.stdout.trim()}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': '1',
    };
    const body = JSON.stringify({ kind: 'recalculate', from: days.long, to: days.long });
    const ask = (send) => fetch(`${stack.url}/api/v1/jobs`, { method: 'POST', headers, body, ...send });
    const [first, again] = [await ask(), await ask()];
    assert.deepEqual([first.status, again.status], [202, 202]);
    assert.equal(again.headers.get('Location'), first.headers.get('Location'), 'the key arrives');
    assert.equal((await ask({ headers: {} })).status, 401);
    assert.equal((await ask({ body: ' '.repeat(9000) })).status, 413);
    await must(path.join(stack.state, 'app/refresh'), ['jobs']);
    const job = await fetch(stack.url + first.headers.get('Location'), { headers });
    assert.equal(job.headers.get('Cache-Control'), 'no-store');
    assert.equal((await job.json()).data.state, 'done');
    assert.equal((await stack.get(first.headers.get('Location'))).status, 401, 'not from a cache');
    const logs = path.join(stack.state, 'log');
    const named = () => readFileSync(path.join(logs, 'access.log'), 'utf8').includes('"POST"');
    await until(named, { what: 'the requests in the log' });
    for (const name of readdirSync(logs).filter((file) => file.endsWith('.log')))
      assert.ok(!readFileSync(path.join(logs, name), 'utf8').includes(made.stdout.trim().slice(-64)), name);
  });
  test('down stops all of it, and again is fine', async () => {
    assert.notEqual(stack.processes().length, 0);
    assert.equal((await stack.down()).code, 0);
    await until(() => stack.processes().length === 0, { what: 'the end of every process' });
    assert.ok(!(await stack.answers()));
    assert.equal((await stack.down()).code, 0);
  });
  test('up after down has the figures at once', async () => {
    elexon.reset();
    assert.equal((await stack.up({ WINDFALL_FROM: days.long, WINDFALL_TO: days.long })).code, 0);
    await assertTotals(days.long, 50);
    assert.equal(elexon.asked(days.short), 0);
    assert.equal((await stack.down()).code, 0);
  });
});

describe('up that cannot', () => {
  async function assertNothingLeft(stack) {
    await until(() => stack.processes().length === 0, { what: 'the end of every process' });
  }

  test('a taken port: one line with the remedy, nothing started', async () => {
    const stack = await newStack({ WINDFALL_SOURCE: 'simulated' });
    const holder = createServer().listen(new URL(stack.url).port, '127.0.0.1');
    const result = await stack.up();
    holder.close();
    assert.notEqual(result.code, 0);
    assert.match(result.stderr, /port/i);
    assert.match(result.stderr, /WINDFALL_HTTP_PORT/);
    assert.ok(result.stderr.trim().split('\n').length <= 3, result.stderr);
    await assertNothingLeft(stack);
  });

  test('a source that is down: exit 69, nothing left running', async () => {
    const stack = await newStack({
      WINDFALL_SOURCE: 'live',
      WINDFALL_ELEXON_URL: 'http://127.0.0.1:9',
      WINDFALL_MEMPOOL_URL: 'http://127.0.0.1:9',
    });
    const result = await stack.up({ WINDFALL_FROM: days.plain, WINDFALL_TO: days.plain });
    assert.equal(result.code, 69, result.stderr);
    await assertNothingLeft(stack);
  });

  for (const [name, value, says] of [
    ['WINDFALL_HTTP_PORT', '0', /HTTP_PORT[^]*65535/],
    ['WINDFALL_HTTP_PORT', 'http', /HTTP_PORT[^]*65535/],
    ['WINDFALL_FROM', '2025-02-30', /FROM[^]*YYYY-MM-DD/],
    ['WINDFALL_TO', 'today', /TO[^]*YYYY-MM-DD/],
    ['WINDFALL_SOURCE', 'guess', /SOURCE[^]*simulated/],
    ['WINDFALL_ELEXON_URL', 'http://data.elexon.co.uk', /ELEXON_URL[^]*https/],
    ['WINDFALL_MEMPOOL_URL', 'ftp://mempool.space', /MEMPOOL_URL[^]*https/],
    ['WINDFALL_RECORDED_DIR', '/nonexistent', /RECORDED_DIR/],
  ])
    test(`${name}=${value} is refused before anything is done`, async () => {
      const stack = await newStack({ WINDFALL_SOURCE: 'simulated' });
      const result = await stack.up({ [name]: value });
      assert.ok([64, 78].includes(result.code), `exit ${result.code}`);
      assert.match(result.stderr, says);
      await assertNothingLeft(stack);
    });
});
