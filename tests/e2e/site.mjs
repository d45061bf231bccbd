// What the specs share: where the site is, what it holds, and answers that are made to go wrong.
import { expect } from '@playwright/test';

const { WINDFALL_TEST_URL, WINDFALL_E2E_RECORDED, WINDFALL_E2E_SIMULATED } = process.env;

/** Every running site that this run knows of; most specs look at the first. */
export const sites = [WINDFALL_TEST_URL, WINDFALL_E2E_RECORDED, WINDFALL_E2E_SIMULATED].filter(Boolean);
export const base = sites[0] ?? 'http://127.0.0.1:8080';

/** Before any recorded day, and within the API's calendar. */
export const EMPTY_DAY = '1999-06-01';
export const FUTURE_DAY = '2199-06-01';

export async function api(request, path, site = base) {
  const answer = await request.get(`${site}/api/v1${path}`);
  expect(answer.status(), path).toBe(200);
  return answer.json();
}

export async function latestDay(request) {
  const { data } = await api(request, '/status');
  expect(data.last_complete_day, 'the stack holds a complete day').not.toBeNull();
  return data.last_complete_day;
}

/** The last complete day on which something was switched off: quiet days are real too. */
export async function busyDay(request) {
  const { data: status } = await api(request, '/status');
  const { data } = await api(request, `/summaries/daily?from=${status.first_day}&to=${status.last_day}&limit=1000`);
  const busy = data.filter(
    ({ curtailed_mwh, coverage }) => curtailed_mwh > 0 && coverage.complete === coverage.expected,
  );
  expect(busy.length, 'the stack holds a complete day with curtailment').toBeGreaterThan(0);
  return busy.at(-1).date;
}

/** The chart that a day, a month or a year opens with. */
export const mainFigure = (page) => page.getByRole('figure', { name: /half hours of|^Each (day|month) of/ });

/** The real answers, said to come from another kind of data. */
export async function pretendSource(page, source) {
  await page.route('**/api/v1/**', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"data_source":\s*"[a-z]+"/g, `"data_source":"${source}"`);
    await route.fulfill({ response, body });
  });
}

/** The real answers of some addresses, changed: `change` gets the answer's `data`. */
export async function alter(page, addresses, change) {
  await page.route(addresses, async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    change(json.data);
    await route.fulfill({ response, json });
  });
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
