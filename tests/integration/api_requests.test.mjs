// What the API refuses, and how: every parameter of every route, methods, forms, paths.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startApi } from '../lib/api.mjs';
import { contract } from '../lib/contract.mjs';
import { startWorlds } from '../lib/world.mjs';

let worlds, api;
before(async () => {
  worlds = await startWorlds();
  api = await startApi(await worlds.world('recorded'));
});
after(async () => {
  await api?.stop();
  await worlds?.stop();
});

const resolve = (node) =>
  node.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, name) => at[name], contract)
    : node;
const routes = Object.entries(contract.paths)
  .filter(([, { get }]) => get && !get['x-served-by'])
  .map(([name, { get }]) => ({ name, get, parameters: (get.parameters ?? []).map(resolve) }));

/** The route's address with what it requires; `changed` replaces values as they stand, null leaves one out; then more pairs. */
function address({ name, parameters }, changed = {}, ...more) {
  const raw = (p) => (p.name in changed ? changed[p.name] : p.required ? encodeURIComponent(p.example) : null);
  const path = parameters.filter((p) => p.in === 'path').reduce((at, p) => at.replace(`{${p.name}}`, raw(p)), name);
  const query = parameters.filter((p) => p.in === 'query' && raw(p) !== null).map((p) => `${p.name}=${raw(p)}`);
  return [path, [...query, ...more].join('&')].filter(Boolean).join('?');
}

async function refused(uri, parameter, message) {
  const { status, json } = await api.get(uri);
  assert.equal(status, 400, uri);
  assert.ok(
    json.errors.some((error) => error.parameter === parameter && message.test(error.message)),
    `${uri}: ${JSON.stringify(json.errors)} does not name ${parameter}`,
  );
}

const wrong = {
  date: [
    '2025-02-30',
    '2025-4-1',
    '2025-04-01T00:00:00Z',
    '20250401',
    '01%2F04%2F2025',
    '1899-12-31',
    '2200-01-01',
    '+2025-04-01',
    'today',
  ],
  month: ['2025-13', '2025-00', '2025', '2025-04-01', '2200-01', 'April'],
  year: ['25', '02025', '2200', '-200', '2025-01', 'MMXXV'],
  id: ['x'.repeat(65)],
  name: ['x'.repeat(201)],
  source: ['stack', 'Stacks', 'prices,stacks'],
  period: ['0', '51', '-1', '1.0', 'one'],
  definition: ['so-flagged', 'ALL_BIDS', 'all_bids,so_flagged', "'%20OR%201=1%20--"],
  miner: ['S20', 's9', 'S9,M20S'],
  joules_per_th: ['0', '0.09', '100000.1', '-30.5', '+30.5', '1e2', '30.1234567', '.5', '30,5', '3.0.5', 'S9', 'NaN'],
  currency: ['eur', 'USD', 'gbp,usd'],
  interval: ['week', 'Day', 'halfhour'],
  by: ['party', 'farm,lead_party'],
  farm: ['x'.repeat(65)],
  lead_party: ['x'.repeat(201)],
  sort: ['name', '%2Btime', '--time', 'time,payment_gbp'],
  limit: ['0', '-1', '1.0', '1e2', '20001', '99999999999999999999', 'all', '0x10'],
  cursor: ['abc', 'a'.repeat(701), '====', 'ZWE2NDEwZmVmYmQ4YWNlZTIwMjUtMDMtMzEA'],
  q: ['x'.repeat(101)],
};

/** The kind of a parameter: `from` and `to` are dates, months or years by their route. */
const kindOf = ({ name, schema }) =>
  name in wrong ? name : schema.format === 'date' ? 'date' : schema.pattern.length > 12 ? 'month' : 'year';

/** What the contract's own schema excludes: [value, what its message must say is allowed]. */
function beyond({ type, enum: words, minimum, maximum, minLength, maxLength }) {
  const list = [];
  if (words) for (const word of words) list.push(`${word}%20`, `x${word}`);
  if (type === 'integer') list.push(minimum - 1, `${minimum}.0`, `${minimum}%20`, '1e1', '18446744073709551617');
  if (maximum) list.push(maximum + 1);
  if (maxLength) list.push('x'.repeat(maxLength + 1), '%C3%A9'.repeat(Math.ceil((maxLength + 1) / 2)));
  if (minLength) list.push('x'.repeat(minLength - 1));
  return list.map((value) => [String(value), words ? words.join(', ') : String(maximum ?? maxLength ?? minimum)]);
}

describe('the contract and the program allow the same', () => {
  for (const route of routes)
    for (const { name, schema, in: place } of route.parameters.filter((each) => each.name !== 'cursor'))
      test(`${route.name} ${name}`, async () => {
        for (const [value, allowed] of beyond(schema)) {
          if (place === 'path' && value === '') continue;
          const { status, json } = await api.get(address(route, { [name]: value }));
          const messages = (json.errors ?? [])
            .filter(({ parameter }) => parameter === name)
            .map(({ message }) => message);
          assert.equal(status, 400, `${route.name} ${name}=${value}`);
          assert.ok(
            messages.some((text) => text.includes(allowed)),
            `${messages} does not say ${allowed}`,
          );
        }
        for (const word of schema.enum ?? []) {
          const { json } = await api.get(address(route, { [name]: word }));
          assert.ok(!json.errors?.some(({ parameter }) => parameter === name), `${name}=${word} is allowed`);
        }
      });
});

describe('a cursor', () => {
  test('fits no other query', async () => {
    let tried = 0;
    for (const route of routes) {
      const { json } = await api.get(address(route, { limit: '1' }));
      if (!json.meta?.next || !route.parameters.some(({ name }) => name === 'limit')) continue;
      const next = `cursor=${json.meta.next}`;
      assert.equal((await api.get(address(route, { limit: '1' }, next))).status, 200, route.name);
      await refused(address(route, { limit: '2' }, next), 'cursor', /page of the same query/);
      if (route.parameters.some(({ name }) => name === 'definition'))
        await refused(address(route, { limit: '1', definition: 'all_bids' }, next), 'cursor', /page of the same query/);
      for (const broken of [`${next}A`, next.slice(0, -3), next.replace('=', '=A')])
        await refused(address(route, { limit: '1' }, broken), 'cursor', /page of the same query/);
      tried++;
    }
    assert.ok(tried >= 3, `${tried} routes gave a cursor`);
  });
});

describe('a body', () => {
  for (const route of routes)
    test(`${route.name} takes none that is long`, async () => {
      for (const method of ['GET', 'POST']) {
        const params = { CONTENT_LENGTH: '8193' };
        const { status, type } = await api.get(address(route), { method, params, body: 'x'.repeat(8193) });
        assert.deepEqual([status, type], [413, 'application/problem+json'], method);
      }
    });
});

describe('a wrong parameter is 400 and named', () => {
  for (const route of routes)
    for (const parameter of route.parameters)
      test(`${route.name} ${parameter.name}`, async () => {
        const { name, required } = parameter;
        for (const value of wrong[kindOf(parameter)]) await refused(address(route, { [name]: value }), name, /^must /);
        for (const value of ['%', '%4', '%zz', 'a%00', '%ff', '%c0%af'])
          await refused(address(route, { [name]: value }), name, /percent-encoded UTF-8, without a NUL/);
        if (parameter.in === 'path') return;
        await refused(address(route, { [name]: '' }), name, /^must /);
        await refused(address(route, { [name]: 'x' }, `${name}=x`), name, /once/);
        if (required) await refused(address(route, { [name]: null }), name, /required/);
      });

  for (const route of routes)
    test(`${route.name} takes no other`, async () => {
      for (const name of ['limits', 'Definition', '__proto__', '', 'from[]'])
        await refused(address(route, {}, `${name}=1`), name, /^is not a parameter here/);
      await refused(address(route, {}, '%zz=1'), '%zz', /percent/);
    });

  test('several at once are all named', async () => {
    const { json } = await api.get('/curtailment?from=x&interval=week&limit=0&colour=red');
    assert.deepEqual(json.errors.map(({ parameter }) => parameter).sort(), [
      'colour',
      'from',
      'interval',
      'limit',
      'to',
    ]);
  });

  test('ranges have an order and a length', async () => {
    for (const [uri, parameter] of [
      ['/curtailment?from=2025-04-02&to=2025-04-01', 'from'],
      ['/curtailment?from=2025-04-01&to=2025-05-02&interval=hour', 'to'],
      ['/mining?from=2025-04-01&to=2025-04-08&interval=half_hour&by=farm', 'to'],
      ['/mining?from=2025-04-01&to=2025-04-08&interval=half_hour&farm=T_A', 'to'],
      ['/summaries/daily?from=2024-01-01&to=2025-01-02', 'to'],
      ['/summaries/monthly?from=2025-02&to=2025-01', 'from'],
      ['/summaries/monthly?from=2015-01&to=2025-01', 'to'],
      ['/summaries/yearly?from=2000&to=2050', 'to'],
      ['/wind-generation?from=2025-04-01&to=2025-05-02&interval=hour', 'to'],
      ['/mining?from=2025-04-01&to=2025-04-01&miner=S19J_PRO&joules_per_th=30.5', 'joules_per_th'],
      ['/summaries/daily/2025-04-01?joules_per_th=30.5&miner=S9', 'joules_per_th'],
      ['/summaries/yearly?from=2025&to=2025&joules_per_th=30.5&miner=S9', 'joules_per_th'],
      ['/prices?from=2015-01-01&to=2025-01-08', 'to'],
      ['/difficulty?from=2025-01-02&to=2025-01-01', 'from'],
      ['/records?date=2025-04-01&period=49', 'period'],
      ['/records?date=2025-03-30&period=47', 'period'],
      ['/coverage?from=2015-01-01&to=2025-01-08', 'to'],
      ['/revisions?from=2025-01-02&to=2025-01-01', 'from'],
    ])
      await refused(uri, parameter, /^must /);
  });
});

describe('methods', () => {
  for (const route of routes)
    test(`${route.name} is read alone`, async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'get', 'X']) {
        const reply = await api.get(address(route), { method });
        assert.equal(reply.status, 405, method);
        assert.equal(reply.header('Allow'), 'GET, HEAD');
      }
    });

  test('HEAD is GET (nginx leaves its body out)', async () => {
    const [get, head] = [await api.get('/miners'), await api.get('/miners', { method: 'HEAD' })];
    for (const name of ['Content-Length', 'Content-Type', 'ETag', 'Cache-Control'])
      assert.equal(head.header(name), get.header(name), name);
  });
});

describe('paths', () => {
  for (const uri of [
    '/',
    '/status/',
    '/statu',
    '/summaries',
    '/summaries/weekly/2025-04',
    '/farms/',
    '/farms/a/b',
    '/status.csv',
    '/miners.csv',
  ])
    test(`${uri} is 404`, async () => assert.equal((await api.get(uri)).status, 404));
  for (const uri of ['//', '//api', '//api/v2/status', '///api/v1/status', '//api/v1/stat%75s%00'])
    test(`${uri} is 404`, async () => assert.equal((await api.get(uri)).status, 404));
  test('percent-encoding in a path is undone by segment', async () => {
    assert.equal((await api.get('/%73tatus')).status, 200);
    assert.equal((await api.get('%2Fstatus')).status, 404);
    assert.equal((await api.get('/farms/T_A%2FB')).status, 404);
  });
});

describe('forms', () => {
  const csv = '/curtailment?from=2025-04-01&to=2025-04-01';
  for (const [accept, json, both] of [
    ['', 'json', 'json'],
    ['*/*', 'json', 'json'],
    ['application/*', 'json', 'json'],
    ['text/csv', null, 'csv'],
    ['text/csv, */*;q=0.1', 'json', 'csv'],
    ['text/csv;q=0.4, application/json;q=0.5', 'json', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'json', 'json'],
    ['text/html', null, null],
    ['application/json;q=0', null, null],
  ])
    test(`Accept: ${accept || '(none)'}`, async () => {
      for (const [uri, form] of [
        ['/miners', json],
        [csv, both],
      ]) {
        const reply = await api.get(uri, { accept });
        assert.equal(reply.status, form ? 200 : 406, uri);
        assert.match(
          reply.type,
          form === 'csv' ? /^text\/csv/ : form ? /^application\/json$/ : /^application\/problem\+json$/,
        );
      }
    });
  test('the suffix is stronger than Accept', async () => {
    const reply = await api.get(csv.replace('?', '.csv?'), { accept: 'application/json' });
    assert.match(reply.type, /^text\/csv/);
  });
});

describe('health', () => {
  test('/healthz and /readyz', async () => {
    assert.deepEqual((await api.get('//healthz')).json, { status: 'ok' });
    const ready = await api.get('//readyz');
    assert.deepEqual([ready.status, ready.json], [200, { status: 'ready', database: true, redis: false }]);
    assert.equal(ready.header('Cache-Control'), 'no-store');
  });
});

describe('a database that was never migrated', () => {
  test('is 503 with Retry-After, for every resource', async () => {
    const bare = await startApi(await worlds.bare());
    for (const route of routes) {
      const { status, header, json } = await bare.get(address(route));
      assert.deepEqual([status, header('Retry-After')], [503, '5'], route.name);
      assert.doesNotMatch(json.detail, /relation|schema|SQL/i);
    }
    assert.equal((await bare.get('//healthz')).status, 200);
    await bare.stop();
  });
});
