import { type Figure } from '../lib/format';
import { compareFigures } from '../lib/totals';
import css from './sorting.module.css';

export interface Order {
  column: string;
  descending: boolean;
}

/** `-payment_gbp` in the address: by payment, the largest first. */
export const readOrder = (sort: string): Order => ({
  column: sort.replace(/^-/, ''),
  descending: sort.startsWith('-'),
});

/** Figures by size, unknown ones last; names by the alphabet. */
export function compareBy<Row>(order: Order, valueOf: (row: Row) => Figure | string) {
  return (a: Row, b: Row) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (typeof left === 'string' && typeof right === 'string')
      return (order.descending ? -1 : 1) * left.localeCompare(right, 'en-GB');
    return compareFigures(left as Figure, right as Figure, order.descending);
  };
}

interface HeaderProps {
  column: string;
  title: string;
  order: Order;
  /** Names begin with A, figures with the largest. */
  isName?: boolean;
  onSort: (sort: string) => void;
}

export function SortHeader({ column, title, order, isName = false, onSort }: HeaderProps) {
  const isSorted = order.column === column;
  const descending = isSorted ? !order.descending : !isName;
  return (
    <th
      scope="col"
      className={css.header}
      aria-sort={isSorted ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <button type="button" onClick={() => onSort(descending ? `-${column}` : column)}>
        {title}
        <span className={css.arrow} aria-hidden="true">
          {isSorted ? (order.descending ? '↓' : '↑') : ''}
        </span>
      </button>
    </th>
  );
}
