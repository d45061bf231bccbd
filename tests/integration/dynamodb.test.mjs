// The difficulty history in DynamoDB: mempool → table → PostgreSQL, the table of another program's, faults, signatures.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import aws4 from 'aws4';
import { FakeDynamoDB } from '../fakes/dynamodb.mjs';
import { FakeMempool } from '../fakes/mempool.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { assertSumsHold, digest } from '../lib/checks.mjs';
import { referenceEpochs, retargets } from '../lib/retargets.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, mempool, dynamodb;
let tables = 0;

before(async () => {
  mempool = await new FakeMempool().listen();
  dynamodb = await new FakeDynamoDB({ createTableMs: 500 }).listen();
  worlds = await startWorlds();
});
after(async () => {
  await mempool?.close();
  await dynamodb?.close();
  await worlds?.stop();
});
afterEach(() => {
  mempool.reset();
  dynamodb.reset();
});

async function world(table = `epochs-${++tables}`, env = {}) {
  mempool.epochs = retargets();
  const w = await worlds.world('live', {
    WINDFALL_MEMPOOL_URL: mempool.url,
    WINDFALL_DYNAMODB_TABLE: table,
    ...dynamodb.env,
    ...env,
  });
  return Object.assign(w, { table });
}
const sync = (w) => w.windfall('sync', 'difficulty');
const keysByHeight = {
  AttributeDefinitions: [
    { AttributeName: 'Network', AttributeType: 'S' },
    { AttributeName: 'Height', AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: 'Network', KeyType: 'HASH' },
    { AttributeName: 'Height', KeyType: 'RANGE' },
  ],
};
const keysById = {
  AttributeDefinitions: [{ AttributeName: 'ID', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'ID', KeyType: 'HASH' }],
};
const create = async (table, keys) => {
  await dynamodb.send('CreateTable', { TableName: table, BillingMode: 'PAY_PER_REQUEST', ...keys });
  for (let status; status !== 'ACTIVE';)
    status = (await dynamodb.send('DescribeTable', { TableName: table })).Table.TableStatus;
};
const put = (table, Item) => dynamodb.send('PutItem', { TableName: table, Item });
const stored = (w) =>
  w.query('SELECT height, difficulty, exact_time, source FROM windfall.difficulty_epochs ORDER BY height');
const itemOf = (items, height) => items.find(({ Height }) => Number(Height.N) === height);

describe('our own table', () => {
  test('is created, filled, read back into PostgreSQL; a second run writes nothing', async () => {
    const w = await world();
    await w.must('sync', 'difficulty');
    const { Table } = await dynamodb.send('DescribeTable', { TableName: w.table });
    assert.deepEqual(Table.KeySchema, keysByHeight.KeySchema);
    assert.equal(Table.BillingModeSummary.BillingMode, 'PAY_PER_REQUEST');
    const items = await dynamodb.items(w.table);
    assert.equal(items.length, mempool.epochs.length);
    for (const { height, time, difficulty } of mempool.epochs) {
      const item = itemOf(items, height);
      assert.equal(item.Network.S, 'bitcoin');
      assert.equal(Date.parse(item.StartTime.S) / 1000, time);
      assert.equal(item.Date.S, item.StartTime.S.slice(0, 10));
      assert.equal(Number(item.Difficulty.N), Number(difficulty));
    }
    assert.equal((await stored(w)).length, items.length);
    assert.equal(
      await w.one(`SELECT source FROM windfall.reference_series WHERE series = 'difficulty'`),
      `DynamoDB table ${w.table}`,
    );
    const before = await digest(w);
    dynamodb.reset();
    await w.must('sync', 'difficulty');
    assert.equal(dynamodb.asked('PutItem') + dynamodb.asked('BatchWriteItem') + dynamodb.asked('CreateTable'), 0);
    assert.equal((await digest(w)).difficulty_epochs, before.difficulty_epochs);
  });

  test('takes a new epoch by a conditional put, and a time that was missing', async () => {
    const w = await world();
    const last = mempool.epochs.pop();
    await w.must('sync', 'difficulty');
    mempool.epochs.push(last);
    const { height } = mempool.epochs.at(-3);
    const item = itemOf(await dynamodb.items(w.table), height);
    delete item.StartTime;
    await put(w.table, item);
    dynamodb.reset();
    const result = await w.must('sync', 'difficulty');
    assert.match(result.stdout, /1 written to it, 1 times completed/);
    const puts = dynamodb.requests.filter(({ operation }) => operation === 'PutItem');
    for (const { body } of puts) assert.match(body, /attribute_not_exists\(#absent\)/);
    assert.deepEqual(
      puts.map(({ body }) => JSON.parse(body).ExpressionAttributeNames['#absent']),
      ['StartTime', 'Height'],
    );
    assert.equal((await stored(w)).at(-1).height, String(last.height));
    assert.equal((await dynamodb.items(w.table)).length, mempool.epochs.length);
  });

  test('another host that was faster is no fault', async () => {
    const w = await world();
    const last = mempool.epochs.pop();
    await w.must('sync', 'difficulty');
    mempool.epochs.push(last);
    const other = await world(w.table);
    const [mine, theirs] = await Promise.all([sync(w), sync(other)]);
    assert.deepEqual([mine.code, theirs.code], [0, 0], mine.stderr + theirs.stderr);
    assert.equal((await dynamodb.items(w.table)).length, mempool.epochs.length);
  });

  test('mempool is down: what another host brought is taken, and the exit says partly', async () => {
    const w = await world();
    const last = mempool.epochs.pop();
    await w.must('sync', 'difficulty');
    mempool.epochs.push(last);
    const other = await world(w.table);
    await other.must('sync', 'difficulty');
    mempool.fault(/./, 'status', { status: 503, retryAfter: 0 });
    const result = await sync(w);
    assert.equal(result.code, 75, result.stderr);
    assert.match(result.stderr, /mempool's difficulty: http_5xx[^\n]*; what DynamoDB holds was taken/);
    assert.match(result.stdout, /1 new/);
    assert.equal((await stored(w)).at(-1).height, String(last.height));
    const [{ requests, retries, bytes }] = await w.query(
      'SELECT requests, retries, bytes FROM windfall.runs ORDER BY run_id DESC LIMIT 1',
    );
    assert.deepEqual(
      [Number(requests) > 4, Number(retries) >= 3, Number(bytes) > 0],
      [true, true, true],
      "DynamoDB's are counted too",
    );
    dynamodb.fault('Query', '500');
    assert.equal((await sync(w)).code, 69, 'both are down');
  });

  test('a time that is completed moves the days it touches', async () => {
    const w = await world();
    const { start_date_utc: date } = referenceEpochs().find(({ height }) => height === '891072'); // known by date only
    const wind = { id: 'T_WIND-1', soFlag: true, volume: '-10', originalPrice: '-60' };
    writeRegister(w.archive, '2025-01', [unit('T_WIND-1')]);
    writeDay(w.archive, date, { 1: [wind], 47: [wind] });
    await w.windfall('ingest', '--from', date, '--to', date, '--archive', w.archive);
    const at47 = () =>
      w.one(`SELECT difficulty FROM windfall.historical_bitcoin_calculations
        WHERE settlement_date = '${date}' AND settlement_period = 47 AND miner = 'S9' AND definition = 'all_bids'`);
    const before = await at47();
    const result = await w.must('sync', 'difficulty');
    assert.match(result.stdout, /worked out again/);
    assert.notEqual(await at47(), before);
    await assertSumsHold(w);
  });

  test('is read in pages of a megabyte, every one', async () => {
    const w = await world();
    await create(w.table, keysByHeight);
    const ballast = 'x'.repeat(50_000);
    const filled = mempool.epochs.slice(-100, -10);
    for (const { height, time, difficulty } of filled)
      await put(w.table, {
        Network: { S: 'bitcoin' },
        Height: { N: String(height) },
        StartTime: { S: new Date(time * 1000).toISOString().replace('.000', '') },
        Difficulty: { N: difficulty },
        Ballast: { S: ballast },
      });
    await w.must('sync', 'difficulty');
    assert.ok(dynamodb.asked('Query') >= 2 * 4, `${dynamodb.asked('Query')} pages`);
    assert.equal((await dynamodb.items(w.table)).length, mempool.epochs.length);
    assert.equal((await stored(w)).length, mempool.epochs.length);
  });
});

describe('what contradicts is refused, with nothing written anywhere', () => {
  for (const [name, change, says] of [
    ['a past epoch that changes', (epochs) => (epochs.at(-5).difficulty = '1.5'), /past epoch never changes/],
    ['a gap in the heights', (epochs) => epochs.splice(-2, 1), /gap/],
    ['a jump beyond factor 4', (epochs) => (epochs.at(-1).difficulty = '531234567890123.5'), /factor 4/],
    ['a time that falls', (epochs) => (epochs.at(-1).time = epochs.at(-3).time), /./],
  ])
    test(`${name} at mempool`, async () => {
      const w = await world();
      mempool.epochs.splice(-2);
      await w.must('sync', 'difficulty');
      const before = [await digest(w), await dynamodb.items(w.table)];
      mempool.epochs = retargets();
      change(mempool.epochs);
      const result = await sync(w);
      assert.equal(result.code, 65, result.stderr);
      assert.match(result.stderr, says);
      const [tablesNow, itemsNow] = [await digest(w), await dynamodb.items(w.table)];
      for (const table of ['difficulty_epochs', 'reference_series']) assert.equal(tablesNow[table], before[0][table]);
      assert.deepEqual(itemsNow, before[1]);
    });

  for (const [name, change, says] of [
    ['another difficulty', (item) => (item.Difficulty = { N: '7' }), /past epoch never changes/],
    ['no difficulty', (item) => delete item.Difficulty, /Difficulty must be/],
    ['a difficulty that is text', (item) => (item.Difficulty = { S: '131234567890123.5' }), /Difficulty must be/],
    ['another time', (item) => (item.StartTime = { S: '2020-01-01T00:00:00Z' }), /is known to start/],
    ['a time that is none', (item) => (item.StartTime = { S: 'noon' }), /StartTime must be/],
  ])
    test(`${name} in the table`, async () => {
      const w = await world();
      await w.must('sync', 'difficulty');
      const item = itemOf(await dynamodb.items(w.table), 889056);
      change(item);
      await put(w.table, item);
      const before = await digest(w);
      const result = await sync(w);
      assert.equal(result.code, 65, result.stderr);
      assert.match(result.stderr, says);
      assert.match(result.stderr, /889056/);
      assert.equal((await digest(w)).difficulty_epochs, before.difficulty_epochs);
    });

  test('a table of other keys', async () => {
    const w = await world();
    await create(w.table, {
      AttributeDefinitions: [{ AttributeName: 'Day', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'Day', KeyType: 'HASH' }],
    });
    const result = await sync(w);
    assert.equal(result.code, 78, result.stderr);
    assert.match(result.stderr, /Day \(HASH, S\)/);
  });
});

describe("another program's table, keyed by ID", () => {
  const row = (date, difficulty, i) => ({
    ID: { S: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}` },
    Date: { S: date },
    Difficulty: { N: difficulty },
  });

  test('is scanned to its last page, and never written', async () => {
    const w = await world();
    await create(w.table, keysById);
    const rows = referenceEpochs().slice(-90);
    for (const [i, { start_date_utc, difficulty }] of rows.entries())
      await put(w.table, { ...row(start_date_utc, difficulty, i), Ballast: { S: 'x'.repeat(50_000) } });
    const before = await dynamodb.items(w.table);
    const result = await w.must('sync', 'difficulty');
    assert.match(result.stdout, /90 of its rows have a height, 0 refused/);
    assert.ok(dynamodb.asked('Scan') >= 4, `${dynamodb.asked('Scan')} pages`);
    assert.deepEqual(await dynamodb.items(w.table), before);
    assert.equal((await stored(w)).length, mempool.epochs.length);
  });

  test('gives epochs that mempool does not have yet: by order, from 00:00 UTC of the next day', async () => {
    const w = await world();
    await create(w.table, keysById);
    const reference = referenceEpochs();
    mempool.epochs = retargets().slice(0, reference.length); // up to the last of the reference
    const last = mempool.epochs.at(-1);
    const span = 13 * 86_400;
    const difficulty = String(Math.round((Number(last.difficulty) * 14 * 86_400) / span));
    const date = new Date((last.time + span) * 1000).toISOString().slice(0, 10);
    await put(w.table, row(date, difficulty, 1));
    await put(w.table, row('2026-12-31', difficulty, 2)); // an epoch between is missing
    await put(w.table, row('2008-12-01', '1', 3));
    const result = await w.must('sync', 'difficulty');
    assert.match(result.stdout, /1 of its rows have a height, 2 refused/);
    assert.match(result.stderr, /2026-12-31.*an epoch between is missing/);
    assert.match(result.stderr, /2008-12-01.*no known epoch/);
    const [epoch] = await w.query(
      `SELECT start_utc = ('${date}'::date + 1)::timestamp AT TIME ZONE 'UTC' AS next_day, exact_time, difficulty
       FROM windfall.difficulty_epochs WHERE height = ${last.height + 2016}`,
    );
    assert.deepEqual(epoch, { next_day: 't', exact_time: 'f', difficulty });
  });

  test('a row whose difficulty contradicts what is known refuses the sync', async () => {
    const w = await world();
    await create(w.table, keysById);
    await put(w.table, row(referenceEpochs().at(-4).start_date_utc, '42', 1));
    const result = await sync(w);
    assert.equal(result.code, 65, result.stderr);
    assert.match(result.stderr, /past epoch never changes/);
  });
});

describe('faults', () => {
  for (const [operation, kind, times] of [
    ['DescribeTable', 'throttling', 2],
    ['CreateTable', 'throttle', 1],
    ['BatchWriteItem', 'throttle', 2],
    ['BatchWriteItem', 'unprocessed', 3],
    ['BatchWriteItem', '500', 1],
    ['BatchWriteItem', 'reset', 1],
    ['BatchWriteItem', 'truncated', 1],
    ['Query', '503', 2],
    ['Query', 'truncated', 1],
    ['Query', 'half_json', 1],
    ['Query', 'html', 1],
    ['Query', 'reset', 1],
  ])
    test(`${operation}: ${kind}, ${times} times, is retried`, async () => {
      const w = await world();
      dynamodb.fault(operation, kind, times);
      await w.must('sync', 'difficulty');
      assert.equal((await dynamodb.items(w.table)).length, mempool.epochs.length);
      assert.equal((await stored(w)).length, mempool.epochs.length);
    });

  for (const [kind, says] of [
    ['throttle', /throttled.*ProvisionedThroughputExceededException/],
    ['500', /http_5xx/],
    ['half_json', /malformed/],
  ])
    test(`${kind} for good: exit 69, what is known stays, the next run completes it`, async () => {
      const w = await world();
      const before = await digest(w);
      dynamodb.fault('BatchWriteItem', 'unprocessed', 1);
      dynamodb.fault('Query', kind);
      const result = await sync(w);
      assert.equal(result.code, 69, result.stderr);
      assert.match(result.stderr, says);
      const now = await digest(w);
      for (const table of ['difficulty_epochs', 'reference_series']) assert.equal(now[table], before[table]);
      dynamodb.reset();
      await w.must('sync', 'difficulty');
      assert.equal((await stored(w)).length, mempool.epochs.length);
    });

  test('a fill that was cut short is completed, holes and all', async () => {
    const w = await world();
    await w.must('sync', 'difficulty');
    for (const { height } of mempool.epochs.filter((_, i) => i % 7 === 3))
      await dynamodb.send('DeleteItem', {
        TableName: w.table,
        Key: { Network: { S: 'bitcoin' }, Height: { N: String(height) } },
      });
    await w.must('sync', 'difficulty');
    assert.equal((await dynamodb.items(w.table)).length, mempool.epochs.length);
  });

  for (const minutes of [-40, 40])
    test(`a clock ${minutes} minutes off: signed by the server's`, async () => {
      const w = await world();
      dynamodb.ahead = minutes * 60_000;
      const result = await w.must('sync', 'difficulty');
      assert.match(result.stderr, /clock_skew/);
      assert.equal(dynamodb.requests.filter(({ refused }) => refused).length, 1);
    });

  test('an expired token is named, not retried', async () => {
    const w = await world();
    dynamodb.fault('DescribeTable', 'expired_token');
    const result = await sync(w);
    assert.equal(result.code, 78, result.stderr);
    assert.match(result.stderr, /ExpiredTokenException/);
    assert.equal(dynamodb.asked('DescribeTable'), 1);
  });
});

describe('who may', () => {
  test('every request is signed as aws4 signs it, and no secret is told', async () => {
    dynamodb.key.token = 'token/of+a=session';
    const w = await world();
    const { stdout, stderr } = await w.must('sync', 'difficulty');
    const { id, secret, token, region } = dynamodb.key;
    assert.ok(dynamodb.requests.length > 10);
    for (const { headers, body } of dynamodb.requests) {
      const names = /SignedHeaders=([^,]+)/.exec(headers.authorization)[1].split(';');
      const signed = Object.fromEntries(names.map((name) => [name, headers[name]]));
      const request = {
        method: 'POST',
        path: '/',
        service: 'dynamodb',
        region,
        headers: signed,
        body,
        extraHeadersToIgnore: { 'content-length': true },
      };
      aws4.sign(request, { accessKeyId: id, secretAccessKey: secret, sessionToken: token });
      assert.equal(headers.authorization, request.headers.Authorization ?? request.headers.authorization);
      assert.equal(headers['x-amz-security-token'], token);
    }
    for (const text of [stdout, stderr, JSON.stringify(await w.query('SELECT * FROM windfall.runs'))])
      for (const hidden of [secret, token]) assert.ok(!text.includes(hidden));
  });

  for (const [name, env, code, says] of [
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'wrong' }, 78, /InvalidSignatureException/],
    ['an unknown key', { AWS_ACCESS_KEY_ID: 'AKIOTHER' }, 78, /UnrecognizedClientException/],
    ['a token nobody gave', { AWS_SESSION_TOKEN: 'x' }, 78, /UnrecognizedClientException/],
    ['another region', { AWS_REGION: 'us-east-1' }, 78, /InvalidSignatureException/],
    ['no key', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, 78, /AWS_ACCESS_KEY_ID/],
    ['no region', { AWS_REGION: '' }, 78, /AWS_REGION/],
    ['an address with a path', { WINDFALL_DYNAMODB_ENDPOINT: 'http://127.0.0.1:9/x' }, 78, /no path/],
    ['an address over plain http', { WINDFALL_DYNAMODB_ENDPOINT: 'http://192.0.2.1' }, 78, /https/],
    ['a table that cannot be', { WINDFALL_DYNAMODB_TABLE: 'a b' }, 78, /3 to 255/],
  ])
    test(`${name}: exit ${code}`, async () => {
      const w = await world(undefined, env);
      const result = await sync(w);
      assert.equal(result.code, code, result.stderr);
      assert.match(result.stderr, says);
      assert.ok(!result.stderr.includes(dynamodb.key.secret));
    });

  test('of a refusal that quotes the request nothing but its first line is told', async () => {
    dynamodb.key.token = 'token/of+a=session';
    const w = await world(undefined, { AWS_SECRET_ACCESS_KEY: 'wrong' });
    const { code, stderr } = await sync(w);
    assert.equal(code, 78, stderr);
    assert.ok(!stderr.includes('Canonical') && !stderr.includes(dynamodb.key.token), stderr);
  });

  test("keys and region come from AWS's own files", async () => {
    const folder = tempFolder();
    const { id, secret, region } = dynamodb.key;
    const credentials = path.join(folder, 'credentials');
    const config = path.join(folder, 'config');
    writeFileSync(credentials, `[wind]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`);
    writeFileSync(config, `[profile wind]\nregion = ${region}\n`);
    const w = await world(undefined, {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_REGION: '',
      AWS_PROFILE: 'wind',
      AWS_SHARED_CREDENTIALS_FILE: credentials,
      AWS_CONFIG_FILE: config,
    });
    await w.must('sync', 'difficulty');
    assert.ok((await dynamodb.items(w.table)).length > 0);
  });

  test('without the setting nothing is asked of DynamoDB', async () => {
    const w = await world(undefined, { WINDFALL_DYNAMODB_TABLE: '' });
    await w.must('sync', 'difficulty');
    assert.equal(dynamodb.requests.length, 0);
    assert.equal(
      await w.one(`SELECT source FROM windfall.reference_series WHERE series = 'difficulty'`),
      new URL(mempool.url).host,
    );
  });
});
