import { Link } from 'wouter';
import { type Option, useOptions } from '../lib/choices';
import { definitionName } from '../lib/names';
import { type Choice, useView } from '../lib/view';
import css from './Pickers.module.css';

/** A choice not on offer (from a mistyped address, or before the list is here) is shown as it is, never replaced in silence. */
const withChosen = (options: Option[], chosen: string) =>
  options.some(({ id }) => id === chosen) ? options : [{ id: chosen, name: definitionName(chosen) }, ...options];

/** What every page counts and mines with: in the address, so it holds from page to page. */
export function Pickers() {
  const view = useView();
  const options = useOptions();
  return (
    <section className={css.pickers} aria-label="Choices for every page">
      <Picker choice="definition" label="Curtailment counted" options={options.definition} />
      <Picker choice="miner" label="Mined with" options={options.miner} />
      <Link className={css.help} href={view.href('/method#definitions')}>
        What these mean
      </Link>
    </section>
  );
}

function Picker({ choice, label, options }: { choice: Choice; label: string; options: Option[] }) {
  const view = useView();
  const chosen = view[choice];
  return (
    <label className={css.picker}>
      <span>{label}</span>
      <select className="control" value={chosen} onChange={({ target }) => view.choose(choice, target.value)}>
        {withChosen(options, chosen).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
