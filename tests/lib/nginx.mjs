// The project's own nginx configuration, run privately before pools; what make up fills in, a test fills in too.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import path from 'node:path';
import { freePort } from './ports.mjs';
import { root } from './project.mjs';
import { start } from './run.mjs';
import { isRoot, tempFolder } from './temp.mjs';
import { until } from './wait.mjs';

const marks = { LIMIT_BY: '$binary_remote_addr', SERVER: 'plain', ADDRESS: '127.0.0.1' };

/** before: words put before the command, as of one that limits it. limits: false for clients of any greed; cache: false asks the pools. */
export async function startNginx(
  sockets,
  { limits = true, cache = true, before = [], files = { 'index.html': '<html>' }, fill = {} } = {},
) {
  const state = tempFolder();
  const [port, httpsPort] = [await freePort(), await freePort()];
  const values = {
    ...marks,
    STATE: state,
    SOCKETS: sockets,
    PORT: port,
    HTTPS_PORT: httpsPort,
    HTTPS_SUFFIX: `:${httpsPort}`,
    ...fill,
  };
  if (!limits) values.LIMIT_BY = '""';
  const folders = [
    'nginx/cache',
    'nginx/body',
    'nginx/fastcgi',
    'nginx/proxy',
    'nginx/scgi',
    'nginx/uwsgi',
    'log',
    'etc',
    'app/web',
  ];
  for (const folder of folders) mkdirSync(path.join(state, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(state, 'app/web', name), text);
  const configure = (changed = {}) => {
    Object.assign(values, changed);
    for (const name of readdirSync(path.join(root, 'nginx'))) {
      const file = readFileSync(path.join(root, 'nginx', name), 'utf8');
      const text = cache ? file : file.replace('fastcgi_cache api;', 'fastcgi_cache off;');
      writeFileSync(
        path.join(state, 'etc', name),
        text.replace(/@([A-Z_]+)@/g, (_, mark) => values[mark]),
      );
    }
  };
  configure();
  const command = [
    '/usr/sbin/nginx',
    '-e',
    `${state}/log/error.log`,
    '-p',
    `${state}/nginx`,
    '-c',
    `${state}/etc/windfall.conf`,
  ];
  const [program, ...args] = [...before, ...command, '-g', `daemon off; ${isRoot ? 'user root;' : ''}`];
  const { child, done } = start(program, args, { timeoutMs: 3_600_000 });
  const origin = `http://127.0.0.1:${port}`;
  const site = {
    state,
    port,
    httpsPort,
    origin,
    child,
    configure,
    get: (uri, options) => ask(origin + uri, options),
    log: () =>
      readFileSync(`${state}/log/access.log`, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    reload: () => child.kill('SIGHUP'),
    stop: () => (child.kill('SIGTERM'), done),
  };
  child.stderr.on('data', (t) => process.env.NGDBG && process.stderr.write(t));
  done.then(({ code, stderr }) => (site.ended = `nginx ended with ${code}: ${stderr}`));
  await until(
    () => {
      if (site.ended) throw new Error(site.ended);
      return site.get('/').then(
        () => true,
        () => false,
      );
    },
    { what: 'nginx' },
  );
  return site;
}

/** {status, headers, body} of one request; a connection that breaks, or a body cut short, is an error. */
export function ask(url, { agent, method = 'GET', headers = {}, body: sent, timeoutMs = 30_000, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https:') ? https : http).request(
      url,
      { agent, method, headers, ...options },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          const whole = response.complete;
          if (whole)
            resolve({ status: response.statusCode, headers: response.headers, body: body.toString(), bytes: body });
          else reject(new Error(`${url}: cut after ${body.length} bytes`));
        });
      },
    );
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`${url}: no answer in ${timeoutMs} ms`)));
    request.on('error', (error) => {
      // A server may close a kept connection at any time: every client asks again then, over another (RFC 9110, section 9.2.2).
      if (request.reusedSocket && error.code === 'ECONNRESET')
        resolve(ask(url, { agent, method, headers, body: sent, timeoutMs, ...options }));
      else reject(error);
    });
    request.end(sent);
  });
}
