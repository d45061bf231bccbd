// Pools of processes under test: the program's own master, workers and loops; the routes are tests/fakes/pool_routes.c.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';
import { ask, keep } from './fcgi.mjs';
import { program, root, variant } from './project.mjs';
import { must, start } from './run.mjs';
import { tempFolder } from './temp.mjs';
import { until } from './wait.mjs';

export const binary = program('test-pool');
const pools = new Set();
let built; // by usePools; hooks of one file run side by side

/** To be called by a file of tests: builds the programs first, leaves no process behind. */
export function usePools() {
  const programs = ['test-pool', 'windfall-api'].map((name) => `build/${variant}/${name}`);
  built = must('make', ['-s', '-j2', '-C', root, `VARIANT=${variant}`, ...programs], { timeoutMs: 900_000 });
  before(() => built);
  after(() => pools.forEach((pool) => pool.child.kill('SIGKILL')));
}

export class Pool {
  /** before: words put before the command, as of a program that hands a socket down. */
  constructor(options = {}) {
    const {
      kind = 'slow',
      workers = 2,
      args,
      env,
      folder = tempFolder(),
      command = binary,
      before: words = [],
    } = options;
    this.socket = path.join(folder, 's');
    this.folder = folder;
    this.log = '';
    const own = ['--pool', kind, '--listen', this.socket, '--workers', `${workers}`];
    const [first, ...rest] = [...words, command, ...(args ?? own)];
    Object.assign(
      this,
      start(first, rest, { env: { WINDFALL_STATE_DIR: folder, ...env }, timeoutMs: options.timeoutMs }),
    );
    this.child.stderr.on('data', (text) => (this.log += text));
    this.done.finally(() => pools.delete(this));
    pools.add(this);
  }
  lines(event) {
    return this.log.split('\n').filter((line) => line.includes(`event=${event} `));
  }
  until(event, count = 1) {
    return until(() => this.lines(event).length >= count, { what: `${count} × ${event}` });
  }
  pids() {
    return this.lines('worker_ready').map((line) => Number(/ pid=(\d+)/.exec(line)[1]));
  }
  kill(signal) {
    this.child.kill(signal);
  }
  ask(uri, options) {
    return ask(this.socket, uri, options);
  }
  keep() {
    return keep(this.socket);
  }
  /** Ends it in peace; deaths: how many of its workers ended otherwise, as by a sanitizer. */
  async stop(deaths = 0) {
    this.kill('SIGTERM');
    const { code, stderr } = await this.done;
    assert.equal(code, 0);
    assert.equal(
      this.lines('worker_ended').filter((line) => !line.includes(' status=0 signal=0 ')).length,
      deaths,
      stderr,
    );
  }
}

export async function startPool(options = {}) {
  await built;
  const pool = new Pool(options);
  await pool.until('worker_ready', options.workers ?? 2);
  return pool;
}

/** The program's arguments for one pool of each kind, on KIND.sock. */
export const bothKinds = (folder) =>
  ['fast', 'slow'].flatMap((kind) => ['--pool', kind, '--listen', path.join(folder, `${kind}.sock`), '--workers', '2']);

export const one = { workers: 1 };
export const isAlive = (pid) => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Starts a request whose handler waits; `release` lets it go on. */
export async function askSlow(pool) {
  const file = path.join(tempFolder(), 'f');
  const reply = pool.ask(`/wait?${file}`);
  await until(() => existsSync(`${file}.in`), { what: 'the handler' });
  return { reply, release: () => writeFileSync(`${file}.go`, '') };
}

/** Asks from several clients at once until told; gives every reply. */
export function load(pool, clients = 8) {
  const replies = [];
  let going = true;
  const client = async () => {
    while (going) replies.push(await pool.ask('/echo'));
  };
  const all = Promise.all(Array.from({ length: clients }, client));
  return { replies, stop: () => ((going = false), all) };
}

/** A program in a folder, which runs the real one under its own name, and may be replaced. */
export function installProgram(folder, first = '') {
  const command = path.join(folder, 'program');
  writeFileSync(`${command}.new`, `#!/bin/bash\n${first}\nexec -a "$0" ${binary} "$@"\n`, { mode: 0o755 });
  renameSync(`${command}.new`, command);
  return command;
}

/** What systemd does: a listening socket as standard input. */
export const handDown = (socket) => [
  'perl',
  '-MSocket',
  '-e',
  'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un(shift)) or die; listen(S, 64); open(STDIN, "<&S"); close(S); exec @ARGV',
  socket,
];

const holder = `
  use Socket; use POSIX ();
  $^F = 100;
  for my $i (0 .. 1) {
    socket(my $s, PF_UNIX, SOCK_STREAM, 0) or die; bind($s, pack_sockaddr_un(shift)) or die; listen($s, 1024) or die;
    POSIX::dup2(fileno($s), 20 + $i); push @kept, $s;
  }
  POSIX::dup2(20, 3); POSIX::dup2(21, 4);
  for (;;) { my $pid = fork // die; exec @ARGV or die unless $pid; waitpid($pid, 0); }`;

/** What systemd does with two sockets and Restart=always: they are the program's descriptors 3 and 4, and it is started again for ever. */
export const holdSockets = (sockets) => ['setpriv', '--pdeathsig', 'KILL', 'perl', '-e', holder, ...sockets];
