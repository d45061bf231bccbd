import type { ReactNode } from 'react';
import { type Figure } from '../lib/format';
import { useParameter } from '../lib/view';
import { CsvFile } from './CsvFile';
import { type Csv, CsvLink } from './CsvLink';
import { compareBy, readOrder, SortHeader } from './sorting';
import css from './Table.module.css';

export interface Field<Row> {
  /** Its name in the API, in the address and in the file. */
  column: string;
  title: string;
  value: (row: Row) => Figure | string;
  /** As it is shown, where that is not the value itself. */
  show?: (row: Row) => ReactNode;
  isName?: boolean;
}

interface Props<Row> {
  caption: string;
  rows: Row[];
  /** The first names the row. */
  fields: Field<Row>[];
  keyOf: (row: Row) => string;
  /** The question to the API with the same rows, where there is one. */
  csv?: Csv;
}

const MOST_FIRST = '-curtailed_mwh';

/** Entries of the register with their totals; any column sorts, and the address keeps the order. */
export function RegisterTable<Row>({ caption, rows, fields, keyOf, csv }: Props<Row>) {
  const [sort, setSort] = useParameter('sort', MOST_FIRST);
  const order = readOrder(sort);
  const shown = [...rows].sort(
    compareBy(order, (fields.find(({ column }) => column === order.column) ?? fields[0]!).value),
  );
  const sheet = {
    file: `windfall ${caption}`.replace(/[^a-zA-Z0-9]+/g, '-'),
    names: fields.map(({ column }) => column),
    rows: shown.map((row) => fields.map(({ value }) => value(row))),
  };
  return (
    <div>
      <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {fields.map(({ column, title, isName = false }) => (
                <SortHeader key={column} {...{ column, title, order, isName }} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={keyOf(row)}>
                {fields.map((field, index) => (
                  <Cell key={field.column} row={row} field={field} isFirst={index === 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.tools}>{csv ? <CsvLink {...csv} of={caption} /> : <CsvFile {...sheet} of={caption} />}</p>
    </div>
  );
}

function Cell<Row>({ row, field, isFirst }: { row: Row; field: Field<Row>; isFirst: boolean }) {
  const shown = field.show ? field.show(row) : field.value(row);
  if (isFirst) return <th scope="row">{shown}</th>;
  return <td>{shown}</td>;
}
