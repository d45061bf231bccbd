import { Link } from 'wouter';
import { useMiners, useStatus } from '../api/queries';
import { definitionName } from '../lib/names';
import { type Choice, useView } from '../lib/view';
import css from './Pickers.module.css';

interface Option {
  id: string;
  name: string;
}

/** A choice not on offer (from a mistyped address, or before the list is here) is shown as it is, never replaced in silence. */
const offered = (options: Option[], chosen: string) =>
  options.some(({ id }) => id === chosen) ? options : [{ id: chosen, name: definitionName(chosen) }, ...options];

export function Pickers() {
  const view = useView();
  const status = useStatus();
  const miners = useMiners();
  const definitions = (status.data?.data.definitions ?? []).map(({ definition }) => ({
    id: definition,
    name: definitionName(definition),
  }));
  const machines = (miners.data?.data ?? []).map(({ miner, name, joules_per_th }) => ({
    id: miner,
    name: `${name} · ${joules_per_th.toFixed(1)} J/TH`,
  }));

  return (
    <div className={css.pickers}>
      <Picker choice="definition" label="Curtailment counted" options={definitions} />
      <Picker choice="miner" label="Mined with" options={machines} />
      <Link className={css.help} href={view.href('/method#definitions')}>
        What these mean
      </Link>
    </div>
  );
}

function Picker({ choice, label, options }: { choice: Choice; label: string; options: Option[] }) {
  const view = useView();
  const chosen = view[choice];
  return (
    <label className={css.picker}>
      <span>{label}</span>
      <select className="control" value={chosen} onChange={(event) => view.choose(choice, event.target.value)}>
        {offered(options, chosen).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
