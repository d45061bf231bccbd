import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { serve } from '../../test/api';
import { row } from '../../test/fixtures';
import { show } from '../../test/show';

const find = (text: RegExp) => screen.findByText(text);
const PARTY = '/party/Seagreen%20Wind%20Energy%20(UK)%20Ltd';

describe('the farm page', () => {
  it('has its register, its parties over time, and the sentence', async () => {
    const { asked } = serve();
    show('/farm/T_SGRWO-1?definition=all_bids&miner=S9');
    expect(await screen.findByRole('heading', { level: 1, name: 'Seagreen 1' })).toBeInTheDocument();
    expect(await find(/wind power at Seagreen 1/)).toBeInTheDocument();
    expect(screen.getByText('358 MW')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^CSV of the records/ })).toHaveAttribute(
      'href',
      '/api/v1/records.csv?date=2025-04-02&farm=T_SGRWO-1&limit=1000',
    );
    expect(screen.getByText('24.1 %')).toBeInTheDocument();
    expect(screen.getByText('until 31 March 2025')).toBeInTheDocument();
    expect(screen.getByText('since 1 April 2025')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: '30 March 2025' })).toHaveAttribute(
      'href',
      '/day/2025-03-30?definition=all_bids&miner=S9',
    );
    const months = asked.find((url) => url.includes('interval=month'));
    for (const part of ['farm=T_SGRWO-1', 'from=2025-03-01', 'to=2025-04-30', 'definition=all_bids', 'miner=S9'])
      expect(months).toContain(part);
  });

  it('gives the records of the day that the address names', async () => {
    serve();
    const { unmount } = show('/farm/T_SGRWO-1?date=2025-03-30');
    expect(await screen.findByRole('link', { name: 'CSV of the records of 2025-03-30' })).toHaveAttribute(
      'href',
      expect.stringContaining('/records.csv?date=2025-03-30&farm=T_SGRWO-1'),
    );
    fireEvent.change(screen.getByLabelText('Day of the records'), { target: { value: '2025-04-01' } });
    expect(window.location.search).toBe('?date=2025-04-01');
    expect(screen.getByRole('link', { name: 'CSV of the records of 2025-04-01' })).toBeInTheDocument();
    unmount();
    show('/farm/T_SGRWO-1?date=2025-02-30');
    expect(await find(/“2025-02-30” is not a date of the calendar/)).toBeInTheDocument();
  });

  it('has the totals by both definitions, the months, the days and the years', async () => {
    serve();
    show('/farm/T_SGRWO-1');
    const both = await screen.findByRole('table', { name: /by every way to count/ });
    expect(within(both).getByRole('row', { name: /^SO-flagged bids/ })).toHaveTextContent('24,048.0');
    expect(within(both).getByRole('row', { name: /^All accepted bids/ })).toHaveTextContent('£331,397');
    expect(await screen.findByRole('figure', { name: 'Each month of Seagreen 1' })).toBeInTheDocument();
    expect(await screen.findByRole('figure', { name: /on each day of 2025/ })).toBeInTheDocument();
    const years = await screen.findByRole('table', { name: /year by year/ });
    expect(within(years).getByRole('link', { name: '2025' })).toHaveAttribute('href', '/year/2025');
    expect(screen.getByRole('link', { name: /^CSV of Each month/ })).toHaveAttribute(
      'href',
      expect.stringContaining('/api/v1/mining.csv?farm=T_SGRWO-1&from=2025-03-01&to=2025-04-30&interval=month'),
    );
  });

  it('leaves out of a total what is not known, and says how much is', async () => {
    const unknown = { expected: 17520, complete: 0, provisional: 0 };
    serve({
      history: [
        row({ year: 2024, curtailed_mwh: null, payment_gbp: null, coverage: unknown }),
        row({ year: 2025, curtailed_mwh: 100, payment_gbp: 250 }),
      ],
    });
    show('/farm/T_SGRWO-1');
    const both = await screen.findByRole('table', { name: /by every way to count/ });
    expect(within(both).getByRole('row', { name: /^SO-flagged bids/ })).toHaveTextContent('100.0£250');
    const years = await screen.findByRole('table', { name: /year by year/ });
    expect(within(years).getByRole('row', { name: /^2024/ })).toHaveTextContent('0 of 17,520 half hoursnot known');
  });

  it('says of an unknown unit that there is none, and where to look', async () => {
    serve();
    show('/farm/T_NONE-1');
    expect(await find(/names a wind farm unit “T_NONE-1”/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /^Look for “T_NONE-1”/ })).toHaveAttribute('href', '/farms?q=T_NONE-1');
  });

  it('names a year of the calendar that is not held', async () => {
    serve();
    show('/farm/T_SGRWO-1?year=1990');
    expect(await find(/Nothing of “1990” is held here: the calendar shows 2025/)).toBeInTheDocument();
  });
});

describe('the party page', () => {
  it('has its units with the time they were its own', async () => {
    const { asked } = serve();
    show(PARTY);
    expect(await find(/wind power at units of Seagreen Wind Energy \(UK\) Ltd/)).toBeInTheDocument();
    const units = screen.getByRole('table', { name: /^Wind farm units of/ });
    expect(within(units).getByRole('row', { name: /^Seagreen 1/ })).toHaveTextContent('T_SGRWO-1, since 1 April 2025');
    expect(within(units).getByRole('link', { name: 'Seagreen 1' })).toHaveAttribute('href', '/farm/T_SGRWO-1');
    expect(
      asked.some((url) => new URLSearchParams(url.split('?')[1]).get('lead_party') === 'Seagreen Wind Energy (UK) Ltd'),
    ).toBe(true);
  });

  it('gives its units as the file of what is shown', async () => {
    serve();
    const made: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${made.push(blob as Blob)}`;
    URL.revokeObjectURL = () => {};
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show(PARTY);
    await userEvent.click(await screen.findByRole('button', { name: /^CSV of Wind farm units of/ }));
    expect(click).toHaveBeenCalledOnce();
    expect(await made[0]!.text()).toBe(
      'name,curtailed_mwh,payment_gbp,last_curtailment,generation_capacity_mw\r\nSeagreen 1,24048.047,331396.88,2025-04-02,358\r\n',
    );
  });

  it('says of an unknown company that there is none', async () => {
    serve();
    show('/party/Nobody');
    expect(await find(/names a lead party “Nobody” of a wind farm/)).toBeInTheDocument();
  });
});

describe('the wind farms', () => {
  it('are found by name from the header of any page, under the same choices', async () => {
    const { asked } = serve();
    show('/method?miner=S9');
    await userEvent.type(screen.getByRole('searchbox', { name: /Find a wind farm/ }), 'sea{Enter}');
    expect(window.location.pathname + window.location.search).toBe('/farms?q=sea&miner=S9');
    const units = await screen.findByRole('table', { name: 'Wind farm units' });
    expect(within(units).getByRole('link', { name: 'Seagreen 1' })).toHaveAttribute('href', '/farm/T_SGRWO-1?miner=S9');
    expect(within(units).getByRole('link', { name: /UK/ })).toHaveAttribute('href', `${PARTY}?miner=S9`);
    expect(asked.filter((url) => url.includes('q=sea')).map((url) => url.split('?')[0])).toEqual(
      expect.arrayContaining(['/farms', '/lead-parties']),
    );
  });

  it('are looked for by what was typed, to the letter', async () => {
    const { asked } = serve();
    show('/farms');
    const field = screen.getByRole('searchbox', { name: /Part of a name/ });
    await userEvent.type(field, '100 %41+&');
    expect(field).toHaveValue('100 %41+&');
    await screen.findByRole('heading', { name: /wind farm unit/ });
    const typed = asked.map((url) => new URLSearchParams(url.split('?')[1]).get('q'));
    expect(typed).toContain('100 %41+&');
  });

  it('have a page each, whatever their name holds', async () => {
    const { asked } = serve();
    show('/party/50%25%2541%20Wind%20A%2FS?sort=name');
    expect(await find(/names a lead party “50%%41 Wind A\/S”/)).toBeInTheDocument();
    expect(asked.some((url) => url.startsWith('/lead-parties/50%25%2541%20Wind%20A%2FS?'))).toBe(true);
  });
});
