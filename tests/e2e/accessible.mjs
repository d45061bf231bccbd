// What is asked of every page in every state: nothing that axe finds, and nothing wider than the screen.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the theme. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** The width of the narrowest phone. */
export const NARROWEST_PX = 360;
/** And what a page of 1280 px has at 200 %. */
const NARROW_PX = [NARROWEST_PX, 640];

/** By axe's own account what is right takes as long again to tell: it is left out. */
const axe = (page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
const told = ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`;

const byDay = (page) => page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
const byNight = (page) => page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });

async function expectNothing(found) {
  expect((await found.analyze()).violations.map(told)).toEqual([]);
}

/** Everything by day, and again by night what depends on it; the width is as it is. */
export async function expectAccessible(page) {
  await byDay(page);
  await expectNothing(axe(page).withTags(TAGS));
  await byNight(page);
  await expectNothing(axe(page).withRules(OF_COLOUR));
}

/** Of a page that is known to be accessible otherwise: wide by day, narrow by night. */
export async function expectStateAccessible(page) {
  await byDay(page);
  await expectNothing(axe(page).withTags(TAGS));
  await byNight(page);
  await expectToFit(page, NARROWEST_PX);
  await expectNothing(axe(page).withTags(TAGS));
}

async function expectToFit(page, width) {
  await page.setViewportSize({ width, height: 740 });
  const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(excess, `wider than ${width} px`).toBeLessThanOrEqual(0);
}

export async function expectToFitNarrowScreens(page) {
  for (const width of NARROW_PX) await expectToFit(page, width);
}
