import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { base, EMPTY_DAY, busyDay, pretendSource, unavailable } from './site.mjs';

test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' })); // requests still on their way end with the page

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = {
  home: () => '/',
  day: (day) => `/day/${day}`,
  month: (day) => `/month/${day.slice(0, 7)}`,
  year: (day) => `/year/${day.slice(0, 4)}`,
  miners: (day) => `/miners?date=${day}`,
  'empty day': () => `/day/${EMPTY_DAY}`,
  method: () => '/method',
  'not found': () => '/no/such/page',
};

const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;

/** Everything in the project's own theme, and what depends on the theme in both; the width is the project's. */
async function findings(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules('color-contrast').analyze();
  const found = violations.map(told);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const contrast = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
    found.push(...contrast.violations.map((violation) => `${colorScheme}: ${told(violation)}`));
  }
  return found;
}

const settled = async (page) => {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
};

test.describe('axe finds nothing', () => {
  test.use({ baseURL: base });
  test.slow();

  for (const [name, path] of Object.entries(PAGES))
    test(name, async ({ page, request }) => {
      await page.goto(path(await busyDay(request)));
      await settled(page);
      expect(await findings(page)).toEqual([]);
    });

  test('opened table, table view, simulated banner', async ({ page, request }) => {
    await pretendSource(page, 'simulated');
    await page.goto(`/day/${await busyDay(request)}`);
    await settled(page);
    for (const button of await page.getByRole('button', { name: 'Table view' }).all()) await button.click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await findings(page)).toEqual([]);
  });

  test('failure', async ({ page, request }) => {
    await page.route('**/api/v1/summaries/**', (route) => route.fulfill(unavailable));
    await page.goto(`/day/${await busyDay(request)}`);
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
});

/** What a page of 1280 px has at 200 %. */
const ZOOMED_TWICE = 640;

test.describe('on a narrow phone, and at 200 %', () => {
  test.use({ baseURL: base, viewport: { width: 360, height: 740 } });

  for (const [name, path] of Object.entries(PAGES))
    test(`nothing is wider than the screen: ${name}`, async ({ page, request }) => {
      await page.goto(path(await busyDay(request)));
      await settled(page);
      for (const width of [360, ZOOMED_TWICE]) {
        await page.setViewportSize({ width, height: 740 });
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(excess, `at ${width} px`).toBeLessThanOrEqual(0);
      }
    });
});

test.describe('by keyboard alone', () => {
  test.use({ baseURL: base });

  for (const kind of ['day', 'month', 'year'])
    test(`every chart of the ${kind} page is read out`, async ({ page, request }) => {
      await page.goto(PAGES[kind](await busyDay(request)));
      await settled(page);
      const charts = page.getByRole('slider');
      expect(await charts.count()).toBeGreaterThan(1);
      for (const chart of await charts.all()) {
        await chart.focus();
        await page.keyboard.press('End');
        await expect(chart).toHaveAttribute('aria-valuenow', (await chart.getAttribute('aria-valuemax')) ?? '');
        await expect(chart).toHaveAttribute('aria-valuetext', /\d/);
        await page.keyboard.press('Escape');
      }
    });

  test('the first stop skips to the figures', async ({ page }) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the figures' });
    await expect(skip).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
  });
});
