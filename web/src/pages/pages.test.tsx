import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { serve } from '../test/api';
import { halfHours, nothing, row, summary } from '../test/fixtures';
import { show } from '../test/show';

const SLOW_MS = 3000;
const find = (text: RegExp) => screen.findByText(text, {}, { timeout: SLOW_MS });

describe('the home page', () => {
  it('opens with the latest complete day', async () => {
    serve();
    show('/');
    const heading = await screen.findByRole('heading', { level: 1 }, { timeout: SLOW_MS });
    expect(heading).toHaveTextContent('On Tuesday 1 April 2025, Britain switched off 19,168 MWh');
    expect(screen.getByText('£1.90')).toBeInTheDocument();
    expect(heading).toHaveTextContent('13.95 BTC if the whole fleet had joined the network');
    expect(screen.getByText(/^13.95 BTC if the whole fleet had joined/)).toBeInTheDocument();
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
    expect(screen.getByText('Beta One')).toBeInTheDocument();
    const parties = () => screen.getAllByRole('button', { name: /1 unit/ }).map((button) => button.textContent);
    expect(parties()[0]).toContain('Beta');
    await userEvent.click(screen.getByRole('button', { name: 'Lead party and farm' }));
    expect(parties()[0]).toContain('Alpha');
    expect(window.location.search).toBe('?sort=name');
  });

  it('refuses what is no date', async () => {
    serve();
    show('/day/2025-02-30');
    expect(await find(/not a date of the calendar/)).toBeInTheDocument();
  });
});

describe('every page', () => {
  it.each(['/', '/day/2025-04-01', '/method', '/nowhere'])(
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
