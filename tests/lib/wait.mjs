// Waits for a condition, never for a time.
import { setTimeout as pause } from 'node:timers/promises';

/** Polls until the condition gives something true, and returns that. */
export async function until(condition, { what = 'the condition', timeoutMs = 120_000, everyMs = 20 } = {}) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what} did not come about in ${timeoutMs} ms`);
    await pause(everyMs);
  }
}
