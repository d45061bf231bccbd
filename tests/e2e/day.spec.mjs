import { expect } from '@playwright/test';
import { api, base, mainFigure, test } from './site.mjs';

const shift = (date, days) => new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test('shows the figures of the API', async ({ page, request, held: { day } }) => {
  const { data } = await api(request, `/summaries/daily/${day}`);
  await page.goto(`/day/${day}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(day.slice(0, 4));
  await expect(
    page.getByText(`${data.coverage.complete} of ${data.coverage.expected} half hours`).first(),
  ).toBeVisible();
  const energy = Math.round(data.curtailed_mwh).toLocaleString('en-GB');
  if (data.curtailed_mwh >= 100) await expect(page.getByText(energy).first()).toBeVisible();
});

test('the half-hour table has a row for every period', async ({ page, request, held: { day } }) => {
  const { data } = await api(request, `/summaries/daily/${day}`);
  await page.goto(`/day/${day}`);
  const figure = mainFigure(page);
  await figure.getByRole('button', { name: 'Table view' }).click();
  await expect(figure.getByRole('row')).toHaveCount(data.coverage.expected + 1);
});

test('the pickers write the address and the address sets the pickers', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}`);
  await page.getByLabel('Curtailment counted').selectOption('all_bids');
  await expect(page).toHaveURL(/definition=all_bids/);
  await page.getByLabel('Mined with').selectOption('S9');
  await expect(page).toHaveURL(/definition=all_bids.*miner=S9/);
  await page.reload();
  await expect(page.getByLabel('Curtailment counted')).toHaveValue('all_bids');
  await expect(page.getByLabel('Mined with')).toHaveValue('S9');
  await page.getByRole('link', { name: 'Windfall', exact: true }).click();
  await expect(page).toHaveURL(/\/\?definition=all_bids&miner=S9$/);
  await page.goBack();
  await page.goBack();
  await expect(page.getByLabel('Mined with')).toHaveValue('S19J_PRO');
});

test('arrow keys and links go to the neighbouring days, with the choices', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}?miner=S21`);
  await expect(mainFigure(page)).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(`${base}/day/${shift(day, -1)}?miner=S21`);
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(`${base}/day/${day}?miner=S21`);
  await page.locator('a[rel=next]').click();
  await expect(page).toHaveURL(`${base}/day/${shift(day, 1)}?miner=S21`);
});

test('arrow keys on the chart read it out and leave the day alone', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}`);
  const slider = mainFigure(page).getByRole('slider');
  await slider.focus();
  await slider.press('End');
  await slider.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuetext', /period \d+/);
  await expect(page).toHaveURL(`${base}/day/${day}`);
});

test('a date can be chosen', async ({ page, held: { day } }) => {
  await page.goto(`/day/${day}`);
  await page.getByLabel('Date').fill(shift(day, -2));
  await expect(page).toHaveURL(`${base}/day/${shift(day, -2)}`);
});

test('the table sorts and opens to farms', async ({ page, request, held: { day } }) => {
  const { data } = await api(request, `/curtailment?from=${day}&to=${day}&by=farm&limit=1000`);
  expect(data.length, 'the latest day has curtailment').toBeGreaterThan(0);
  await page.goto(`/day/${day}`);
  const region = page.getByRole('region', { name: /^Lead parties/ });
  await expect(region).toBeVisible();
  const closed = await region.getByRole('row').count();
  await page.getByRole('button', { name: 'Open all' }).click();
  await expect(region.getByRole('row')).toHaveCount(closed + data.length);
  await region.getByRole('button', { name: 'Paid, £', exact: true }).click();
  await expect(region.getByRole('columnheader', { name: 'Paid, £', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(page).toHaveURL(/sort=-payment_gbp/);
});
