// Every page as it looks, for a person to look at: build/screenshots/PAGE-WIDTH-SCHEME.png.
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { PAGES } from './pages.mjs';
import { settled, test } from './site.mjs';

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

for (const [name, { at }] of Object.entries(PAGES))
  test(`${name} has its picture taken`, async ({ page, held }) => {
    await page.goto(at(held));
    for (const width of [1280, 360])
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await settled(page);
        const picture = await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png`, fullPage: true });
        expect(picture.length).toBeGreaterThan(10_000);
      }
  });
