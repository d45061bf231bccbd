import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { dayColumns, ENERGY } from '../lib/columns';
import { daysOfYear } from '../lib/dates';
import { FULL } from '../test/fixtures';
import { CalendarFigure } from './CalendarFigure';
import { placeDays } from './calendarLayout';
import { heatBounds, heatClass, heatPaths } from './heat';
import type { Column } from './types';

const year = (name: string, unknown: string[] = []) =>
  dayColumns(
    daysOfYear(name),
    daysOfYear(name)
      .filter((date) => !unknown.includes(date))
      .map((date) => ({ date, coverage: FULL })),
    (path) => path,
  );

describe('the colours of a heat map', () => {
  it('have a place of their own for zero and none for what is not known', () => {
    const bounds = heatBounds([null, 0, 50, 1236]);
    expect(bounds.at(-1)).toBe(1300);
    expect(heatClass(null, bounds)).toBeUndefined();
    expect(heatClass(0, bounds)).toBe(0);
    expect(heatClass(-3, bounds)).toBe(0);
    expect(heatClass(1236, bounds)).toBe(6);
    expect(heatClass(bounds[0], bounds)).toBe(1);
  });

  it('grow without repeating, whatever the size of the values', () => {
    for (const most of [0.004, 0.9, 7, 100, 45_284, 1e7]) {
      const bounds = heatBounds([most]);
      expect(new Set(bounds).size).toBe(bounds.length);
      expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
      expect(bounds.at(-1)).toBeGreaterThanOrEqual(most);
    }
  });

  it('change at whole numbers where counts are shown', () => {
    expect(heatBounds([0, 48, null])).toEqual([2, 6, 12, 22, 34, 48]);
    expect(heatBounds([1, 3])).toEqual([1, 2, 3]);
  });

  it('draw every known cell once, and of nothing but zeros one path', () => {
    const cells = [0, 5, 10, null].map((value, x) => ({ x, y: 0, value }));
    const drawn = heatPaths(cells, heatBounds([0, 5, 10]), 1, 1).join('');
    expect(drawn.match(/M/g)).toHaveLength(3);
    expect(heatPaths(cells.slice(0, 1), heatBounds([0]), 1, 1)).toHaveLength(1);
  });
});

describe('a calendar', () => {
  it.each(['2024', '2025', '2028'])('has a cell for each day of %s, and finds it again', (name) => {
    for (const width of [960, 320]) {
      const days = year(name);
      const layout = placeDays(days, width);
      const seen = new Set<string>();
      days.forEach((_, index) => {
        const { x, y } = layout.at(index);
        seen.add(`${x} ${y}`);
        expect(layout.indexAt(x + layout.cell / 2, y + layout.cell / 2)).toBe(index);
        expect(x + layout.cell).toBeLessThanOrEqual(width);
        expect(y + layout.cell).toBeLessThanOrEqual(layout.height);
      });
      expect(seen.size).toBe(days.length);
      expect(layout.months).toHaveLength(12);
    }
  });

  it('begins its weeks on Monday', () => {
    const { at } = placeDays(year('2025'), 960); // 1 January 2025 was a Wednesday
    expect(at(0).x).toBe(at(4).x);
    expect(at(5).x).toBeGreaterThan(at(4).x);
    expect(at(5).y).toBe(placeDays(year('2024'), 960).at(0).y);
  });

  const show = (onOpen?: (column: Column) => void) => {
    const columns = year('2025', ['2025-01-02']);
    const values = columns.map((_, index) => (index === 1 ? null : index));
    return render(
      <CalendarFigure
        title="Days of 2025"
        description="What happened."
        columns={columns}
        values={values}
        measure={ENERGY}
        csv={{ path: '/summaries/daily', query: { from: '2025-01-01' } }}
        onOpen={onOpen}
      />,
    );
  };

  it('is read by keys, a day down and a week to the side, and opens a day', async () => {
    const opened = vi.fn();
    show(opened);
    const slider = screen.getByRole('slider', { name: /^Days of 2025/ });
    slider.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('Wed 1 Jan, Energy switched off 0 MWh'));
    await userEvent.keyboard('{ArrowRight}');
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('Wed 8 Jan'));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(opened).toHaveBeenCalledWith(expect.objectContaining({ key: '2025-01-09' }));
  });

  it('tells a gap from a zero, in words and in its table', async () => {
    show();
    const slider = screen.getByRole('slider');
    slider.focus();
    await userEvent.keyboard('{Home}{ArrowDown}');
    expect(slider.getAttribute('aria-valuetext')).toContain('not published');
    await userEvent.click(screen.getByRole('button', { name: 'Table view' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(366);
    expect(rows[1]).toHaveTextContent('0 MWh');
    expect(rows[2]).toHaveTextContent('no data');
  });
});
