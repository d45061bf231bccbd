// Sources over TLS: HTTP/2 and HTTP/1.1 give the same day; a certificate that is not good gives none, and says so.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { FakeElexon } from '../fakes/elexon.mjs';
import { unit, writeDay, writeRegister } from '../lib/archive.mjs';
import { makeAuthority } from '../lib/certificate.mjs';
import { tempFolder } from '../lib/temp.mjs';
import { startWorlds } from '../lib/world.mjs';

const date = '2025-02-10';
const folder = tempFolder();
const authority = makeAuthority();
let worlds, world;
const servers = [];

before(async () => {
  writeRegister(folder, '2025-01', [unit('T_WIND-1')]);
  const bid = { id: 'T_WIND-1', soFlag: true, originalPrice: '-60.5', volume: '-2.5' };
  writeDay(folder, date, Object.fromEntries(Array.from({ length: 48 }, (_, i) => [i + 1, [bid]])));
  const epochs = path.join(tempFolder(), 'epochs.csv');
  writeFileSync(
    epochs,
    '# Known through 2025-03-01T00:00:00Z.\nheight,start_time_utc,difficulty\n880992,2025-01-27T05:00:00Z,108105433845147.2\n',
  );
  worlds = await startWorlds();
  world = await worlds.world('live', { WINDFALL_CA_FILE: authority.file });
  await world.must('sync', 'difficulty', '--file', epochs);
});
after(async () => {
  for (const server of servers) await server.close();
  await worlds?.stop();
});

async function serve(tls) {
  const elexon = await new FakeElexon(folder, { tls }).listen();
  servers.push(elexon);
  world.env.WINDFALL_ELEXON_URL = elexon.url;
  return elexon;
}
const ingest = () => world.windfall('ingest', '--from', date, '--to', date);
const complete = () => world.one(`SELECT coalesce(sum(complete), 0) FROM windfall.settlement_days`);

test('an expired certificate: nothing is read, and the reason is named', async () => {
  await serve(authority.issue({ days: -1 }));
  const result = await ingest();
  assert.equal(result.code, 69, result.stderr);
  assert.match(result.stderr, /\btls\b[^\n]*expired/);
  assert.equal(await complete(), '0');
});

test('a certificate of an unknown authority: the same', async () => {
  await serve(makeAuthority().issue());
  const result = await ingest();
  assert.equal(result.code, 69, result.stderr);
  assert.match(result.stderr, /\btls\b[^\n]*certificate/);
  assert.equal(await complete(), '0');
});

test('a file of authorities that is not there is named', async () => {
  await serve(authority.issue());
  world.env.WINDFALL_CA_FILE = '/nowhere/ca.pem';
  const result = await ingest();
  world.env.WINDFALL_CA_FILE = authority.file;
  assert.notEqual(result.code, 0);
  assert.match(result.stderr, /\/nowhere\/ca\.pem/);
});

test('a redirect from https to http is not followed', async () => {
  const elexon = await serve(authority.issue());
  const plain = await new FakeElexon(folder).listen();
  servers.push(plain);
  elexon.fault(/bmunits/, 'redirect', { location: `${plain.url}/bmrs/api/v1/reference/bmunits/all` });
  const result = await world.windfall('sync', 'units');
  assert.equal(result.code, 69, result.stderr);
  assert.match(result.stderr, /redirect/);
  assert.equal(plain.requests.length, 0);
});

describe('a day comes whole', () => {
  for (const version of ['1.1', '2.0'])
    test(`over HTTP/${version}`, async () => {
      const elexon = await serve({ ...authority.issue(), http2: version === '2.0' });
      if (version === '2.0') elexon.fault(/bid\/2025-02-10\/7$/, 'reset', { times: 1 });
      await world.must('sync', 'units');
      await world.must('reconcile', '--from', date, '--to', date);
      assert.equal(await complete(), '48');
      assert.deepEqual(new Set(elexon.requests.map((request) => request.version)), new Set([version]));
    });
});
