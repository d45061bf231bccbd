import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { serve } from '../test/api';
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
