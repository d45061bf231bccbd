import type { ReactNode } from 'react';
import { type Figure } from '../lib/format';
import { useParameter } from '../lib/view';
import { CsvFile } from './CsvFile';
import { type Csv, CsvLink } from './CsvLink';
import { type Meaning, Meanings, MethodLink } from './MethodLink';
import { compareBy, type Order, readOrder, SortHeader } from './sorting';
import css from './Table.module.css';

export interface Field<Row> extends Meaning {
  /** Its name in the API, in the address and in the file. */
  column: string;
  value: (row: Row) => Figure | string;
  /** As it is shown, where that is not the value itself. */
  show?: (row: Row) => ReactNode;
  /** Words, not a figure. */
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

interface Sorting {
  order: Order;
  onSort: (sort: string) => void;
}

/** Rows of figures as they come, with their file. */
export function DataTable<Row>({ caption, rows, fields, keyOf, csv, sorting }: Props<Row> & { sorting?: Sorting }) {
  const sheet = {
    file: `windfall ${caption}`.replace(/[^a-zA-Z0-9]+/g, '-'),
    names: fields.map(({ column }) => column),
    rows: rows.map((row) => fields.map(({ value }) => value(row))),
  };
  return (
    <div>
      <div className="scrolls" role="region" aria-label={caption} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              {fields.map((field) =>
                sorting ? (
                  <SortHeader key={field.column} {...field} {...sorting} />
                ) : (
                  <th key={field.column} scope="col" className={field.isName ? css.text : undefined}>
                    {field.about ? <MethodLink about={field.about}>{field.title}</MethodLink> : field.title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {fields.map((field, index) => (
                  <Cell key={field.column} row={row} field={field} isFirst={index === 0} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={css.tools}>
        {sorting && <Meanings of={fields} />}
        {csv ? <CsvLink {...csv} of={caption} /> : <CsvFile {...sheet} of={caption} />}
      </p>
    </div>
  );
}

function Cell<Row>({ row, field, isFirst }: { row: Row; field: Field<Row>; isFirst: boolean }) {
  const shown = field.show ? field.show(row) : field.value(row);
  if (isFirst) return <th scope="row">{shown}</th>;
  return <td className={field.isName ? css.text : undefined}>{shown}</td>;
}

const MOST_FIRST = '-curtailed_mwh';

/** Any column sorts, and the address keeps the order. */
export function SortedTable<Row>({ rows, fields, ...props }: Props<Row>) {
  const [sort, onSort] = useParameter('sort', MOST_FIRST);
  const order = readOrder(sort);
  const by = fields.find(({ column }) => column === order.column) ?? fields[0]!;
  const sorted = [...rows].sort(compareBy(order, by.value));
  return <DataTable {...props} rows={sorted} fields={fields} sorting={{ order, onSort }} />;
}
