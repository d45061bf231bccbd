// A private Redis on a unix socket.
import path from 'node:path';
import { must, start } from './run.mjs';
import { tempFolder, unprivileged } from './temp.mjs';
import { until } from './wait.mjs';

export async function startRedis() {
  const folder = tempFolder({ forServer: true });
  const socket = path.join(folder, 'redis');
  const args = [
    'redis-server',
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const [command, ...rest] = [...unprivileged, ...args];
  const { child, done } = start(command, rest, { timeoutMs: 3_600_000 });
  const cli = async (...words) => (await must('redis-cli', ['-s', socket, ...words])).stdout.trim();
  await until(
    () =>
      cli('ping').then(
        (answer) => answer === 'PONG',
        () => false,
      ),
    { what: 'Redis' },
  );
  return { socket, child, cli, stop: () => (child.kill('SIGKILL'), done) };
}
