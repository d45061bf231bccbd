import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import css from './Reader.module.css';

interface Props {
  /** What is read by moving along, such as `48 half hours of 1 April 2025`. */
  label: string;
  count: number;
  active: number | undefined;
  /** How many places a key goes; a step over either end is not taken. */
  steps: Record<string, number>;
  /** The place at a point of the chart, in pixels from its corner. */
  indexAt: (x: number, y: number) => number | undefined;
  spoken: (index: number) => string;
  onMove: (index: number | undefined) => void;
  onOpen?: ((index: number) => void) | undefined;
}

/** Lies over a drawing and reads it out, place by place: by pointer, by touch, and by keys as a slider. */
export function Reader({ label, count, active, steps, indexAt, spoken, onMove, onOpen }: Props) {
  const opensOnClick = useRef(false);
  const open = () => active !== undefined && onOpen?.(active);

  const pointedAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return indexAt(event.clientX - box.left, event.clientY - box.top);
  };

  /** A finger cannot hover: its first tap reads a place, a second one on it opens. */
  const onPointerDown = (event: PointerEvent) => {
    const index = pointedAt(event);
    opensOnClick.current = event.pointerType === 'mouse' || index === active;
    onMove(index);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const to = landing(event.key, active, count, steps);
    if (event.key === 'Escape') onMove(undefined);
    else if (event.key === 'Enter') open();
    else if (to !== undefined) onMove(to);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className={onOpen ? css.openable : css.reader}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={(active ?? 0) + 1}
      aria-valuetext={spoken(active ?? 0)}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => onMove(pointedAt(event))}
      onPointerDown={onPointerDown}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onMove(undefined)}
      onBlur={() => onMove(undefined)}
      onClick={() => opensOnClick.current && open()}
    />
  );
}

/** Where a key leads; the first arrow of all to the first place. */
function landing(key: string, active: number | undefined, count: number, steps: Record<string, number>) {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  if (active === undefined) return step > 0 ? 0 : count - 1;
  const to = active + step;
  return to < 0 || to >= count ? active : to;
}
