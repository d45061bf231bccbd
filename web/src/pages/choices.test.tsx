import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { serve } from '../test/api';
import { summary } from '../test/fixtures';
import { show } from '../test/show';

describe('the choices', () => {
  it.each(['/', '/day/2025-04-01', '/month/2025-04', '/year/2025', '/miners', '/method', '/nowhere'])(
    'stand on %s, as the address has them',
    async (address) => {
      serve();
      show(`${address}?definition=all_bids&miner=S9`);
      expect(await screen.findByRole('option', { name: /Antminer S9 ·/ })).toBeInTheDocument();
      expect(screen.getByLabelText('Curtailment counted')).toHaveValue('all_bids');
      expect(screen.getByLabelText('Mined with')).toHaveValue('S9');
    },
  );

  it('that nobody offers are named once, with what there is and a way out', async () => {
    serve();
    show('/day/2025-04-01?definition=guesses&miner=ABACUS');
    const alert = await screen.findByRole('alert');
    expect(await screen.findByRole('heading', { name: /no miner “ABACUS”/ })).toBeInTheDocument();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(alert.ownerDocument.body).toHaveTextContent('no way to count curtailment “guesses”');
    expect(screen.getByRole('alert')).toHaveTextContent('It can be so_flagged, all_bids.');
    await userEvent.click(screen.getByRole('button', { name: 'Use the usual definition and miner' }));
    expect(window.location.search).toBe('');
    expect(await screen.findByText(/Half hour by half hour/)).toBeInTheDocument();
  });
});

describe('a machine of one’s own', () => {
  it('is asked for by its J/TH in every figure and file, and stays in the links', async () => {
    const { asked } = serve();
    show('/day/2025-04-01?joules_per_th=25.5');
    const chart = await screen.findByRole('link', { name: /^CSV of 48 half hours/ });
    expect(chart.getAttribute('href')).toContain('joules_per_th=25.5');
    expect(chart.getAttribute('href')).not.toContain('miner=');
    expect(screen.getByLabelText('J/TH')).toHaveValue('25.5');
    for (const path of ['/summaries/daily/', '/mining'])
      expect(
        asked.some((url) => url.startsWith(path) && url.includes('joules_per_th=25.5')),
        path,
      ).toBe(true);
    expect(asked.some((url) => url.includes('miner='))).toBe(false);
    expect(screen.getByRole('link', { name: 'Miners' })).toHaveAttribute('href', '/miners?joules_per_th=25.5');
  });

  it('is chosen from the list, and given up for a listed one', async () => {
    serve();
    show('/method');
    await screen.findByRole('option', { name: /Antminer S9 ·/ });
    await userEvent.selectOptions(screen.getByLabelText('Mined with'), 'A machine of your own…');
    expect(window.location.search).toBe('?joules_per_th=20');
    await userEvent.clear(screen.getByLabelText('J/TH'));
    await userEvent.type(screen.getByLabelText('J/TH'), '17,5{Enter}');
    expect(window.location.search).toBe('?joules_per_th=17.5');
    await userEvent.selectOptions(screen.getByLabelText('Mined with'), 'S9');
    expect(window.location.search).toBe('?miner=S9');
  });

  it('that cannot be is named, with what can', async () => {
    serve();
    show('/?joules_per_th=none');
    expect(await screen.findByRole('heading', { name: 'There is no machine of “none”' })).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent('a number from 0.1 to 100,000');
  });
});

describe('dollars', () => {
  it('are asked for and said beside pounds', async () => {
    const [figures] = summary().mining;
    const { asked } = serve({ day: summary({ mining: [{ ...figures!, value_usd: 1207000 }] }) });
    show('/day/2025-04-01?currency=usd');
    expect(await screen.findByText(/worth £935,000 \(\$1,207,000\)/)).toBeInTheDocument();
    expect(asked.some((url) => url.startsWith('/summaries/daily/') && url.includes('currency=usd'))).toBe(true);
  });

  it('are the only other currency', async () => {
    serve();
    show('/?currency=eur');
    expect(await screen.findByRole('heading', { name: 'There is no currency “eur”' })).toBeInTheDocument();
  });
});
