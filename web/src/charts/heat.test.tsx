import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { ENERGY, halfHourColumns } from '../lib/columns';
import { farmHours } from '../lib/farmHours';
import { halfHours } from '../test/fixtures';
import { HeatFigure } from './HeatFigure';
import { placeRows, ROW_PX } from './heatLayout';

const UNKNOWN = { expected: 1, complete: 0, provisional: 0 };

/** Twenty farms, the later the less; the second half hour is not known. */
function day(count: number) {
  const known = halfHours(count).map((row, index) => (index === 1 ? { ...row, coverage: UNKNOWN } : row));
  const rows = Array.from({ length: 20 }, (_, farm) =>
    known
      .filter((_, index) => index !== 1 && index % 2 === 0)
      .map((row) => ({ ...row, farm: `T_F-${farm + 1}`, farm_name: `Farm ${farm + 1}`, curtailed_mwh: 20 - farm })),
  ).flat();
  const columns = halfHourColumns(known);
  return { columns, rows: farmHours(columns, rows) };
}

const show = (count = 48) =>
  render(
    <HeatFigure
      title="Farms of a day"
      description="What happened."
      heading="Wind farm unit"
      plural="wind farm units"
      measure={ENERGY}
      csv={{ path: '/curtailment', query: { from: '2025-04-01' } }}
      {...day(count)}
    />,
  );

describe('farms laid on half hours', () => {
  it('have zeros where nothing was switched off and nothing where it is not known', () => {
    const { rows } = day(48);
    expect(rows[0]?.values.slice(0, 4)).toEqual([20, null, 20, 0]);
    expect(rows.map(({ label }) => label).slice(0, 2)).toEqual(['Farm 1', 'Farm 2']);
    expect(rows[0]?.total).toBe('480 MWh');
  });
});

describe('a heat map of farms and half hours', () => {
  it.each([46, 48, 50])('has a place for each of %d half hours, and finds it again', (count) => {
    for (const width of [960, 300]) {
      const { x, step, indexAt, right } = placeRows(count, 12, width);
      expect(x(count - 1) + step).toBeLessThanOrEqual(width - right + 0.001);
      expect(indexAt(x(count - 1) + step / 2, ROW_PX * 1.5)).toBe(2 * count - 1);
      expect(indexAt(x(0) - 1, 5)).toBeUndefined();
      expect(indexAt(x(0) + 1, ROW_PX * 12 + 1)).toBeUndefined();
    }
  });

  it.each([46, 48, 50])('is read by keys over %d half hours, a farm down, a half hour to the side', async (count) => {
    show(count);
    const slider = screen.getByRole('slider', { name: /^Farms of a day/ });
    expect(slider).toHaveAttribute('aria-valuemax', String(12 * count));
    slider.focus();
    const says = (text: string) => expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining(text));
    await userEvent.keyboard('{ArrowRight}');
    says('Farm 1, 00:00–00:30 BST, period 1, Energy switched off 20.0 MWh, Paid to the farm £250');
    await userEvent.keyboard('{ArrowRight}');
    says('not published');
    expect(slider.getAttribute('aria-valuetext')).not.toContain('MWh');
    await userEvent.keyboard('{ArrowDown}{ArrowRight}');
    says('Farm 2, 01:00–01:30 BST, period 3, Energy switched off 19.0 MWh');
    await userEvent.keyboard('{ArrowRight}');
    says('Energy switched off 0 MWh');
    await userEvent.keyboard('{End}{ArrowDown}');
    says(`Farm 12, `);
    says(`period ${count}`);
  });

  it('opens from the largest rows to all of them', async () => {
    show();
    expect(screen.queryByText('Farm 13')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all 20 wind farm units' }));
    expect(screen.getByText('Farm 13')).toBeInTheDocument();
    expect(screen.getByRole('slider')).toHaveAttribute('aria-valuemax', String(20 * 48));
  });

  it('has every farm in its table, gaps as gaps', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Table view' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(21);
    const cells = within(rows[1]!).getAllByRole('cell');
    expect(cells.slice(0, 4).map((cell) => cell.textContent)).toEqual(['480 MWh', '20.0 MWh', 'no data', '20.0 MWh']);
  });
});
