import type { UnknownChoice } from '../lib/choices';
import { useView } from '../lib/view';
import css from './Failure.module.css';

/** In place of a page whose address asks for a choice that nobody offers. */
export function UnknownChoices({ unknown }: { unknown: UnknownChoice[] }) {
  const view = useView();
  return (
    <div className={css.failure} role="alert">
      {unknown.map(({ choice, title, value, allowed }) => (
        <div key={choice}>
          <h1 className={css.title}>
            There is no {title} “{value}”
          </h1>
          <p>
            The address asks for <code>{choice}</code> = <code>{value}</code>. It can be {allowed.join(', ')}.
          </p>
        </div>
      ))}
      <p className={css.actions}>
        <button type="button" className="control" onClick={view.reset}>
          Use the usual definition and miner
        </button>
      </p>
    </div>
  );
}
