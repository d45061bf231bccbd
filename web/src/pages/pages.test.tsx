import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { serve } from '../test/api';
import { halfHours, nothing, row, summary } from '../test/fixtures';
import { show } from '../test/show';

const SLOW_MS = 10_000;
const find = (text: RegExp) => screen.findByText(text, {}, { timeout: SLOW_MS });

describe('the home page', () => {
  it('opens with the latest complete day', async () => {
    serve();
    show('/');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('The wind power Britain switches off');
    const opening = await find(/^On Tuesday 1 April 2025/);
    expect(opening.closest('p')).toHaveTextContent('On Tuesday 1 April 2025, Britain switched off 19,168 MWh');
    expect(screen.getByText('£1.90')).toBeInTheDocument();
    expect(screen.getByText(/^Had the whole fleet joined/).parentElement).toHaveTextContent('left it 13.95 BTC.');
    expect(screen.getByText('as a whole fleet').parentElement).toHaveTextContent(/^13.95 BTC as a whole fleet$/);
    expect(screen.getByText(/Contains BMRS data/)).toBeInTheDocument();
  });

  it('has the figures by the other definition beside those of the chosen one', async () => {
    serve({ allBids: { curtailed_mwh: 22664.2, payment_gbp: 512345 } });
    show('/');
    const energy = (await screen.findByRole('heading', { name: 'Energy switched off' }, { timeout: SLOW_MS }))
      .parentElement;
    await waitFor(() => expect(energy).toHaveTextContent('All accepted bids: 22,664 MWh'));
    expect(energy).toHaveTextContent('19,168 MWh');
    const payment = screen.getByRole('heading', { name: 'Paid to wind farms' }).parentElement;
    expect(payment).toHaveTextContent('All accepted bids: £512,345');
    expect(screen.getByText(/Had the whole fleet joined/)).toBeInTheDocument();
  });

  it('says that there is no complete day yet', async () => {
    serve({ status: { last_complete_day: null } });
    show('/');
    expect(await find(/No complete day yet/)).toBeInTheDocument();
  });
});

describe('the day page', () => {
  it('asks for the choices of the address and keeps them in its links', async () => {
    const { asked } = serve();
    show('/day/2025-04-01?definition=all_bids&miner=S9');
    await find(/Half hour by half hour/);
    expect(asked.some((url) => url.includes('definition=all_bids'))).toBe(true);
    expect(asked.some((url) => url.startsWith('/mining') && url.includes('miner=S9'))).toBe(true);
    const next = screen.getByRole('link', { name: /Wed 2 Apr/ });
    expect(next).toHaveAttribute('href', '/day/2025-04-02?definition=all_bids&miner=S9');
  });

  it('writes a choice into the address', async () => {
    serve();
    show('/day/2025-04-01');
    await screen.findByRole('option', { name: /Antminer S9/ }, { timeout: SLOW_MS });
    await userEvent.selectOptions(screen.getByLabelText('Mined with'), 'S9');
    expect(window.location.search).toBe('?miner=S9');
  });

  it('goes to the neighbouring days by arrow keys', async () => {
    serve();
    show('/day/2025-04-01');
    await find(/Half hour by half hour/);
    await userEvent.keyboard('{ArrowRight}');
    expect(window.location.pathname).toBe('/day/2025-04-02');
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(window.location.pathname).toBe('/day/2025-03-31');
  });

  it('says of an unknown day that it is unknown, with coverage', async () => {
    serve({ day: nothing('2025-03-20') });
    show('/day/2025-03-20');
    expect(await find(/No data for this day/)).toBeInTheDocument();
    expect(screen.getByText(/0 of 48 half hours known/)).toBeInTheDocument();
    expect(screen.queryByText(/£0/)).toBeNull();
  });

  it('says of a day ahead that it has not happened', async () => {
    serve({ day: nothing('2199-01-01') });
    show('/day/2199-01-01');
    expect(await find(/has not happened yet/)).toBeInTheDocument();
  });

  it('calls a true zero a true zero', async () => {
    serve({
      day: summary({ curtailed_mwh: 0, payment_gbp: 0, payment_gbp_per_mwh: null, farms: 0, half_hours: 0 }),
      halfHours: halfHours(48).map((known) => ({ ...known, curtailed_mwh: 0, payment_gbp: 0 })),
    });
    show('/day/2025-04-01');
    expect(await find(/a true zero, not a gap/)).toBeInTheDocument();
  });

  it('names what is missing and what is provisional', async () => {
    serve({
      day: summary({ coverage: { expected: 48, complete: 47, provisional: 6 } }),
      halfHours: halfHours(48).map((known, index) =>
        index === 10 ? { ...known, coverage: { expected: 1, complete: 0, provisional: 0 } } : known,
      ),
    });
    show('/day/2025-04-01');
    expect(await find(/Part of the day/)).toBeInTheDocument();
    expect(screen.getAllByText(/47 of 48 half hours, 6 provisional/).length).toBeGreaterThan(0);
    expect(await find(/No data for 05:00–05:30/)).toBeInTheDocument();
  });

  it.each([46, 50])('shows a day of %d half hours', async (count) => {
    serve({ halfHours: halfHours(count) });
    show('/day/2025-04-01');
    expect(await find(new RegExp(`this day has ${count} half hours`))).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const { world } = serve({ failing: 503 });
    show('/day/2025-04-01');
    const alert = await screen.findByRole('alert', {}, { timeout: SLOW_MS });
    expect(alert).toHaveTextContent('The figures of 1 April 2025 could not be loaded');
    expect(alert).toHaveTextContent('The database does not answer.');
    world.failing = undefined;
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await find(/Half hour by half hour/)).toBeInTheDocument();
  });

  it('shows estimates only where they are known, under their own names', async () => {
    serve({ day: summary({ replacement_gbp: 1234567, curtailed_share: 0.1234 }) });
    show('/day/2025-04-01');
    expect((await find(/Replacement power, estimate/)).closest('div')).toHaveTextContent('£1,234,567');
    expect(screen.getByText('Switched off, of generation + curtailed').closest('div')).toHaveTextContent('12.3 %');
    expect(screen.queryByText('Wind power generated')).toBeNull();
  });

  it('sets what was switched off beside what the wind made, or says that this is not known', async () => {
    const half = halfHours(48).map(({ start_utc }, index) => ({
      start_utc,
      onshore_mwh: null,
      offshore_mwh: null,
      generation_mwh: index === 0 ? null : 30,
      coverage: { expected: 1, complete: index === 0 ? 0 : 1, provisional: 0 },
    }));
    serve({ wind: half });
    const { unmount } = show('/day/2025-04-01');
    const figure = await screen.findByRole('figure', { name: /^Wind power generated and switched off/ });
    expect(figure).toHaveAccessibleDescription('At most 25.0 % of what could have been generated was switched off.');
    await userEvent.click(within(figure).getByRole('button', { name: 'Table view' }));
    const [, first, second] = within(figure).getAllByRole('row');
    expect(first).toHaveTextContent('10.0 MWhnot known');
    expect(second).toHaveTextContent('10.0 MWh30.0 MWh');
    unmount();
    serve();
    show('/day/2025-04-01');
    expect(await find(/How much wind power was generated is not known here for this day/)).toBeInTheDocument();
  });

  it('opens a party to its farms and sorts', async () => {
    serve({
      farms: [
        row({ farm: 'T_A-1', farm_name: 'Alpha One', lead_party: 'Alpha', curtailed_mwh: 2 }),
        row({ farm: 'T_B-1', farm_name: 'Beta One', lead_party: 'Beta', curtailed_mwh: 9 }),
      ],
    });
    show('/day/2025-04-01');
    const beta = await screen.findByRole('button', { name: /Beta/ }, { timeout: SLOW_MS });
    await userEvent.click(beta);
    expect(beta).toHaveAttribute('aria-expanded', 'true');
    expect(within(screen.getByRole('table', { name: /^Lead parties/ })).getByText('Beta One')).toBeInTheDocument();
    const parties = () => screen.getAllByRole('button', { name: /1 unit/ }).map((button) => button.textContent);
    expect(parties()[0]).toContain('Beta');
    await userEvent.click(screen.getByRole('button', { name: 'Lead party and farm' }));
    expect(parties()[0]).toContain('Alpha');
    expect(window.location.search).toBe('?sort=name');
  });

  it('narrows payment against mining value to a lead party, in the address and its links', async () => {
    const { asked } = serve({ farms: [row({ farm: 'T_A-1', lead_party: 'Alpha & Co' })] });
    show('/day/2025-04-01');
    const picker = await screen.findByLabelText('Lead party', {}, { timeout: SLOW_MS });
    await screen.findByRole('option', { name: 'Alpha & Co' });
    await userEvent.selectOptions(picker, 'Alpha & Co');
    expect(new URLSearchParams(window.location.search).get('party')).toBe('Alpha & Co');
    expect(await screen.findByRole('figure', { name: /Alpha & Co$/ })).toHaveAccessibleDescription(
      /^Mining would have earned more than farms were paid in 48 of 48 half hours/,
    );
    expect(asked.some((url) => url.includes('interval=half_hour') && url.includes('lead_party=Alpha'))).toBe(true);
    expect(screen.getByRole('link', { name: /Wed 2 Apr/ })).toHaveAttribute('href', expect.stringContaining('party='));
    await userEvent.selectOptions(picker, 'All lead parties');
    expect(window.location.search).toBe('');
  });

  it('refuses what is no date', async () => {
    serve();
    show('/day/2025-02-30');
    expect(await find(/not a date of the calendar/)).toBeInTheDocument();
  });
});

describe('every chart and table', () => {
  it('is a file too, by the choices of the address', async () => {
    serve();
    show('/day/2025-04-01?definition=all_bids&miner=S9');
    const chart = await screen.findByRole('link', { name: /^CSV of 48 half hours/ }, { timeout: SLOW_MS });
    expect(chart).toHaveAttribute(
      'href',
      '/api/v1/mining.csv?from=2025-04-01&to=2025-04-01&interval=half_hour&definition=all_bids&miner=S9',
    );
    const table = await screen.findByRole('link', { name: /^CSV of Lead parties/ });
    expect(table.getAttribute('href')).toContain('/api/v1/mining.csv?from=2025-04-01&to=2025-04-01&interval=day');
    expect(table).toHaveAttribute('download', 'windfall-mining-farm-2025-04-01-2025-04-01-all_bids-S9.csv');
  });

  it('on the home page, too', async () => {
    serve();
    show('/');
    const days = await screen.findByRole('link', { name: /^CSV of Each day/ }, { timeout: SLOW_MS });
    expect(days.getAttribute('href')).toContain('/api/v1/summaries/daily.csv?from=2025-04-01&to=2025-04-30');
    expect(await screen.findAllByRole('link', { name: /^CSV of/ })).toHaveLength(3);
  });
});

describe('the month page', () => {
  it('has the sentence, the days and the farms of the month', async () => {
    const { asked } = serve({ farms: [row({ farm: 'T_A-1', lead_party: 'Alpha' })] });
    show('/month/2025-04?miner=S9');
    expect(await find(/Each day of April 2025/)).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('April 2025');
    expect(await screen.findByRole('button', { name: /Alpha/ })).toBeInTheDocument();
    const farms = asked.find((url) => url.includes('by=farm'));
    for (const part of ['from=2025-04-01', 'to=2025-04-30', 'interval=month', 'miner=S9'])
      expect(farms).toContain(part);
    expect(screen.getByRole('link', { name: '2025' })).toHaveAttribute('href', '/year/2025?miner=S9');
  });

  it('goes to the neighbouring months by button, key and list', async () => {
    serve();
    show('/month/2025-01');
    expect(await screen.findByRole('link', { name: /December 2024/ }, { timeout: SLOW_MS })).toHaveAttribute(
      'href',
      '/month/2024-12',
    );
    await userEvent.keyboard('{ArrowRight}');
    expect(window.location.pathname).toBe('/month/2025-02');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Month' }), '2025-03');
    expect(window.location.pathname).toBe('/month/2025-03');
  });

  it('says how much of it is known', async () => {
    serve({ day: summary({ coverage: { expected: 1440, complete: 96, provisional: 0 } }) });
    show('/month/2025-04');
    expect(await find(/Part of the month/)).toBeInTheDocument();
    expect(screen.getByText(/In the part of this month known so far/)).toBeInTheDocument();
    expect(screen.getByText(/Only 96 half hours of 1,440 are known/)).toBeInTheDocument();
  });

  it('refuses what is no month', async () => {
    serve();
    show('/month/2025-13');
    expect(await find(/not a month of the calendar/)).toBeInTheDocument();
  });
});

describe('the year page', () => {
  it('has the months of the year, each a link', async () => {
    serve();
    show('/year/2025');
    const figure = await screen.findByRole('figure', { name: 'Each month of 2025' }, { timeout: SLOW_MS });
    await userEvent.click(within(figure).getByRole('button', { name: 'Table view' }));
    expect(within(figure).getByRole('link', { name: 'April 2025' })).toHaveAttribute('href', '/month/2025-04');
    await userEvent.keyboard('{ArrowLeft}');
    expect(window.location.pathname).toBe('/year/2024');
  });

  it('says of an unknown year that it is unknown', async () => {
    serve({ day: nothing('2020-01-01') });
    show('/year/2020');
    expect(await find(/No data for this year/)).toBeInTheDocument();
  });

  it('refuses what is no year', async () => {
    serve();
    show('/year/25');
    expect(await find(/not a year of the calendar/)).toBeInTheDocument();
  });
});

describe('the miners page', () => {
  it('sets what each machine earns on the day and in the year beside what farms were paid, in words', async () => {
    const { asked } = serve({ halfHours: [row({ curtailed_mwh: 10, payment_gbp: 250, value_gbp: 500 })] });
    show('/miners?date=2025-04-01&definition=all_bids&joules_per_th=17.5');
    const table = await screen.findByRole('table', { name: /The miners on 1 April 2025/ }, { timeout: SLOW_MS });
    const pro = within(table).getByRole('row', { name: /S19J Pro/ });
    expect(pro).toHaveTextContent('£50.00£50.00');
    expect(pro).toHaveTextContent('Earns 2.00 times what farms were paid to stop');
    expect(within(table).getByRole('row', { name: /Paid to wind farms/ })).toHaveTextContent('£25.00£25.00');
    expect(within(table).getByRole('row', { name: /^Your own machine 17.5 J/ })).toHaveTextContent('£50.00');
    for (const [name, about] of [
      ['3 of 3 machines', 'miners'],
      ['earned more', 'ratio'],
      ['£25.00', 'payment'],
    ])
      expect(screen.getAllByRole('link', { name })[0]).toHaveAttribute('href', expect.stringMatching(`#${about}$`));
    for (const part of ['from=2024-04-02&to=2025-04-01&interval=year', 'miner=S9', 'joules_per_th=17.5'])
      expect(
        asked.some((url) => url.startsWith('/mining') && url.includes(part) && url.includes('all_bids')),
        part,
      ).toBe(true);
  });

  it('says what is not known, and what has not happened', async () => {
    serve({ halfHours: [row({ value_gbp: null })] });
    const { unmount } = show('/miners?date=2025-04-01');
    const table = await screen.findByRole('table', { name: /The miners on/ }, { timeout: SLOW_MS });
    expect(within(table).getByRole('row', { name: /S19J Pro/ })).toHaveTextContent('Not known');
    unmount();
    show('/miners?date=2199-01-01');
    expect(await find(/This day has not happened yet/)).toBeInTheDocument();
  });

  it('takes the latest complete day, and refuses what is no date', async () => {
    serve();
    const { unmount } = show('/miners');
    expect(await find(/Tuesday 1 April 2025/)).toBeInTheDocument();
    unmount();
    show('/miners?date=2025-02-30');
    expect(await find(/not a date of the calendar/)).toBeInTheDocument();
  });
});

describe('every page', () => {
  it.each(['/', '/day/2025-04-01', '/month/2025-04', '/year/2025', '/miners', '/method', '/nowhere'])(
    '%s carries the banner of simulated data',
    async (address) => {
      serve({ source: 'simulated' });
      show(address);
      expect(await screen.findByLabelText('Simulated data', {}, { timeout: SLOW_MS })).toBeInTheDocument();
    },
  );

  it('has no banner over real data', async () => {
    serve();
    show('/method');
    await find(/How the figures are made/);
    await waitFor(() => expect(screen.queryByLabelText('Simulated data')).toBeNull());
  });
});
