// What the specs share: where the site is, what it holds, and answers that are made to go wrong.
import { expect, test as plain } from '@playwright/test';

const { WINDFALL_TEST_URL, WINDFALL_E2E_RECORDED, WINDFALL_E2E_SIMULATED } = process.env;

/** Every running site that this run knows of; most specs look at the first. */
export const sites = [...new Set([WINDFALL_TEST_URL, WINDFALL_E2E_RECORDED, WINDFALL_E2E_SIMULATED])].filter(Boolean);
export const base = sites[0] ?? 'http://127.0.0.1:8080';

/** Before any recorded day, and within the API's calendar. */
export const EMPTY_DAY = '1999-06-01';
export const FUTURE_DAY = '2199-06-01';

/** Requests of a page without an answer yet. */
const unanswered = new WeakMap();

export const test = plain.extend({
  held: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext();
      await use(await whatIsHeld(request));
      await request.dispose();
    },
    { scope: 'worker' },
  ],
  page: async ({ page }, use) => {
    const sent = new Set();
    unanswered.set(page, sent);
    page.on('request', (request) => {
      if (request.isNavigationRequest()) sent.clear();
      sent.add(request);
    });
    page.on('response', (response) => sent.delete(response.request())); // of one asked in the background nothing else is told
    page.on('requestfailed', (request) => sent.delete(request));
    await use(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // requests still on their way end with the page
  },
});

/** What of the page is still to come, once the frame is drawn that what came before asked for. */
const coming = async (page) => ({
  fonts: await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return document.fonts.status;
  }),
  requests: unanswered.get(page).size,
  skeletons: await page.locator('[aria-busy=true]').count(),
});

/** The page has its title and all that belongs to it, however long that takes. */
export async function settled(page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => coming(page)).toEqual({ fonts: 'loaded', requests: 0, skeletons: 0 });
}

export async function api(request, path, site = base) {
  const answer = await request.get(`${site}/api/v1${path}`);
  expect(answer.status(), path).toBe(200);
  return answer.json();
}

/** The last complete day; the last with something switched off, for quiet days are real too; and whose farm that was most. */
async function whatIsHeld(request) {
  const { data: status } = await api(request, '/status');
  expect(status.last_complete_day, 'the stack holds a complete day').not.toBeNull();
  const { data } = await api(request, `/summaries/daily?from=${status.first_day}&to=${status.last_day}&limit=1000`);
  const busy = data.filter(
    ({ curtailed_mwh, coverage }) => curtailed_mwh > 0 && coverage.complete === coverage.expected,
  );
  expect(busy.length, 'the stack holds a complete day with curtailment').toBeGreaterThan(0);
  const day = busy.at(-1).date;
  const cut = `/curtailment?from=${day}&to=${day}&interval=day&by=farm&sort=-curtailed_mwh&limit=1`;
  const [{ farm, lead_party: party }] = (await api(request, cut)).data;
  return { latest: status.last_complete_day, day, month: day.slice(0, 7), year: day.slice(0, 4), farm, party };
}

/** The chart that a day, a month or a year opens with. */
export const mainFigure = (page) => page.getByRole('figure', { name: /half hours of|^Each (day|month) of/ });

/** The real answers, read again by `change`: a reviver, as JSON.parse takes one. */
export async function revive(page, change) {
  await page.route('**/api/v1/**', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: JSON.parse(await response.text(), change) });
  });
}

/** The real answers, said to come from another kind of data. */
export const pretendSource = (page, source) => revive(page, (name, value) => (name === 'data_source' ? source : value));

/** The real answers of some addresses, changed: `change` gets the answer's `data`. */
export async function alter(page, addresses, change) {
  await page.route(addresses, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    change(json.data);
    await route.fulfill({ response, json });
  });
}

/** Keeps some answers back until the function it gives is called. */
export async function hold(page, addresses) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(addresses, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** The reader comes back after a while: what the page shows is old enough to be read again. */
export async function comeBack(page) {
  await page.clock.fastForward('05:00');
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
}

export async function copySentence(page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy this with its source' }).click();
  await expect(page.getByText(/^Copied/)).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

export const unavailable = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    detail: 'The database does not answer.',
    errors: [],
    request_id: '0123456789abcdef',
  }),
};
