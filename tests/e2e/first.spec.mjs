// How the home page comes: each question once, and nothing moves under the reader however late the answers are.
import { expect } from '@playwright/test';
import { base, pretendSource, settled, test } from './site.mjs';

test.use({ baseURL: base });

for (const source of ['recorded', 'simulated'])
  test(`nothing moves when late answers of ${source} data take the place of the skeleton`, async ({ page }) => {
    await pretendSource(page, source); // with simulated figures comes their banner
    let release;
    const released = new Promise((resolve) => (release = resolve));
    await page.route('**/api/v1/**', async (route) => {
      await released;
      await route.fallback();
    });
    await page.addInitScript(() => {
      window.shifts = [];
      const moved = ({ value, sources }) => ({ value, of: sources.map(({ node }) => node?.className) });
      const note = (list) => window.shifts.push(...list.getEntries().map(moved));
      new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/');
    await expect(page.locator('[aria-busy=true]').first()).toBeVisible();
    release();
    await settled(page);
    expect(await page.evaluate(() => window.shifts)).toEqual([]);
  });

test('no answer is asked for twice', async ({ page }) => {
  const asked = [];
  page.on('request', (request) => request.url().includes('/api/v1/') && asked.push(request.url()));
  await page.goto('/');
  await settled(page);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked).toEqual([...new Set(asked)]);
});
