import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { halfHourColumns, halfHourFigures, panels } from '../lib/columns';
import { halfHours } from '../test/fixtures';
import { CrosshairProvider } from './Crosshair';
import { PanelFigure } from './PanelFigure';
import { axisTicks, columnScale, stretches, valueScale } from './scales';
import type { Column } from './types';

const columns = (states: Column['state'][]): Column[] =>
  states.map((state, index) => ({ key: String(index), label: `c${index}`, tick: String(index), state }));

describe('scales', () => {
  it.each([46, 48, 50])('place %d columns side by side without overlap', (count) => {
    const { left, centre, width, indexAt } = columnScale(count, 900);
    expect(left(1) - left(0)).toBeGreaterThan(width);
    expect(left(count - 1) + width).toBeLessThanOrEqual(900);
    expect([0, 7, count - 1].map((index) => indexAt(centre(index)))).toEqual([0, 7, count - 1]);
  });

  it('always hold zero, and payments below it', () => {
    const panel = (values: (number | null)[]) =>
      valueScale(
        { ...panels({ energy: values, bitcoin: [], diluted: [], payment: [], value: [] }, [100, 1, 1])[0]! },
        0,
      );
    expect(panel([5, 9]).ticks(3)[0]).toBe(0);
    expect(panel([-5, 9]).ticks(3)[0]).toBeLessThanOrEqual(-5);
    expect(panel([null, 0]).ticks(4)).toEqual([0]);
  });

  it('thin the axis to what fits', () => {
    const many = columns(Array<Column['state']>(31).fill('complete'));
    expect(axisTicks(many, 300).length).toBeLessThanOrEqual(6);
    expect(axisTicks(many, 2000)).toHaveLength(31);
  });

  it('join neighbouring gaps', () => {
    const states: Column['state'][] = ['missing', 'missing', 'complete', 'missing'];
    expect(stretches(columns(states), 'missing')).toEqual([
      { from: 0, to: 1 },
      { from: 3, to: 3 },
    ]);
  });
});

function chart(onOpen?: (column: Column) => void, known = 48) {
  const rows = halfHours(48).map((known, index) =>
    index === 1
      ? { ...known, curtailed_mwh: null, bitcoin_btc: null, coverage: { expected: 1, complete: 0, provisional: 0 } }
      : known,
  );
  const shown = halfHourColumns(rows).map((column, index) => ({
    ...column,
    state: index < known ? column.state : 'ahead',
    href: '/day/2025-04-01',
  }));
  return render(
    <PanelFigure
      title="Half hours"
      description="What happened."
      heading="Half hour"
      columns={shown}
      panels={panels(halfHourFigures(rows), [100, 80, 80])}
      csv={{ path: '/mining', query: { from: '2025-04-01' } }}
      onOpen={onOpen}
    />,
  );
}

describe('a chart', () => {
  it('has a name and is moved along by keys', async () => {
    const opened = vi.fn();
    chart(opened);
    expect(screen.getByRole('figure', { name: 'Half hours' })).toBeInTheDocument();
    const slider = screen.getByRole('slider');
    slider.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('00:00–00:30 BST, period 1'));
    expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('Energy switched off 10.0 MWh'));
    await userEvent.keyboard('{End}{Enter}');
    expect(slider).toHaveAttribute('aria-valuenow', '48');
    expect(opened).toHaveBeenCalledOnce();
  });

  it('says of a gap that it is one', async () => {
    chart();
    screen.getByRole('slider').focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    const spoken = screen.getByRole('slider').getAttribute('aria-valuetext');
    expect(spoken).toContain('not published');
    expect(spoken).not.toContain('MWh');
  });

  it('marks in every chart of the page what is pointed at in one', async () => {
    const rows = halfHours(48);
    const one = (title: string) => (
      <PanelFigure
        title={title}
        description="What happened."
        heading="Half hour"
        columns={halfHourColumns(rows)}
        panels={panels(halfHourFigures(rows), [100, 80, 80])}
        csv={{ path: '/mining', query: { from: '2025-04-01' } }}
      />
    );
    render(
      <CrosshairProvider>
        {[one('First'), one('Second')].map((figure, key) => (
          <div key={key}>{figure}</div>
        ))}
      </CrosshairProvider>,
    );
    const [first, second] = screen.getAllByRole('slider');
    first!.focus();
    await userEvent.keyboard('{End}');
    expect(second).toHaveAttribute('aria-valuenow', '48');
    expect(document.querySelectorAll('.tooltip')).toHaveLength(1);
    await userEvent.keyboard('{Escape}');
    expect(second).toHaveAttribute('aria-valuenow', '1');
    expect(document.querySelectorAll('.tooltip')).toHaveLength(0);
  });

  it('draws nothing of time that lies ahead', () => {
    chart(undefined, 4);
    const lines = [...document.querySelectorAll('path.line')].map((path) => path.getAttribute('d') ?? '');
    expect(lines.map((line) => line.match(/[ML]/g)?.length)).toEqual([3, 4]);
  });

  it('draws a path for a series and state, not an element for a figure', () => {
    chart();
    expect(document.querySelectorAll('svg rect, svg path').length).toBeLessThan(20);
  });

  it('has the same figures as a table', async () => {
    chart();
    await userEvent.click(screen.getByRole('button', { name: 'Table view' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(49);
    expect(rows[2]).toHaveTextContent('no data');
    expect(rows[1]).toHaveTextContent('10.0 MWh');
  });
});
