import { expect } from '@playwright/test';
import {
  alter,
  api,
  base,
  EMPTY_DAY,
  FUTURE_DAY,
  mainFigure,
  pretendSource,
  sites,
  test,
  unavailable,
} from './site.mjs';

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

test('an unknown choice in the address is refused by name and can be undone', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}?definition=guesses`);
  await expect(page.getByRole('alert').first()).toContainText('definition');
  await page.getByRole('button', { name: 'Use the usual definition and miner' }).first().click();
  await expect(page).toHaveURL(`${base}/day/${day}`);
  await expect(mainFigure(page)).toBeVisible();
});

test('a failed answer says what failed, and trying again heals it', async ({ page, held: { day } }) => {
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

test('a skeleton stands while the figures come', async ({ page, held: { day } }) => {
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

test('a slow answer is said to be slow', async ({ page, held: { day } }) => {
  await page.clock.install();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/api/v1/summaries/daily/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/day/${day}`);
  await expect(page.locator('[aria-busy=true]').first()).toBeVisible();
  await page.clock.fastForward('00:05');
  await expect(page.getByText('The server is slow to answer').first()).toBeVisible();
  release();
  await expect(mainFigure(page)).toBeVisible();
});

test('figures that could not be refreshed say when they were read', async ({ page, held: { day } }) => {
  await page.clock.install();
  await page.goto(`/day/${day}`);
  await expect(mainFigure(page)).toBeVisible();
  await page.route('**/api/v1/**', (route) => route.fulfill(unavailable));
  await page.clock.fastForward('05:00');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByText('Not refreshed.').first()).toBeVisible();
  await expect(page.getByText(/shown as read at .*\d\d:\d\d/).first()).toBeVisible();
  await expect(mainFigure(page)).toBeVisible();
});

test('live data that fell behind says by how many days', async ({ page }) => {
  await pretendSource(page, 'live');
  await page.goto('/');
  await expect(page.getByText(/Nothing newer than \d+ days ago is complete here/)).toBeVisible();
});

test('what is missing of a day is named', async ({ page, held: { day } }) => {
  await alter(page, '**/api/v1/summaries/daily/**', ({ coverage }) => (coverage.complete -= 2));
  await alter(page, /\/mining\?.*interval=half_hour/, (rows) => {
    for (const row of rows.slice(10, 12))
      Object.assign(
        row,
        { records: null, curtailed_mwh: null, payment_gbp: null, bitcoin_btc: null, value_gbp: null },
        {
          coverage: { expected: 1, complete: 0, provisional: 0 },
        },
      );
  });
  await page.goto(`/day/${day}`);
  await expect(page.getByText('Part of the day.')).toBeVisible();
  const figure = mainFigure(page);
  await expect(figure).toContainText(/No data for \d\d:00–\d\d:00/);
  await expect(figure).toContainText('No data: not published, or not read yet');
  await figure.getByRole('button', { name: 'Table view' }).click();
  await expect(figure.getByRole('row').filter({ hasText: 'no data' })).toHaveCount(2);
});

test('provisional figures say so, and when they settle, also where they are copied', async ({
  page,
  context,
  held: { day },
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await alter(page, '**/api/v1/summaries/daily/**', ({ coverage }) => (coverage.provisional = coverage.complete));
  await alter(page, /\/mining\?.*interval=half_hour/, (rows) => rows.forEach((row) => (row.coverage.provisional = 1)));
  await page.goto(`/day/${day}`);
  await expect(page.getByText(/may still move: read before \d+ \w+ \d{4}/)).toBeVisible();
  await expect(mainFigure(page)).toContainText('Provisional: Elexon may still revise it');
  await page.getByRole('button', { name: 'Copy this with its source' }).click();
  await expect(page.getByText(/^Copied/)).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/provisional \(Elexon may revise these/);
});

test('a day without curtailment is a true zero', async ({ page, held: { day } }) => {
  const zeros = { records: 0, curtailed_mwh: 0, payment_gbp: 0, payment_gbp_per_mwh: null };
  const nothing = { bitcoin_btc: 0, bitcoin_diluted_btc: 0, value_gbp: 0, value_gbp_per_mwh: null };
  await alter(page, '**/api/v1/summaries/daily/**', (data) => {
    Object.assign(data, zeros, { farms: 0, half_hours: 0 });
    for (const figures of data.mining) Object.assign(figures, nothing);
  });
  await alter(page, /\/mining\?.*interval=half_hour/, (rows) =>
    rows.forEach((row) => Object.assign(row, zeros, nothing)),
  );
  await alter(page, /by=farm/, (rows) => rows.splice(0));
  await page.goto(`/day/${day}`);
  await expect(page.getByText('a true zero, not a gap').first()).toBeVisible();
  await expect(mainFigure(page)).toContainText('Nothing was switched off: true zeros, not gaps.');
  await expect(page.getByRole('table', { name: /^Lead parties/ })).toHaveCount(0);
  await expect(page.getByText('no data')).toHaveCount(0);
});

test('simulated data is told on every page', async ({ page, held: { day } }) => {
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
