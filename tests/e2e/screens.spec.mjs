// Every page as it looks, for a person to look at: build/screenshots/PAGE-WIDTH-SCHEME.png.
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { api, base, busyDay } from './site.mjs';

test.use({ baseURL: base });

const folder = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));

async function pages(request) {
  const day = await busyDay(request);
  const { data } = await api(
    request,
    `/curtailment?from=${day}&to=${day}&interval=day&by=farm&sort=-curtailed_mwh&limit=1`,
  );
  const [{ farm, lead_party }] = data;
  return {
    home: '/',
    day: `/day/${day}`,
    month: `/month/${day.slice(0, 7)}`,
    year: `/year/${day.slice(0, 4)}`,
    farms: '/farms',
    farm: `/farm/${encodeURIComponent(farm)}`,
    party: `/party/${encodeURIComponent(lead_party)}`,
    miners: `/miners?date=${day}`,
    method: '/method',
    status: '/status',
  };
}

for (const name of ['home', 'day', 'month', 'year', 'farms', 'farm', 'party', 'miners', 'method', 'status'])
  test(`${name} has its picture taken`, async ({ page, request }) => {
    await page.goto((await pages(request))[name]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const width of [1280, 360])
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        const picture = await page.screenshot({ path: `${folder}${name}-${width}-${colorScheme}.png`, fullPage: true });
        expect(picture.length).toBeGreaterThan(10_000);
      }
  });
