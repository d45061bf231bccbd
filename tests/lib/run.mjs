// Runs a program to its end, or until told, and keeps what it said.
import { spawn } from 'node:child_process';
import { program } from './project.mjs';

const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'ASAN_OPTIONS', 'UBSAN_OPTIONS'];
export const cleanEnv = (extra = {}) => ({
  ...Object.fromEntries(kept.filter((name) => name in process.env).map((name) => [name, process.env[name]])),
  ...extra,
});

/** Starts it; `child` is the process, `done` resolves to {code, signal, stdout, stderr} and never rejects on a bad exit. */
export function start(command, args, { env, cwd, input, timeoutMs = 600_000 } = {}) {
  const child = spawn(command, args, { env: cleanEnv(env), cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const out = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (out[name] += text));
  child.stdin.on('error', () => {}).end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...out });
    });
  });
  return { child, done };
}

export const run = (command, args, options) => start(command, args, options).done;

/** Like run, but a failure is an error that shows what was said. */
export async function must(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0)
    throw new Error(
      `${command} ${args.join(' ')}: exit ${result.code ?? result.signal}\n${result.stdout}${result.stderr}`,
    );
  return result;
}

export const startWindfall = (args, env, options = {}) => start(program('windfall'), args, { ...options, env });
export const windfall = (args, env, options) => startWindfall(args, env, options).done;
