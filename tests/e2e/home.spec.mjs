import { expect } from '@playwright/test';
import { api, base, copySentence, settled, test } from './site.mjs';

test('opens with the latest complete day in a sentence and four cards', async ({ page, request, held: { latest } }) => {
  const { data } = await api(request, `/summaries/daily/${latest}`);
  await page.goto('/');
  const sentence = page.getByRole('paragraph').filter({ hasText: /^On \w+day \d+ \w+ \d{4}, Britain/ });
  await expect(sentence).toContainText(latest.slice(0, 4));
  const energy = Math.round(data.curtailed_mwh).toLocaleString('en-GB');
  if (data.curtailed_mwh >= 100) await expect(sentence).toContainText(`${energy} MWh`);
  for (const card of [
    'Energy switched off',
    /Paid (to|by) wind farms/,
    'Bitcoin it could have mined',
    'Mining value for each £1 paid',
  ])
    await expect(page.getByRole('heading', { level: 2, name: card })).toBeVisible();
});

test('shows the month, the year and the top farms', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('figure', { name: /^Each day of/ })).toBeVisible();
  await expect(page.getByRole('figure', { name: /^Each month of/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Most switched off/ })).toBeVisible();
});

test('a day of the month opens from the chart by keyboard', async ({ page, held: { latest } }) => {
  await page.goto('/');
  const slider = page.getByRole('slider', { name: /^Each day of/ });
  await slider.focus();
  for (let step = 0; step < Number(latest.slice(8)); step++) await slider.press('ArrowRight');
  await slider.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/day/${latest}`));
});

test('a chart has a table view with links', async ({ page, held: { latest } }) => {
  await page.goto('/');
  const figure = page.getByRole('figure', { name: /^Each day of/ });
  await figure.getByRole('button', { name: 'Table view' }).click();
  await expect(figure.getByRole('table')).toBeVisible();
  await expect(figure.locator(`a[href="/day/${latest}"]`)).toBeVisible();
});

test('carries Elexon’s attribution and asks no other host', async ({ page, request }) => {
  const { meta } = await api(request, '/status');
  const hosts = new Set();
  page.on('request', (sent) => hosts.add(new URL(sent.url()).host));
  await page.goto('/');
  await expect(page.getByRole('contentinfo')).toContainText(meta.licence);
  await settled(page);
  expect([...hosts]).toEqual([new URL(base).host]);
});

test('the sentence is copied with definition, coverage and source', async ({ page, request, held: { latest } }) => {
  const { meta } = await api(request, '/status');
  await page.goto('/');
  const copied = await copySentence(page);
  for (const part of ['SO-flagged bids', 'half hours', `/day/${latest}`, meta.licence]) expect(copied).toContain(part);
});

test('dark and light follow the switch and stay over a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/method');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByText('Dark', { exact: true }).click();
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect.poll(ground).toBe(dark);
});
