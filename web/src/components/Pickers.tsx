import { useState } from 'react';
import { Link } from 'wouter';
import { type Option, useOptions } from '../lib/choices';
import { joulesOf } from '../lib/machine';
import { definitionName } from '../lib/names';
import { useView } from '../lib/view';
import css from './Pickers.module.css';

/** A choice not on offer (from a mistyped address, or before the list is here) is shown as it is, never replaced in silence. */
const withChosen = (options: Option[], chosen: string) =>
  options.some(({ id }) => id === chosen) ? options : [{ id: chosen, name: definitionName(chosen) }, ...options];

/** What every page counts and mines with: in the address, so it holds from page to page. */
export function Pickers() {
  const view = useView();
  const options = useOptions();
  const joules = joulesOf(view.miner);
  const machine = joules === undefined ? view.miner : OWN;
  return (
    <section className={css.pickers} aria-label="Choices for every page">
      <Picker
        className={css.definition}
        label="Curtailment counted"
        options={options.definition}
        chosen={view.definition}
        onChoose={(id) => view.choose('definition', id)}
      />
      <Picker
        className={css.miner}
        label="Mined with"
        options={[...options.miner, { id: OWN, name: 'A machine of your own…' }]}
        chosen={machine}
        onChoose={(id) => (id === OWN ? view.choose('joules_per_th', FIRST_JOULES) : view.choose('miner', id))}
      />
      {joules !== undefined && <Joules joules={joules} />}
      <Picker
        className={css.currency}
        label="Value in"
        options={options.currency}
        chosen={view.currency}
        onChoose={(id) => view.choose('currency', id)}
      />
      <Link className={css.help} href={view.href('/method#definitions')}>
        What these mean
      </Link>
    </section>
  );
}

/** Stands in the list of miners for the reader's own. */
const OWN = 'own';
const FIRST_JOULES = '20';

/** Taken when it is whole: on Enter, or on leaving the field. */
function Joules({ joules }: { joules: string }) {
  const view = useView();
  const [text, setText] = useState(joules);
  const take = () => text !== joules && view.choose('joules_per_th', text || FIRST_JOULES);
  return (
    <label className={css.picker}>
      <span>J/TH</span>
      <input
        className="control"
        inputMode="decimal"
        maxLength={13}
        value={text}
        onChange={({ target }) => setText(target.value.replace(',', '.').trim())}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
    </label>
  );
}

interface PickerProps {
  /** Its room is kept before the list is here. */
  className: string | undefined;
  label: string;
  options: Option[];
  chosen: string;
  onChoose: (id: string) => void;
}

function Picker({ className, label, options, chosen, onChoose }: PickerProps) {
  return (
    <label className={css.picker}>
      <span>{label}</span>
      <select className={`control ${className}`} value={chosen} onChange={({ target }) => onChoose(target.value)}>
        {withChosen(options, chosen).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
