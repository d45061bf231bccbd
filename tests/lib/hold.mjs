// Holds runs back in the middle of a day's transaction.
import { start } from './run.mjs';
import { until } from './wait.mjs';

/** Holds back whoever stores; what it gives releases them. */
export async function holdStoring(world) {
  const held = start('psql', ['-X', '-q', '-d', world.database.dsn('windfall_owner'), '-f', '-'], {
    input: 'BEGIN; LOCK windfall.replacement_half_hours IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(600);',
  });
  const locks = `SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation = 'windfall.replacement_half_hours'::regclass`;
  await until(async () => (await world.one(locks)) === '1', { what: 'the lock' });
  return async () => {
    await world.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND pid <> pg_backend_pid()`,
    );
    await held.done;
  };
}
