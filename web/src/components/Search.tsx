import type { SubmitEvent } from 'react';
import { useLocation } from 'wouter';
import { useView } from '../lib/view';
import css from './Search.module.css';

/** From any page to the wind farms and companies of a name. Their own page has a field of its own. */
export function Search() {
  const view = useView();
  const [here, navigate] = useLocation();
  if (here === '/farms') return null;
  const search = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const q = new FormData(event.currentTarget).get('q') as string;
    navigate(view.href('/farms', { q }));
  };
  return (
    <form className={css.search} role="search" action="/farms" onSubmit={search}>
      <input
        className="control"
        type="search"
        name="q"
        maxLength={100}
        required
        placeholder="Find a wind farm"
        aria-label="Find a wind farm or company"
      />
    </form>
  );
}
