// A private Redis on a unix socket.
import path from 'node:path';
import { must, start } from './run.mjs';
import { tempFolder, unprivileged } from './temp.mjs';
import { until } from './wait.mjs';

class Redis {
  constructor() {
    this.folder = tempFolder({ forServer: true });
    this.socket = path.join(this.folder, 'redis');
  }
  async start() {
    const place = ['--port', '0', '--unixsocket', this.socket, '--dir', this.folder];
    const [command, ...args] = [...unprivileged, 'redis-server', ...place, '--save', '', '--appendonly', 'no'];
    Object.assign(this, start(command, args, { timeoutMs: 3_600_000 }));
    const answers = () =>
      this.cli('ping').then(
        (answer) => answer === 'PONG',
        () => false,
      );
    await until(answers, { what: 'Redis' });
    return this;
  }
  async cli(...words) {
    return (await must('redis-cli', ['-s', this.socket, ...words])).stdout.trim();
  }
  stop() {
    this.child.kill('SIGKILL');
    return this.done;
  }
}

export const startRedis = () => new Redis().start();
