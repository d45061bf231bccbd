// What `make bench` compares: the pools, their peers and one nginx before all of them, each on an address of its own.
import {
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ask } from '../lib/fcgi.mjs';
import { freePort } from '../lib/ports.mjs';
import { program, root } from '../lib/project.mjs';
import { cleanEnv } from '../lib/run.mjs';
import { isRoot, tempFolder, unprivileged } from '../lib/temp.mjs';
import { until } from '../lib/wait.mjs';

const here = import.meta.dirname;
const nobody = 65534;

/** A server that runs until the bench ends; its words go to a file of the folder, as in production. */
export class Servers {
  constructor() {
    this.folder = tempFolder({ forServer: true });
    this.children = [];
    process.on('exit', () => this.stop());
  }
  place(name) {
    return path.join(this.folder, name);
  }
  start(name, command, env = {}) {
    const log = openSync(this.place(`${name}.log`), 'a');
    const pairs = Object.entries({ PATH: process.env.PATH, ...env }).map(([key, value]) => `${key}=${value}`);
    const [first, ...rest] = [...unprivileged, 'env', '-C', this.folder, ...pairs, ...command];
    const child = spawn(first, rest, { env: cleanEnv(), stdio: ['ignore', log, log] });
    this.children.push(child);
    child.on('exit', (code, signal) => {
      if (!this.stopping)
        throw new Error(`${name} ended: ${code ?? signal}\n${readFileSync(this.place(`${name}.log`))}`);
    });
    return child;
  }
  async socketOf(name) {
    const socket = this.place(`${name}.sock`);
    await until(() => existsSync(socket), { what: name });
    return socket;
  }
  /** The program, or one with other routes, with pools of a kind: {NAME: 'fast' or 'slow'} answer on NAME.sock. */
  async pools(program_, pools, env, workers = {}) {
    const copy = this.place(program_);
    if (!existsSync(copy)) copyFileSync(program(program_), copy);
    const args = Object.entries(pools).flatMap(([name, kind]) => {
      const of = ['--pool', kind, '--listen', this.place(`${name}.sock`)];
      return workers[name] ? [...of, '--workers', String(workers[name])] : of;
    });
    this.start(Object.keys(pools)[0], [copy, ...args], env);
    for (const name of Object.keys(pools)) await this.socketOf(name);
  }
  /** A page's body, from a pool asked past nginx. */
  async answer(name, page) {
    const { status, body } = await ask(this.place(`${name}.sock`), page);
    if (status !== 200) throw new Error(`${name}: ${page} answers ${status} ${body}`);
    return body;
  }
  /** tests/bench/peers.mjs, where the server user can read it. */
  async peer(name, [kind, source, workers], env) {
    const folder = this.place('peers');
    if (!existsSync(folder)) {
      mkdirSync(folder);
      for (const part of ['node_modules', 'package.json', 'peers.mjs'])
        cpSync(path.join(here, part), path.join(folder, part), { recursive: true });
    }
    const script = path.join(folder, 'peers.mjs');
    this.start(name, [process.execPath, script, kind, source, String(workers), this.place(`${name}.sock`)], {
      NODE_ENV: 'production',
      ...env,
    });
    return this.socketOf(name);
  }
  /** The project's own configuration without its limits, and a server block a peer; gives each name's address. */
  async nginx(peers, files) {
    const names = ['site', 'pages', ...Object.keys(peers), 'static'];
    const ports = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await freePort()])));
    for (const folder of ['nginx', 'log', 'app/web', 'files']) mkdirSync(this.place(folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(this.place(`files${name}`)), { recursive: true });
      writeFileSync(this.place(`files${name}`), text);
    }
    this.writeConfiguration(ports, peers);
    if (isRoot) for (const folder of ['nginx', 'log']) chownSync(this.place(folder), nobody, nobody);
    this.start('nginx', ['nginx', '-p', this.folder, '-c', 'windfall.conf', '-e', 'stderr', '-g', 'daemon off;']);
    const address = (name) => `http://127.0.0.1:${ports[name]}`;
    await until(
      () =>
        fetch(address('static')).then(
          () => true,
          () => false,
        ),
      { what: 'nginx' },
    );
    return Object.fromEntries(names.map((name) => [name, address(name)]));
  }
  writeConfiguration(ports, peers) {
    const stack = { STATE: this.folder, SOCKETS: this.folder, SERVER: 'plain' };
    const values = { ...stack, ADDRESS: '127.0.0.1', PORT: ports.site, LIMIT_BY: '$binary_remote_addr' };
    for (const name of readdirSync(path.join(root, 'nginx'))) {
      const text = readFileSync(path.join(root, 'nginx', name), 'utf8')
        .replace(/@([A-Z_]+)@/g, (mark, key) => values[key] ?? mark)
        .replace(/^\s*limit_(req|conn) .*\n/gm, '');
      writeFileSync(
        this.place(name),
        name === 'windfall.conf' ? text.replace(/\}\s*$/, '  include bench.conf;\n}\n') : text,
      );
    }
    const locations = readFileSync(this.place('api.locations.conf'), 'utf8');
    writeFileSync(this.place('uncached.conf'), locations.replace(/fastcgi_cache api;/g, 'fastcgi_cache off;'));
    writeFileSync(
      this.place('bench.conf'),
      [...Object.entries(peers).map((peer) => block(peer, ports)), own(ports, this.folder)].join('\n'),
    );
  }
  stop() {
    this.stopping = true;
    this.children.forEach((child) => child.kill('SIGTERM'));
  }
}

/** Another server behind the same nginx, which adds its headers to every answer: HTTP over kept connections, or FastCGI. */
const block = ([name, { socket, kept, fastcgi }], ports) => `
upstream ${name} { server "unix:${socket}"; ${kept ? 'keepalive 64; keepalive_requests 1000000;' : ''} }
server {
  listen 127.0.0.1:${ports[name]} backlog=1024;
  include security_headers.conf;
  location / {
    ${
      fastcgi
        ? `include fastcgi_params.windfall; fastcgi_keep_conn ${kept ? 'on' : 'off'}; fastcgi_pass ${name};`
        : `proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://${name};`
    }
  }
}`;

/** The pools without the micro-cache, and the same bytes as a file. */
const own = (ports, folder) => `
server { listen 127.0.0.1:${ports.pages} backlog=1024; include security_headers.conf; include uncached.conf; }
server {
  listen 127.0.0.1:${ports.static} backlog=1024;
  root "${folder}/files";
  default_type application/json;
  location / { include security_headers.conf; add_header Cache-Control "no-cache"; try_files $uri =404; }
}`;
