import { type Cell, heatPaths } from './heat';

interface Props {
  cells: Cell[];
  bounds: number[];
  width: number;
  height: number;
}

/** The cells of a heat map, a path for each colour. */
export function HeatCells({ cells, bounds, width, height }: Props) {
  return heatPaths(cells, bounds, width, height).map((path, index) => (
    <path key={index} style={{ fill: `var(--heat-${index})` }} d={path} />
  ));
}
