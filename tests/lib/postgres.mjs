// A private PostgreSQL on a unix socket, and databases in it: a test shares none with another.
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from './csv.mjs';
import { must, run } from './run.mjs';
import { tempFolder, unprivileged } from './temp.mjs';

const bin = '/usr/lib/postgresql/15/bin';
const settings = [
  "listen_addresses = ''",
  'fsync = off',
  'synchronous_commit = off',
  'full_page_writes = off',
  'shared_buffers = 64MB',
  'max_connections = 40',
  'log_min_messages = warning',
];
const NULL = '␀';

const asServer = (args) => must('env', ['-C', '/', ...unprivileged, ...args]);

class Database {
  constructor(cluster, name) {
    this.cluster = cluster;
    this.name = name;
  }
  dsn(role) {
    return `host=${this.cluster.folder} dbname=${this.name} user=${role}`;
  }
  /** One statement or several; the rows of the last as objects of text, null as null. */
  async query(sql, role = 'windfall_owner') {
    const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '--csv', '-P', `null=${NULL}`, '-d', this.dsn(role), '-f', '-'];
    const { stdout } = await must('psql', args, { input: sql });
    if (stdout === '') return [];
    const value = (text) => (text === NULL ? null : text);
    return parseCsv(stdout).map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, text]) => [name, value(text)])),
    );
  }
  async one(sql) {
    return Object.values((await this.query(sql))[0])[0];
  }
  drop() {
    return this.cluster.admin.query(`DROP DATABASE IF EXISTS "${this.name}" WITH (FORCE)`, 'postgres');
  }
}

class Cluster {
  constructor(folder) {
    this.folder = folder;
    this.data = path.join(folder, 'data');
    this.admin = new Database(this, 'postgres');
    this.made = 0;
  }
  /** fileBytes: as on a disk that is full once a file has grown so large. */
  start({ fileBytes } = {}) {
    const limit = fileBytes ? ['prlimit', `--fsize=${fileBytes}`] : [];
    return asServer([
      ...limit,
      `${bin}/pg_ctl`,
      '-D',
      this.data,
      '-w',
      '-t',
      '600',
      '-s',
      '-l',
      `${this.folder}/log`,
      'start',
    ]);
  }
  stop(mode = 'immediate') {
    return run('env', [
      '-C',
      '/',
      ...unprivileged,
      `${bin}/pg_ctl`,
      '-D',
      this.data,
      '-w',
      '-t',
      '600',
      '-s',
      '-m',
      mode,
      'stop',
    ]);
  }
  /** A new database of windfall_owner's, from nothing or as a copy of another. */
  async database(template) {
    const name = `w${++this.made}`;
    const from = template ? `TEMPLATE "${template.name}"` : 'TEMPLATE template0';
    await this.admin.query(
      `CREATE DATABASE "${name}" OWNER windfall_owner ${from} ENCODING 'UTF8' STRATEGY file_copy`,
      'postgres',
    );
    return new Database(this, name);
  }
}

/** At the end of the process, whatever ended it: hooks do not run after one that failed. */
function stopAtExit(cluster) {
  process.prependListener('exit', () => {
    try {
      process.kill(Number(readFileSync(`${cluster.data}/postmaster.pid`, 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // it was stopped
    }
  });
}

/** With the settings of tests, or others given as lines; initdb: more arguments to it. */
export async function startPostgres(lines = settings, initdb = []) {
  const cluster = new Cluster(tempFolder({ forServer: true }));
  await asServer([
    `${bin}/initdb`,
    '-D',
    cluster.data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--lc-collate=C',
    '--no-sync',
    ...initdb,
  ]);
  appendFileSync(
    `${cluster.data}/postgresql.conf`,
    [...lines, `unix_socket_directories = '${cluster.folder}'`, ''].join('\n'),
  );
  stopAtExit(cluster);
  await cluster.start();
  await cluster.admin.query('CREATE ROLE windfall_owner LOGIN CREATEROLE', 'postgres');
  return cluster;
}
