import { expect } from '@playwright/test';
import { expectAccessible, expectToFitNarrowScreens, NARROWEST_PX } from './accessible.mjs';
import { ODD_PAGES, PAGES } from './pages.mjs';
import { alter, comeBack, mainFigure, pretendSource, settled, test } from './site.mjs';

const ALL_PAGES = Object.entries({ ...PAGES, ...ODD_PAGES });
const CHARTED_PAGES = ALL_PAGES.filter(([, { charts }]) => charts > 0);

test.describe('axe finds nothing, and nothing is wider than the screen', () => {
  for (const [name, { at }] of ALL_PAGES)
    test(name, async ({ page, held, isMobile }) => {
      await page.goto(at(held));
      await settled(page);
      await expectAccessible(page);
      if (!isMobile) await expectToFitNarrowScreens(page); // a phone makes room for what is too wide
    });

  test('opened table, table view, simulated banner', async ({ page, held }) => {
    await pretendSource(page, 'simulated');
    await page.goto(PAGES.day.at(held));
    await settled(page);
    for (const button of await page.getByRole('button', { name: 'Table view' }).all()) await button.click();
    await page.getByRole('button', { name: 'Open all' }).click();
    await expectAccessible(page);
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

/** All sent at once: a long page has hundreds of stops. */
const pressTabs = (page, times) => Promise.all(Array.from({ length: times }, () => page.keyboard.press('Tab')));

test.describe('by keyboard alone @once', () => {
  for (const [name, { at }] of ALL_PAGES)
    test(`everything is reached: ${name}`, async ({ page, held }) => {
      await page.goto(at(held));
      await settled(page);
      const unreached = await countUnreached(page);
      for (let left = await unreached(), before; left !== before; [before, left] = [left, await unreached()])
        await pressTabs(page, left + 4); // a date has a stop for each of its parts
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

test('a table wider than the screen has a soft edge where it goes on @once', async ({ page, held }) => {
  await page.setViewportSize({ width: NARROWEST_PX, height: 740 });
  await page.goto(PAGES.farm.at(held));
  await settled(page);
  const table = page.getByRole('region', { name: /by every way to count$/ });
  expect(await table.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(true);
  await expect(table).toHaveCSS('background-image', /gradient/);
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
