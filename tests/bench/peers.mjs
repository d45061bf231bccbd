// peers.mjs fastify|express map|postgres WORKERS SOCKET: what one would run instead, as fast as it goes: no log, no ETag, prepared
// statements, a cluster of WORKERS. A map holds the pages of BENCH_PAGES (a JSON file, path → body); postgres runs BENCH_STATEMENT (a JSON file).
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import express from 'express';
import fastify from 'fastify';
import pg from 'pg';

const [kind, source, workers, path] = process.argv.slice(2);
const connections = 8; // as many for any number of workers

const number = (text) => (text === null ? null : Number(text));
const per = (a, b, scale) => (a === null || !Number(b) ? null : Math.round((Number(a) / Number(b)) * scale) / scale);

/** The page of a day from the rows of the statement, a row a miner. */
function summary(rows, definition, frame) {
  const [day] = rows;
  const mining = frame.data.mining.map(({ miner }) => {
    const row = rows.find((each) => each.miner === miner) ?? {};
    return {
      miner,
      bitcoin_btc: number(row.bitcoin_btc ?? null),
      bitcoin_diluted_btc: number(row.diluted_btc ?? null),
      value_gbp: number(row.value_gbp ?? null),
      value_gbp_per_mwh: per(row.value_gbp ?? null, day.curtailed_mwh, 1e6),
    };
  });
  const whole = day.complete === day.expected;
  const generated = whole && day.wind_generation_mwh !== null;
  const notified = whole && Number(day.notified_mwh) > 0;
  const total = generated ? Number(day.wind_generation_mwh) + Number(day.curtailed_mwh) : null;
  const coverage = (row, of) => ({
    expected: Number(row[`${of}expected`]),
    complete: Number(row[`${of}complete`]),
    provisional: Number(row[`${of}provisional`]),
  });
  return {
    data: {
      date: day.interval,
      definition,
      curtailed_mwh: number(day.curtailed_mwh),
      payment_gbp: number(day.payment_gbp),
      payment_gbp_per_mwh: per(day.payment_gbp, day.curtailed_mwh, 1e6),
      records: number(day.records),
      farms: number(day.farms),
      half_hours: number(day.half_hours),
      replacement_gbp: number(day.replacement_gbp),
      wind_generation_mwh: number(day.wind_generation_mwh),
      curtailed_share: generated ? per(day.curtailed_mwh, total, 1e6) : null,
      notified_mwh: number(day.notified_mwh),
      curtailed_share_of_notified: notified ? per(day.curtailed_mwh, Number(day.notified_mwh), 1e6) : null,
      mining,
      coverage: coverage(day, ''),
      revised_at: day.revised_at,
    },
    meta: {
      licence: frame.meta.licence,
      data_source: day.head_data_source,
      definition,
      units: frame.meta.units,
      coverage: coverage(day, 'head_'),
    },
  };
}

function postgres() {
  const pool = new pg.Pool({
    host: process.env.BENCH_HOST,
    database: process.env.BENCH_DATABASE,
    user: 'windfall_api',
    max: Math.max(1, Math.floor(connections / Number(workers))),
  });
  const { text, params, columns } = JSON.parse(readFileSync(process.env.BENCH_STATEMENT, 'utf8'));
  const frame = JSON.parse(Object.values(pages())[0]);
  return async (date, query) => {
    const definition = query.definition ?? 'so_flagged';
    const named = { epoch_keys: `{day:${date}}`, day: date, definition, miner: query.miner, factor: '1' };
    const values = params.map((name) => named[name] ?? null);
    const { rows } = await pool.query({ name: 'day', text, values, rowMode: 'array' });
    const objects = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
    const only = {
      ...frame,
      data: { mining: frame.data.mining.filter(({ miner }) => miner === (query.miner ?? miner)) },
    };
    return JSON.stringify(summary(objects, definition, only)) + '\n';
  };
}

const pages = () => JSON.parse(readFileSync(process.env.BENCH_PAGES, 'utf8'));

function map() {
  const kept = new Map(Object.entries(pages()));
  return (date, query, url) => kept.get(url);
}

const day = '/api/v1/summaries/daily/:date';
const serve = {
  async fastify(answer) {
    const app = fastify({ logger: false });
    app.get(day, (request, reply) => {
      reply.header('content-type', 'application/json');
      return answer(request.params.date, request.query, request.url);
    });
    await app.listen({ path });
  },
  express(answer) {
    const app = express().disable('x-powered-by').disable('etag');
    app.get(day, (request, reply, next) => {
      reply.set('Content-Type', 'application/json');
      const body = answer(request.params.date, request.query, request.originalUrl);
      if (body instanceof Promise) body.then((text) => reply.send(text), next);
      else reply.send(body);
    });
    app.listen({ path });
  },
};

if (cluster.isPrimary && Number(workers) > 1) {
  for (let i = 0; i < Number(workers); i++) cluster.fork();
} else {
  // dates stay text; the rest is text anyway
  for (const type of [1082, 1114, 1184]) pg.types.setTypeParser(type, (text) => text);
  await serve[kind](source === 'map' ? map() : postgres());
}
