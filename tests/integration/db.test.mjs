// core/io/db against a private PostgreSQL: the cases are in db.c.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPostgres } from '../lib/postgres.mjs';
import { program, root, variant } from '../lib/project.mjs';
import { must, run } from '../lib/run.mjs';

let postgres;
before(async () => {
  await must('make', ['-s', '-j2', '-C', root, `VARIANT=${variant}`, `build/${variant}/test-db`], {
    timeoutMs: 900_000,
  });
  postgres = await startPostgres();
});
after(() => postgres?.stop());

test('statements, transactions, COPY and locks', async (t) => {
  const env = { CMOCKA_MESSAGE_OUTPUT: 'TAP', TEST_DSN: postgres.admin.dsn('postgres') };
  const { code, stdout, stderr } = await run(program('test-db'), [], { env });
  const lines = stdout.split('\n').filter((line) => /^(not )?ok /.test(line));
  for (const line of lines) await t.test(line.replace(/^.*? - /, ''), () => assert.match(line, /^ok/, stdout + stderr));
  assert.deepEqual([code, lines.length > 0], [0, true], stdout + stderr);
});
