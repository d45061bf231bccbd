import { expect } from '@playwright/test';
import { api, test } from './site.mjs';

test('every miner of the catalogue stands beside what farms were paid', async ({ page, request, held: { day } }) => {
  const { data: miners } = await api(request, '/miners');
  const { data } = await api(request, `/summaries/daily/${day}`);
  await page.goto(`/miners?date=${day}`);
  const table = page.getByRole('table', { name: /^The miners on/ });
  await expect(table.getByRole('row')).toHaveCount(miners.length + 2);
  const inPounds = (figure) => `£${Math.abs(figure).toFixed(2)}`;
  await expect(table).toContainText(inPounds(data.payment_gbp_per_mwh));
  for (const { value_gbp_per_mwh } of data.mining)
    if (value_gbp_per_mwh !== null) await expect(table).toContainText(inPounds(value_gbp_per_mwh));
});

test('another day is a matter of the address', async ({ page, held: { day } }) => {
  await page.goto('/miners');
  await page.getByLabel('Day', { exact: true }).fill(day);
  await expect(page.getByRole('table', { name: /^The miners on/ })).toBeVisible();
  await page.goto(`/miners?date=${day}&definition=all_bids`);
  await expect(page.getByText('SO-flagged bids:')).toBeVisible();
});
