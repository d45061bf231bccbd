// What a test of the cron binary stands on: a database of its own, a state folder, and the settings that join them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startPostgres } from './postgres.mjs';
import { startWindfall, windfall } from './run.mjs';
import { tempFolder } from './temp.mjs';

class World {
  constructor(database, source, env) {
    this.database = database;
    this.state = tempFolder();
    this.archive = path.join(this.state, 'archive');
    mkdirSync(this.archive);
    this.env = {
      WINDFALL_STATE_DIR: this.state,
      WINDFALL_SOURCE: source,
      WINDFALL_ARCHIVE_DIR: this.archive,
      WINDFALL_DATABASE_OWNER: database.dsn('windfall_owner'),
      WINDFALL_DATABASE_INGEST: database.dsn('windfall_ingest'),
      WINDFALL_DATABASE_API: database.dsn('windfall_api'),
      WINDFALL_REDIS_SOCKET: '',
      WINDFALL_ELEXON_RATE: '0',
      WINDFALL_ELEXON_PARALLEL: '8',
      // nothing here may reach a real source
      WINDFALL_ELEXON_URL: 'http://127.0.0.1:9',
      WINDFALL_MEMPOOL_URL: 'http://127.0.0.1:9',
      ...env,
    };
  }
  query(sql) {
    return this.database.query(sql);
  }
  one(sql) {
    return this.database.one(sql);
  }
  windfall(...args) {
    return windfall(args, this.env);
  }
  start(...args) {
    return startWindfall(args, this.env);
  }
  async must(...args) {
    const result = await this.windfall(...args);
    if (result.code !== 0)
      throw new Error(`windfall ${args.join(' ')}: exit ${result.code ?? result.signal}\n${result.stderr}`);
    return result;
  }
}

/** Gives worlds in one private PostgreSQL. A migrated database is made once a source and copied. */
export async function startWorlds({ settings, initdb } = {}) {
  const postgres = await startPostgres(settings, initdb);
  const templates = new Map();
  async function template(source) {
    const world = new World(await postgres.database(), source, {});
    await world.must('migrate');
    return world.database;
  }
  return {
    postgres,
    stop: () => postgres.stop(),
    async world(source = 'recorded', env = {}) {
      if (!templates.has(source)) templates.set(source, template(source));
      return new World(await postgres.database(await templates.get(source)), source, env);
    },
    /** One that reads from a FakeElexon, and knows its units. */
    async live(elexon, env = {}) {
      const world = await this.world('live', { WINDFALL_ELEXON_URL: elexon.url, ...env });
      await world.must('sync', 'units');
      return world;
    },
    async bare(source = 'recorded', env = {}) {
      return new World(await postgres.database(), source, env);
    },
  };
}
