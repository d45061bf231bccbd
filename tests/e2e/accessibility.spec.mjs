import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { alter, EMPTY_DAY, mainFigure, pretendSource, settled, test, unavailable } from './site.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PAGES = {
  home: () => '/',
  day: ({ day }) => `/day/${day}`,
  month: ({ month }) => `/month/${month}`,
  year: ({ year }) => `/year/${year}`,
  miners: ({ day }) => `/miners?date=${day}`,
  'empty day': () => `/day/${EMPTY_DAY}`,
  method: () => '/method',
  'not found': () => '/no/such/page',
};
/** How many charts a page has; each is a slider. */
const CHARTS = { home: 2, day: 3, month: 2, year: 3 };

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

test.describe('axe finds nothing', () => {
  for (const [name, path] of Object.entries(PAGES))
    test(name, async ({ page, held }) => {
      await page.goto(path(held));
      await settled(page);
      expect(await findings(page)).toEqual([]);
    });

  test('opened table, table view, simulated banner', async ({ page, held: { day } }) => {
    await pretendSource(page, 'simulated');
    await page.goto(`/day/${day}`);
    await settled(page);
    for (const button of await page.getByRole('button', { name: 'Table view' }).all()) await button.click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await findings(page)).toEqual([]);
  });

  test('failure', async ({ page, held: { day } }) => {
    await page.route('**/api/v1/summaries/**', (route) => route.fulfill(unavailable));
    await page.goto(`/day/${day}`);
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
});

/** What a page of 1280 px has at 200 %. */
const ZOOMED_TWICE = 640;

test.describe('on a narrow phone, and at 200 %', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const [name, path] of Object.entries(PAGES))
    test(`nothing is wider than the screen: ${name}`, async ({ page, held }) => {
      await page.goto(path(held));
      await settled(page);
      for (const width of [360, ZOOMED_TWICE]) {
        await page.setViewportSize({ width, height: 740 });
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(excess, `at ${width} px`).toBeLessThanOrEqual(0);
      }
    });
});

test.describe('by keyboard alone', () => {
  for (const [name, count] of Object.entries(CHARTS))
    test(`every chart of the ${name} page is read out`, async ({ page, held }) => {
      await page.goto(PAGES[name](held));
      await settled(page);
      const charts = page.getByRole('slider');
      await expect(charts).toHaveCount(count);
      for (const chart of await charts.all()) {
        await chart.focus();
        await page.keyboard.press('End');
        await expect(chart).toHaveAttribute('aria-valuenow', (await chart.getAttribute('aria-valuemax')) ?? '');
        await expect(chart).toHaveAttribute('aria-valuetext', /\d/);
        await page.keyboard.press('Escape');
      }
    });

  test('figures read again leave the reader where they are', async ({ page, held }) => {
    await page.clock.install();
    await page.goto(PAGES.month(held));
    await settled(page);
    const figure = mainFigure(page);
    const chart = figure.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('End');
    const before = await figure.textContent();
    await alter(page, '**/api/v1/summaries/daily?*', (days) => days.forEach((day) => (day.curtailed_mwh *= 2)));
    await page.clock.fastForward('05:00');
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await expect(figure).not.toHaveText(before);
    await expect(chart).toBeFocused();
    await expect(chart).toHaveAttribute('aria-valuenow', (await chart.getAttribute('aria-valuemax')) ?? '');
  });

  test('the first stop skips to the figures', async ({ page }) => {
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the figures' });
    await expect(skip).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#main')).toBeFocused();
  });
});
