import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { serve } from '../../test/api';
import { row } from '../../test/fixtures';
import { show } from '../../test/show';

const HALF_HOUR = {
  settlement_date: '2025-04-01',
  settlement_period: 31,
  start_utc: '2025-04-01T14:00:00Z',
  records: 46,
  curtailed_mwh: 1235.943868987,
  payment_gbp: 39783.822231,
  payment_gbp_per_mwh: 32.18902,
  bitcoin_btc: 0.933064135287,
  bitcoin_diluted_btc: 0.848605145788,
  value_gbp: 61601.392454,
};

it('works out a real half hour in steps that end where the API does', async () => {
  serve({ halfHours: [row(HALF_HOUR)] });
  show('/method');
  const bitcoin = (await screen.findByText('Bitcoin, at the subsidy of a block')).closest('li');
  expect(bitcoin).toHaveTextContent(/= 0\.9330641352\d* BTC; the API says 0\.933064135287 BTC/);
  const diluted = screen.getByText('If the whole fleet had joined', { selector: 'li span' }).closest('li');
  expect(diluted).toHaveTextContent(/= 0\.84860514\d* BTC; the API says 0\.848605145788 BTC/);
  expect(screen.getByText('Value at the price of the UTC date').closest('li')).toHaveTextContent(
    '= £61,601; the API says £61,601',
  );
});

it('works out the half hour of the address, and writes a choice into it', async () => {
  const another = { ...HALF_HOUR, settlement_period: 3, start_utc: '2025-04-01T00:00:00Z', curtailed_mwh: 12.5 };
  const { asked } = serve({ halfHours: [row(HALF_HOUR), row(another)] });
  show('/method?date=2025-04-01&period=3');
  expect(await screen.findByText(/settlement period 3,/)).toBeInTheDocument();
  expect(asked.some((url) => url.startsWith('/mining?from=2025-04-01&to=2025-04-01&interval=half_hour'))).toBe(true);
  await userEvent.selectOptions(screen.getByLabelText('Half hour'), '31');
  expect(await screen.findByText(/settlement period 31,/)).toBeInTheDocument();
  expect(new URLSearchParams(window.location.search).get('period')).toBe('31');
});

it('says that there was nothing to work out', async () => {
  serve({ halfHours: [row({ ...HALF_HOUR, curtailed_mwh: 0 })] });
  show('/method');
  expect(await screen.findByText(/nothing to work out/)).toBeInTheDocument();
});
