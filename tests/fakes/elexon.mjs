// Elexon's API as an archive folder remembers it. `node tests/fakes/elexon.mjs FOLDER [PORT]` serves one by hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { FakeServer } from './server.mjs';

const prefix = '/bmrs/api/v1';
const stackPath = new RegExp(`^${prefix}/balancing/settlement/stack/all/(bid|offer)/(\\d{4}-\\d\\d-\\d\\d)/(\\d+)$`);
const notificationsPath = new RegExp(`^${prefix}/datasets/PN/stream\\?from=(\\d{4}-\\d\\d-\\d\\d)&`);
const notFound = { status: 404, body: '{"statusCode":404,"message":"Resource not found"}' };
const unpublished = { status: 200, body: '{"metadata":{"datasets":["ISPSTACK"]},"data":[]}' };

/** The exchanges of one file: path → reply, the last of a path. */
export function readExchanges(file) {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n').filter(Boolean);
  return new Map(lines.map(JSON.parse).map(({ path, status, body }) => [path, { status, body }]));
}

const lastSunday = (year, month) => {
  const last = new Date(Date.UTC(year, month, 0));
  return last.getUTCDate() - last.getUTCDay();
};
export function periodsOf(date) {
  const [year, month, day] = date.split('-').map(Number);
  if (month === 3 && day === lastSunday(year, 3)) return 46;
  return month === 10 && day === lastSunday(year, 10) ? 50 : 48;
}

export class FakeElexon extends FakeServer {
  #folder;
  #days = new Map();
  #replaced = new Map();

  constructor(folder, options) {
    super((url) => this.#find(url), options);
    this.#folder = folder;
  }

  /** Replaces one reply; a body of null puts the archive's back. */
  set(path, body, status = 200) {
    if (body === null) this.#replaced.delete(prefix + path);
    else this.#replaced.set(prefix + path, { status, body });
  }
  setStack(side, date, period, body, status) {
    this.set(`/balancing/settlement/stack/all/${side}/${date}/${period}`, body, status);
  }
  /** Both sides empty, as before publication. */
  unpublish(date, period) {
    for (const side of ['bid', 'offer']) this.setStack(side, date, period, unpublished.body);
  }
  /** The true rows of one stack. */
  stack(side, date, period) {
    return JSON.parse(this.#find(`${prefix}/balancing/settlement/stack/all/${side}/${date}/${period}`).body);
  }

  /** A stream gives what the archive holds about the units asked for, the newest first; [] is not published yet. */
  #notifications(url, date) {
    const asked = new Set(new URL(url, 'http://elexon').searchParams.getAll('bmUnit'));
    const kept = [...this.#day(date)].filter(([path, { status }]) => notificationsPath.test(path) && status === 200);
    const rows = kept.flatMap(([, { body }]) => JSON.parse(body)).filter(({ bmUnit }) => asked.has(bmUnit));
    return { status: 200, body: JSON.stringify(rows.sort((a, b) => (a.timeFrom < b.timeFrom ? 1 : -1))) };
  }
  #day(date) {
    const file = path.join(this.#folder, `${date}.jsonl.gz`);
    if (!this.#days.has(date)) this.#days.set(date, existsSync(file) ? readExchanges(file) : new Map());
    return this.#days.get(date);
  }
  #register() {
    const names = readdirSync(this.#folder)
      .filter((name) => /^reference-.*\.jsonl\.gz$/.test(name))
      .sort();
    return readExchanges(path.join(this.#folder, names.at(-1))).get(`${prefix}/reference/bmunits/all`);
  }
  #find(url) {
    const [, , date, period] = stackPath.exec(url) ?? [];
    if (this.#replaced.has(url)) return this.#replaced.get(url);
    if (url === `${prefix}/reference/bmunits/all`) return this.#register();
    if (notificationsPath.test(url)) return this.#notifications(url, notificationsPath.exec(url)[1]);
    if (!date || Number(period) < 1 || Number(period) > periodsOf(date)) return notFound;
    return this.#day(date).get(url) ?? unpublished;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, port = '0'] = process.argv.slice(2);
  const server = await new FakeElexon(folder).listen(Number(port));
  console.log(server.url);
}
