// The crontab that ships: cron would take it, and what it runs is there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../lib/project.mjs';

const fields = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of the month', 1, 31],
  ['month', 1, 12],
  ['day of the week', 0, 7],
];
const lines = readFileSync(path.join(root, 'tools/stack/crontab'), 'utf8').split('\n');

function assertField(text, [name, low, high]) {
  for (const part of text.split(',')) {
    const [, range, from, to, , step] = /^(\*|(\d+)(?:-(\d+))?)(\/([1-9]\d*))?$/.exec(part) ?? [];
    assert.ok(range, `${name}: ${part}`);
    for (const number of [from, to].filter(Boolean))
      assert.ok(low <= Number(number) && Number(number) <= high, `${name}: ${number}`);
    assert.ok(!to || Number(from) <= Number(to), `${name}: ${part}`);
    assert.ok(!step || Number(step) <= high, `${name}: every ${step}`);
  }
}

test('ends with a newline, without which cron ignores it', () => assert.equal(lines.at(-1), ''));

for (const line of lines.filter((text) => text && !text.startsWith('#')))
  test(line, () => {
    const [, times, command] = /^((?:\S+ +){5})(\S.*)$/.exec(line) ?? [];
    assert.ok(command, 'five fields and a command');
    times
      .trim()
      .split(/ +/)
      .forEach((text, i) => assertField(text, fields[i]));
    assert.ok(!command.includes('%'), 'a % would end the command');
    const [, job = 'update'] = /^@STATE@\/app\/refresh(?: (\w+))?$/.exec(command) ?? assert.fail(command);
    assert.ok(['update', 'nightly', 'jobs'].includes(job), job);
  });
