import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { PanelHead, StateKey } from './Legend';
import { Plot } from './Plot';
import { columnScale, MARGIN, placePanels } from './scales';
import { Tooltip } from './Tooltip';
import type { Column, Panel } from './types';
import { useWidth } from './useWidth';
import css from './PanelChart.module.css';

interface Props {
  /** What the slider over the chart moves along, such as `Half hours of 1 April 2025`. */
  label: string;
  columns: Column[];
  panels: Panel[];
  onOpen?: (column: Column) => void;
}

const DESKTOP_PX = 960;

const clamp = (index: number, last: number) => Math.max(0, Math.min(last, index));

/** Panels over one axis with one crosshair: by pointer, by touch, and by arrow keys as a slider. */
export function PanelChart({ label, columns, panels, onOpen }: Props) {
  const [box, width] = useWidth(DESKTOP_PX);
  const [active, setActive] = useState<number>();
  const opensOnClick = useRef(false);
  const layout = placePanels(panels);
  const band = columnScale(columns, width);
  const column = active === undefined ? undefined : columns[active];
  const last = columns.length - 1;

  const columnAt = (event: PointerEvent) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return clamp(Math.floor((x - MARGIN.left) / band.step()), last);
  };

  const open = () => column?.href && onOpen?.(column);

  /** A finger cannot hover: its first tap reads a column, a second one on it opens. */
  const onPointerDown = (event: PointerEvent) => {
    const index = columnAt(event);
    opensOnClick.current = event.pointerType === 'mouse' || index === active;
    setActive(index);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const here = active ?? -1;
    const steps: Record<string, number> = {
      ArrowRight: here + 1,
      ArrowUp: here + 1,
      ArrowLeft: here - 1,
      ArrowDown: here - 1,
      PageUp: here + 6,
      PageDown: here - 6,
      Home: 0,
      End: last,
    };
    const step = steps[event.key];
    if (event.key === 'Escape') setActive(undefined);
    else if (event.key === 'Enter') open();
    else if (step !== undefined) setActive(clamp(step, last));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div>
      <div ref={box} className={css.box} style={{ height: layout.height }}>
        {layout.placed.map((panel) => (
          <PanelHead key={panel.unit} panel={panel} top={panel.top - MARGIN.title} />
        ))}
        <Plot columns={columns} layout={layout} band={band} width={width} active={active} />
        <div
          className={onOpen ? css.openable : css.overlay}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={1}
          aria-valuemax={columns.length}
          aria-valuenow={(active ?? 0) + 1}
          aria-valuetext={spoken(columns[active ?? 0], active ?? 0, panels)}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => setActive(columnAt(event))}
          onPointerDown={onPointerDown}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setActive(undefined)}
          onBlur={() => setActive(undefined)}
          onClick={() => opensOnClick.current && open()}
        />
        {column && active !== undefined && (
          <Tooltip
            column={column}
            index={active}
            panels={panels}
            x={(band(active) ?? 0) + band.bandwidth() / 2}
            width={width}
          />
        )}
      </div>
      <StateKey columns={columns} />
    </div>
  );
}

function spoken(column: Column | undefined, index: number, panels: Panel[]): string {
  if (!column) return '';
  const figures = panels.flatMap(({ series }) =>
    series.map(({ name, values, format }) => `${name} ${format(values[index])}`),
  );
  const told = column.state === 'missing' ? [] : figures;
  return [column.label, ...(column.note ? [column.note] : []), ...told].join(', ');
}
