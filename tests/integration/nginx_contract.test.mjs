// The contract as nginx serves it: JSON for any site, and no parameter is passed over in silence.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startNginx } from '../lib/nginx.mjs';
import { tempFolder } from '../lib/temp.mjs';

const contract = '/api/v1/openapi.json';
let site;
before(async () => (site = await startNginx(tempFolder(), { files: { 'openapi.json': '{"openapi":"3.1.0"}' } })));
after(() => site?.stop());

test('is JSON for any site', async () => {
  const { status, headers, body } = await site.get(contract);
  assert.deepEqual([status, body], [200, '{"openapi":"3.1.0"}']);
  assert.match(headers['content-type'], /^application\/json/);
  assert.equal(headers['access-control-allow-origin'], '*');
});

test('takes no parameter', async () => {
  for (const query of ['x=1', 'x', '%', 'pretty&x=1']) {
    const { status, headers, body } = await site.get(`${contract}?${query}`);
    assert.equal(status, 400, query);
    assert.equal(headers['content-type'], 'application/problem+json');
    assert.equal(JSON.parse(body).detail, 'openapi.json takes no parameter');
  }
  assert.equal((await site.get(`${contract}?`)).status, 200);
});
