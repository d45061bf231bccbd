import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { ODD_PAGES, PAGES } from './pages.mjs';
import { alter, comeBack, mainFigure, pretendSource, settled, test, unavailable } from './site.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];

const ALL_PAGES = Object.entries({ ...PAGES, ...ODD_PAGES }).filter(([, { long }]) => !long);
const CHARTED_PAGES = ALL_PAGES.filter(([, { charts }]) => charts > 0);

/** What axe finds of a page without frames. */
const axe = (page) => new AxeBuilder({ page }).setLegacyMode();
const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;

/** Everything by day, and again by night what depends on it; the width is the project's. */
async function findings(page) {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await axe(page).withTags(TAGS).analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await axe(page).withRules(OF_COLOUR).analyze();
  return [...light.violations.map(told), ...dark.violations.map((violation) => `dark: ${told(violation)}`)];
}

/** The narrowest phone, and what a page of 1280 px has at 200 %. */
const NARROW_PX = [360, 640];

async function fitsNarrowScreens(page) {
  for (const width of NARROW_PX) {
    await page.setViewportSize({ width, height: 740 });
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(excess, `wider than ${width} px`).toBeLessThanOrEqual(0);
  }
}

test.describe('axe finds nothing, and nothing is wider than the screen', () => {
  for (const [name, { at }] of ALL_PAGES)
    test(name, async ({ page, held, isMobile }) => {
      await page.goto(at(held));
      await settled(page);
      expect(await findings(page)).toEqual([]);
      if (!isMobile) await fitsNarrowScreens(page); // a phone makes room for what is too wide
    });

  test('opened table, table view, simulated banner', async ({ page, held }) => {
    await pretendSource(page, 'simulated');
    await page.goto(PAGES.day.at(held));
    await settled(page);
    for (const button of await page.getByRole('button', { name: 'Table view' }).all()) await button.click();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await findings(page)).toEqual([]);
  });

  test('failure', async ({ page, held }) => {
    await page.route('**/api/v1/summaries/**', (route) => route.fulfill(unavailable));
    await page.goto(PAGES.day.at(held));
    await expect(page.getByRole('alert')).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
});

/** Marks what Tab comes to, and gives the number of controls that it has not come to yet. */
async function countUnreached(page) {
  await page.evaluate(() => document.addEventListener('focusin', ({ target }) => (target.reached = true)));
  return () =>
    page.evaluate(
      (controls) =>
        [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility() && !one.reached).length,
      'a[href], button:enabled, input:enabled:not([type=radio]), select:enabled, summary, [tabindex="0"]',
    );
}

test.describe('by keyboard alone @once', () => {
  for (const [name, { at }] of ALL_PAGES)
    test(`everything is reached: ${name}`, async ({ page, held }) => {
      await page.goto(at(held));
      await settled(page);
      const unreached = await countUnreached(page);
      for (let left = await unreached(), before; left !== before; [before, left] = [left, await unreached()])
        for (let step = 0; step < left + 4; step++) await page.keyboard.press('Tab'); // a date has a stop for each of its parts
      expect(await unreached()).toBe(0);
    });

  for (const [name, { at, charts: count }] of CHARTED_PAGES)
    test(`every chart is read out: ${name}`, async ({ page, held }) => {
      await page.goto(at(held));
      await settled(page);
      const charts = page.getByRole('slider');
      expect(await charts.count()).toBeGreaterThanOrEqual(count);
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
    await page.goto(PAGES.month.at(held));
    await settled(page);
    const figure = mainFigure(page);
    const chart = figure.getByRole('slider');
    await chart.focus();
    await page.keyboard.press('End');
    const before = await figure.textContent();
    await alter(page, '**/api/v1/summaries/daily?*', (days) => days.forEach((day) => (day.curtailed_mwh *= 2)));
    await comeBack(page);
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

test('nothing moves for those who asked for that @once', async ({ page }) => {
  await page.route('**/api/v1/**', () => {}); // skeletons for ever
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/');
  await expect(page.locator('[aria-busy=true]').first()).toBeVisible();
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
});
