import { expect } from '@playwright/test';
import { api, base, mainFigure, settled, test } from './site.mjs';

const KINDS = {
  month: { summaries: 'monthly', figure: /^Each day of/ },
  year: { summaries: 'yearly', figure: /^Each month of/ },
};

for (const [kind, { summaries, figure }] of Object.entries(KINDS)) {
  test(`the ${kind} page shows the figures of the API, by both definitions`, async ({ page, request, held }) => {
    const read = async (definition) =>
      (await api(request, `/summaries/${summaries}/${held[kind]}?definition=${definition}`)).data;
    const flagged = await read('so_flagged');
    const all = await read('all_bids');
    await page.goto(`/${kind}/${held[kind]}`);
    await expect(page.getByRole('figure', { name: figure })).toBeVisible();
    const energy = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Energy switched off', exact: true }) });
    const written = (figure) => Math.round(figure).toLocaleString('en-GB');
    if (flagged.curtailed_mwh >= 100) await expect(energy).toContainText(written(flagged.curtailed_mwh));
    if (all.curtailed_mwh >= 100)
      await expect(energy).toContainText(`All accepted bids: ${written(all.curtailed_mwh)} MWh`);
    const { complete, expected } = flagged.coverage;
    const coverage = `${complete.toLocaleString('en-GB')} of ${expected.toLocaleString('en-GB')} half hours`;
    await expect(page.getByText(coverage).first()).toBeVisible();
  });

  test(`the ${kind} page lists its farms by party`, async ({ page, request, held }) => {
    const { data } = await api(
      request,
      `/curtailment?from=${held.day}&to=${held.day}&interval=${kind}&by=lead_party&limit=1000`,
    );
    await page.goto(`/${kind}/${held[kind]}`);
    const region = page.getByRole('region', { name: /^Lead parties/ });
    for (const { lead_party } of data.slice(0, 3))
      await expect(region.getByRole('button', { name: lead_party ?? 'Lead party not known' }).first()).toBeVisible();
  });

  test(`arrow keys and links go to the neighbouring ${kind}s, with the choices`, async ({ page, held }) => {
    await page.goto(`/${kind}/${held[kind]}?miner=S21`);
    await expect(mainFigure(page)).toBeVisible();
    await page.keyboard.press('ArrowLeft');
    await expect(page).not.toHaveURL(new RegExp(`/${kind}/${held[kind]}`));
    await expect(page).toHaveURL(new RegExp(`/${kind}/.*miner=S21`));
    await page.locator('a[rel=next]').click();
    await expect(page).toHaveURL(`${base}/${kind}/${held[kind]}?miner=S21`);
  });
}

test('from the year to the month to the day by the charts’ tables', async ({ page, held: { day, month, year } }) => {
  const open = async (name) => {
    const figure = page.getByRole('figure', { name });
    await figure.getByRole('button', { name: 'Table view' }).click();
    return figure;
  };
  await page.goto(`/year/${year}`);
  await (await open(/^Each month of/)).locator(`a[href="/month/${month}"]`).click();
  await (await open(/^Each day of/)).locator(`a[href="/day/${day}"]`).click();
  await expect(page).toHaveURL(`${base}/day/${day}`);
});

test('every CSV link answers with the columns and rows of what it stands beside', async ({
  page,
  request,
  held: { month },
}) => {
  await page.goto(`/month/${month}?definition=all_bids`);
  const links = page.getByRole('link', { name: /^CSV of/ });
  await settled(page);
  expect(await links.count()).toBeGreaterThanOrEqual(4); // days, £/MWh, the largest farms, all farms; output where it is known
  for (const link of await links.all()) {
    const answer = await request.get(`${base}${await link.getAttribute('href')}`);
    expect(answer.headers()['content-type']).toContain('text/csv');
    const [head, ...rows] = (await answer.text()).trim().split('\n');
    expect(head).toMatch(/(curtailed|generation)_mwh/);
    expect(rows.length).toBeGreaterThan(0);
  }
});
