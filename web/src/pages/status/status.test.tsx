import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { serve } from '../../test/api';
import { show } from '../../test/show';

const find = (text: RegExp) => screen.findByText(text);

describe('the status page', () => {
  it('tells how fresh each source is, and of problems with their remedy', async () => {
    serve({
      status: {
        sources: [
          { source: 'stacks', known_through: '2025-04-01T23:00:00Z', read_at: '2025-04-02T12:00:00Z' },
          { source: 'wind', known_through: null, read_at: null },
        ],
        problems: [{ what: '3 half hours failed', remedy: 'windfall update' }],
      },
    });
    show('/status');
    const sources = await screen.findByRole('table', { name: 'Freshness of each source' });
    expect(within(sources).getByRole('row', { name: /^Accepted bids/ })).toHaveTextContent('2 April 2025 at 00:00');
    expect(within(sources).getByRole('row', { name: /^Accepted bids/ })).toHaveTextContent(/days ago/);
    expect(within(sources).getByRole('row', { name: /^Wind output/ })).toHaveTextContent('nothing yetnever');
    for (const [title, about] of [
      ['Source', 'sources'],
      ['Last read', 'freshness'],
    ])
      expect(within(sources).getByRole('link', { name: title })).toHaveAttribute('href', `/method#${about}`);
    expect(screen.getByText('windfall update')).toBeInTheDocument();
    expect(screen.getByText(/Program 0.1.0, formula 1/)).toBeInTheDocument();
  });

  it('has the coverage of each day and the revisions', async () => {
    const { asked } = serve({
      coverage: [
        {
          date: '2025-04-01',
          source: 'wind_generation',
          expected: 48,
          complete: 48,
          provisional: null,
          empty: 0,
          missing: 0,
        },
        {
          date: '2025-04-02',
          source: 'wind_generation',
          expected: 48,
          complete: 40,
          provisional: null,
          empty: 0,
          missing: 8,
        },
      ],
      revisions: [
        {
          date: '2025-04-01',
          run_id: 7,
          revised_at: '2025-04-05T03:07:00Z',
          settlement_periods: [4, 5],
          definition: 'so_flagged',
          old_curtailed_mwh: 100,
          new_curtailed_mwh: 101.5,
          old_payment_gbp: 2000,
          new_payment_gbp: null,
        },
      ],
    });
    show('/status?source=wind_generation&definition=all_bids');
    expect(await screen.findByRole('figure', { name: /Wind output: what is known of each day of 2025/ })).toBeVisible();
    expect(screen.getByText('1 day complete, 1 in part, of 2.')).toBeInTheDocument();
    const revisions = await screen.findByRole('table', { name: /^Revisions/ });
    expect(within(revisions).getByRole('row', { name: /1 April 2025/ })).toHaveTextContent(
      '2100.000101.500£2,000not known',
    );
    expect(within(revisions).getByRole('link', { name: 'Paid after' })).toHaveAttribute(
      'href',
      expect.stringMatching(/#payment$/),
    );
    expect(asked.some((url) => url.startsWith('/revisions') && url.includes('definition=all_bids'))).toBe(true);
  });

  it('says that nothing changed, nothing ran, and that there is no such source', async () => {
    serve();
    show('/status?source=tea_leaves');
    expect(await find(/No complete day has changed/)).toBeInTheDocument();
    expect(screen.getByText('Nothing has run here yet.')).toBeInTheDocument();
    expect(screen.getByText(/There is no source “tea_leaves”/)).toBeInTheDocument();
  });
});
