// What a page says while its figures come, when they do not, and when they are not the whole truth.
import { expect } from '@playwright/test';
import { expectStateAccessible } from './accessible.mjs';
import { ODD_PAGES, PAGES } from './pages.mjs';
import {
  alter,
  api,
  base,
  comeBack,
  copySentence,
  EMPTY_DAY,
  hold,
  mainFigure,
  pretendSource,
  revive,
  settled,
  sites,
  test,
  unavailable,
} from './site.mjs';

/** Changes what every total and row stands on, but a single half hour. */
const revisedCoverage = (change) => (name, value) =>
  value?.expected > 1 && value.complete > 0 ? { ...value, ...change(value) } : value;

const HALF_HOURS = /\/mining\?.*interval=half_hour/;
const ZEROS = /^(records|(curtailed|notified)_mwh|payment_gbp|bitcoin(_diluted)?_btc|value_(gbp|usd))$/;
const withoutCurtailment = (name, value) => {
  if (value !== null && ZEROS.test(name)) return 0;
  return name.endsWith('_per_mwh') ? null : value;
};

for (const [name, { at: whole, brief: at = whole, answer, what, part, quotes }] of Object.entries(PAGES)) {
  const address = `**/api/v1${answer}`;
  test.describe(`${name}`, () => {
    test('has a skeleton while its figures come, and says when they are slow', async ({ page, held }) => {
      await page.clock.install();
      const release = await hold(page, address);
      await page.goto(at(held));
      await expect(page.locator('[aria-busy=true]').filter({ hasText: what }).first()).toBeVisible();
      await page.clock.fastForward('00:05');
      await expect(page.getByText(new RegExp(`${what}.* The server is slow to answer`)).first()).toBeVisible();
      await expectStateAccessible(page);
      release();
      await settled(page);
    });

    test('says what failed, and trying again heals it', async ({ page, held }) => {
      await page.route(address, (route) => route.fulfill(unavailable));
      await page.goto(at(held));
      const alert = page.getByRole('alert').filter({ hasText: what });
      await expect(alert).toContainText('could not be loaded');
      await expect(alert).toContainText('The database does not answer.');
      await expectStateAccessible(page);
      await page.unroute(address);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await settled(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
    });

    test('keeps figures that could not be refreshed, and says of when they are', async ({ page, held }) => {
      await page.clock.install();
      await page.goto(at(held));
      await settled(page);
      await page.route('**/api/v1/**', (route) => route.fulfill(unavailable));
      await comeBack(page);
      await expect(page.getByText(new RegExp(`${what}.* shown as read at .*\\d\\d:\\d\\d`)).first()).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expectStateAccessible(page);
    });

    test('carries the banner of simulated data', async ({ page, held }) => {
      await pretendSource(page, 'simulated');
      await page.goto(at(held));
      await expect(page.getByLabel('Simulated data')).toBeInViewport();
      await settled(page);
      await expectStateAccessible(page);
    });

    if (part)
      test('tells that half hours are missing', async ({ page, held }) => {
        await revive(
          page,
          revisedCoverage(({ complete }) => ({ complete: complete - 1 })),
        );
        await page.goto(at(held));
        await expect(page.getByText(part).first()).toBeVisible();
        await settled(page);
        await expectStateAccessible(page);
      });

    if (quotes) {
      test('says of provisional figures that they are, also where they are copied', async ({ page, held }) => {
        await revive(
          page,
          revisedCoverage(({ complete }) => ({ provisional: complete })),
        );
        await page.goto(at(held));
        await expect(page.getByText('may still move').first()).toBeVisible();
        expect(await copySentence(page)).toMatch(/provisional \(Elexon may revise these/);
        await settled(page);
        await expectStateAccessible(page);
      });

      test('tells a true zero from a gap', async ({ page, held }) => {
        await revive(page, withoutCurtailment);
        await page.goto(at(held));
        await expect(page.getByText('a true zero, not a gap').first()).toBeVisible();
        await settled(page);
        await expect(page.getByRole('alert')).toHaveCount(0);
        await expectStateAccessible(page);
      });
    }
  });
}

for (const [name, { at, says }] of Object.entries(ODD_PAGES))
  test(`${name} says so`, async ({ page, held }) => {
    await page.goto(at(held));
    await expect(page.getByText(says).first()).toBeVisible();
  });

test('a day without data says so, with its coverage and a way out', async ({ page }) => {
  await page.goto(`/day/${EMPTY_DAY}`);
  await expect(page.getByRole('heading', { name: 'No data for this day' })).toBeVisible();
  await expect(page.getByText('0 of 48 half hours known')).toBeVisible();
  await page.getByRole('link', { name: /^Show the latest complete day/ }).click();
  await expect(mainFigure(page)).toBeVisible();
});

test('each page of the site is at its address, and nothing else is', async ({ request, held }) => {
  const paths = [...Object.values(PAGES).map(({ at }) => at(held)), '/party/Vind%20A%2FS', '/farm/T_NONE-1'];
  for (const path of paths) expect((await request.get(path)).status(), path).toBe(200);
  expect((await request.get('/no/such/page')).status()).toBe(404);
});

test('an unknown choice in the address is refused by name and can be undone', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}?definition=guesses`);
  await expect(page.getByRole('alert').first()).toContainText('definition');
  await page.getByRole('button', { name: 'Use the usual definition and miner' }).first().click();
  await expect(page).toHaveURL(`${base}/day/${day}`);
  await expect(mainFigure(page)).toBeVisible();
});

test('a server that is not there is told apart from one that refuses', async ({ page }) => {
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.goto('/');
  await expect(page.getByRole('alert').first()).toContainText('The server did not answer.');
});

test('live data that fell behind says by how many days', async ({ page }) => {
  await pretendSource(page, 'live');
  await page.goto('/');
  await expect(page.getByText(/Nothing newer than \d+ days ago is complete here/)).toBeVisible();
});

test('what is missing of a day is named', async ({ page, held: { day } }) => {
  const unknown = { records: null, curtailed_mwh: null, payment_gbp: null, bitcoin_btc: null, value_gbp: null };
  const coverage = { expected: 1, complete: 0, provisional: 0 };
  await alter(page, HALF_HOURS, (rows) =>
    rows.slice(10, 12).forEach((row) => Object.assign(row, unknown, { coverage })),
  );
  await page.goto(`/day/${day}`);
  const figure = mainFigure(page);
  await expect(figure).toContainText(/No data for \d\d:00–\d\d:00/);
  await expect(figure).toContainText('No data: not published, or not read yet');
  await figure.getByRole('button', { name: 'Table view' }).click();
  await expect(figure.getByRole('row').filter({ hasText: 'no data' })).toHaveCount(2);
});

test('provisional half hours are drawn as such, and it is said when they settle', async ({ page, held: { day } }) => {
  await alter(page, '**/api/v1/summaries/daily/**', ({ coverage }) => (coverage.provisional = coverage.complete));
  await alter(page, HALF_HOURS, (rows) => rows.forEach((row) => (row.coverage.provisional = 1)));
  await page.goto(`/day/${day}`);
  await expect(page.getByText(/may still move: read before \d+ \w+ \d{4}/)).toBeVisible();
  await expect(mainFigure(page)).toContainText('Provisional: Elexon may still revise it');
});

test('a day without curtailment has zeros in its chart, no gaps and no farms', async ({ page, held: { day } }) => {
  await revive(page, withoutCurtailment);
  await alter(page, /by=farm/, (rows) => rows.splice(0));
  await page.goto(`/day/${day}`);
  await expect(mainFigure(page)).toContainText('Nothing was switched off: true zeros, not gaps.');
  await settled(page);
  await expect(page.getByRole('table', { name: /^Lead parties/ })).toHaveCount(0);
  await expect(page.getByText('no data')).toHaveCount(0);
});

test('real data carries no such banner', async ({ page }) => {
  await pretendSource(page, 'recorded');
  await page.goto('/');
  await settled(page);
  await expect(page.getByLabel('Simulated data')).toHaveCount(0);
});

for (const site of sites)
  test(`${site} says itself what its API says of its source`, async ({ page, request }) => {
    const { data } = await api(request, '/status', site);
    await page.goto(site);
    await settled(page);
    await expect(page.getByLabel('Simulated data')).toHaveCount(data.data_source === 'simulated' ? 1 : 0);
  });

test('a page whose code does not come says so, and comes when it is asked for again', async ({ page }) => {
  await page.route('**/assets/Miners-*', (route) => route.abort());
  await page.goto('/miners');
  await expect(page.getByRole('alert')).toContainText('The page could not be loaded');
  await expectStateAccessible(page);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
});
