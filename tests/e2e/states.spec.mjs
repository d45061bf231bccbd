import { expect, test } from '@playwright/test';
import { api, base, busyDay, EMPTY_DAY, FUTURE_DAY, mainFigure, pretendSource, sites, unavailable } from './site.mjs';

test.use({ baseURL: base });

test('a day without data says so, with its coverage and a way out', async ({ page }) => {
  await page.goto(`/day/${EMPTY_DAY}`);
  await expect(page.getByRole('heading', { name: 'No data for this day' })).toBeVisible();
  await expect(page.getByText('0 of 48 half hours known')).toBeVisible();
  await page.getByRole('link', { name: /^Show the latest complete day/ }).click();
  await expect(mainFigure(page)).toBeVisible();
});

test('a day ahead has not happened', async ({ page }) => {
  await page.goto(`/day/${FUTURE_DAY}`);
  await expect(page.getByRole('heading', { name: 'This day has not happened yet' })).toBeVisible();
});

test('what is no date and what is no page are named', async ({ page }) => {
  await page.goto('/day/2025-02-30');
  await expect(page.getByText('not a date of the calendar')).toBeVisible();
  const answer = await page.goto('/no/such/page');
  expect(answer.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test('each page of the site is at its address', async ({ request }) => {
  for (const path of [
    '/',
    '/farms',
    '/miners',
    '/method',
    '/status',
    '/day/2025-04-01',
    '/month/2025-04',
    '/year/2025',
  ])
    expect((await request.get(path)).status(), path).toBe(200);
  for (const path of ['/farm/T_SGRWO-1', '/party/Seagreen%20Wind%20Energy%20Limited', '/party/Vind%20A%2FS'])
    expect((await request.get(path)).status(), path).toBe(200);
});

test('an unknown choice in the address is refused by name and can be undone', async ({ page, request }) => {
  const day = await busyDay(request);
  await page.goto(`/day/${day}?definition=guesses`);
  await expect(page.getByRole('alert').first()).toContainText('definition');
  await page.getByRole('button', { name: 'Use the usual definition and miner' }).first().click();
  await expect(page).toHaveURL(`${base}/day/${day}`);
  await expect(mainFigure(page)).toBeVisible();
});

test('a failed answer says what failed, and trying again heals it', async ({ page, request }) => {
  const day = await busyDay(request);
  await page.route('**/api/v1/summaries/daily/**', (route) => route.fulfill(unavailable));
  await page.goto(`/day/${day}`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('could not be loaded');
  await expect(alert).toContainText('The database does not answer.');
  await page.unroute('**/api/v1/summaries/daily/**');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(mainFigure(page)).toBeVisible();
});

test('a server that is not there is told apart from one that refuses', async ({ page }) => {
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert').first()).toContainText('The server did not answer.');
});

test('a skeleton stands while the figures come', async ({ page, request }) => {
  const day = await busyDay(request);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/api/v1/summaries/daily/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/day/${day}`);
  await expect(page.locator('[aria-busy=true]').first()).toBeVisible();
  release();
  await expect(mainFigure(page)).toBeVisible();
});

test('simulated data is told on every page', async ({ page, request }) => {
  const day = await busyDay(request);
  await pretendSource(page, 'simulated');
  for (const path of ['/', `/day/${day}`, '/method', '/no/such/page']) {
    await page.goto(path);
    await expect(page.getByLabel('Simulated data'), path).toBeInViewport();
  }
});

test('real data carries no such banner', async ({ page }) => {
  await pretendSource(page, 'recorded');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByLabel('Simulated data')).toHaveCount(0);
});

for (const site of sites)
  test(`${site} says itself what its API says of its source`, async ({ page, request }) => {
    const { data } = await api(request, '/status', site);
    await page.goto(site);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByLabel('Simulated data')).toHaveCount(data.data_source === 'simulated' ? 1 : 0);
  });
