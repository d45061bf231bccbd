export const ROW_PX = 22;
const AXIS_PX = 26;
const NARROW_PX = 600;

export interface HeatLayout {
  /** Room of the names before the cells, and of the totals behind them. */
  left: number;
  right: number;
  step: number;
  /** The end of the last row; below it stands the axis. */
  bottom: number;
  height: number;
  x: (column: number) => number;
  /** Cells counted row by row. */
  indexAt: (x: number, y: number) => number | undefined;
}

/** Cells of a heat map between the names of their rows and the rows' totals; a phone has no room for totals. */
export function placeRows(columns: number, rows: number, width: number): HeatLayout {
  const [left, right] = width < NARROW_PX ? [104, 0] : [196, 88];
  const step = Math.max(1, width - left - right) / columns;
  const bottom = rows * ROW_PX;
  return {
    left,
    right,
    step,
    bottom,
    height: bottom + AXIS_PX,
    x: (column) => left + column * step,
    indexAt: (x, y) => {
      const [column, row] = [Math.floor((x - left) / step), Math.floor(y / ROW_PX)];
      const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
      return isInside ? row * columns + column : undefined;
    },
  };
}
