import { useState } from 'react';
import type { MiningRow } from '../api/types';
import { FIGURES } from '../lib/figures';
import { plural, usdWhole } from '../lib/format';
import { partyName } from '../lib/names';
import { byParty, figure, type Figures, type Party } from '../lib/totals';
import { useParameter } from '../lib/view';
import { type Csv, CsvLink } from './CsvLink';
import { Meanings } from './MethodLink';
import { compareBy, type Order, readOrder, SortHeader } from './sorting';
import { FarmLink, PartyLink } from './OwnerLinks';
import css from './FarmTable.module.css';

const COLUMNS = FIGURES.filter(({ column }) => column !== 'value_gbp_per_mwh');

const DEFAULT_SORT = '-curtailed_mwh';

const farmName = (farm: MiningRow) => farm.farm_name ?? farm.farm ?? '';

/** What a row is sorted by: a figure, or a name where the order is of no figure. */
const sortedBy = <Row extends Figures>(order: Order, nameOf: (row: Row) => string) => {
  const known = COLUMNS.find(({ column }) => column === order.column);
  return compareBy<Row>(order, (row) => (known ? figure(row, known.column) : nameOf(row)));
};

/** Lead parties, each opening to its farms; any column sorts both. */
export function FarmTable({ rows, caption, csv }: { rows: MiningRow[]; caption: string; csv: Csv }) {
  const [sort, setSort] = useParameter('sort', DEFAULT_SORT);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const order = readOrder(sort);
  const parties = byParty(rows).sort(sortedBy(order, ({ lead_party }) => partyName(lead_party)));
  const allOpen = opened.size === parties.length;

  const toggle = (name: string) => {
    const next = new Set(opened);
    if (!next.delete(name)) next.add(name);
    setOpened(next);
  };

  return (
    <div>
      <div className={css.tools}>
        <p>
          {plural(parties.length, 'lead party', 'lead parties')}, {plural(rows.length, 'wind farm unit')}
        </p>
        <CsvLink {...csv} of={caption} />
        <button
          type="button"
          className="pill"
          onClick={() => setOpened(new Set(allOpen ? [] : parties.map(({ lead_party }) => partyName(lead_party))))}
        >
          {allOpen ? 'Close all' : 'Open all'}
        </button>
        <Meanings of={COLUMNS} />
      </div>
      <div className={`scrolls ${css.scroll}`} role="region" aria-label={caption} tabIndex={0}>
        <table className={css.table}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <SortHeader column="name" title="Lead party and farm" order={order} isName onSort={setSort} />
              {COLUMNS.map(({ column, title }) => (
                <SortHeader key={column} column={column} title={title} order={order} onSort={setSort} />
              ))}
            </tr>
          </thead>
          {parties.map((party) => {
            const name = partyName(party.lead_party);
            const farms = [...party.farms].sort(sortedBy(order, farmName));
            return (
              <tbody key={name}>
                <PartyRow party={party} name={name} isOpen={opened.has(name)} onToggle={() => toggle(name)} />
                {opened.has(name) && farms.map((farm) => <FarmRow key={farm.farm} farm={farm} />)}
              </tbody>
            );
          })}
        </table>
      </div>
    </div>
  );
}

interface PartyProps {
  party: Party;
  name: string;
  isOpen: boolean;
  onToggle: () => void;
}

function PartyRow({ party, name, isOpen, onToggle }: PartyProps) {
  return (
    <tr className={css.party}>
      <th scope="row">
        <div className={css.name}>
          <PartyLink party={party.lead_party} />
          <button type="button" aria-expanded={isOpen} onClick={onToggle}>
            {plural(party.farms.length, 'unit')} <span className="visually-hidden">of {name}</span>
            <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
              <path d="M3 1l4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        </div>
      </th>
      <FigureCells row={party} />
    </tr>
  );
}

function FarmRow({ farm }: { farm: MiningRow }) {
  return (
    <tr className={css.farm}>
      <th scope="row">
        <FarmLink farm={farm.farm} name={farm.farm_name} />
        {farm.farm_name && <span className={css.count}>{farm.farm}</span>}
      </th>
      <FigureCells row={farm} />
    </tr>
  );
}

const FigureCells = ({ row }: { row: Figures }) =>
  COLUMNS.map(({ column, format }) => (
    <td key={column}>
      {format(figure(row, column))}
      {column === 'value_gbp' && row.value_usd != null && <span className={css.count}>{usdWhole(row.value_usd)}</span>}
    </td>
  ));
