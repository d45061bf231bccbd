import { Link } from 'wouter';
import { useTitle } from '../lib/useTitle';
import { useView } from '../lib/view';
import css from './Page.module.css';

interface Props {
  reason?: string;
  /** A name to look for among the wind farms instead. */
  search?: string;
}

export default function NotFound({ reason, search }: Props) {
  const view = useView();
  useTitle('Not found');
  return (
    <div className={css.prose}>
      <h1>There is no such page</h1>
      <p>{reason ?? 'The address may be mistyped, or the page has moved.'}</p>
      {search && (
        <p>
          <Link href={view.href('/farms', { q: search })}>Look for “{search}” among the wind farms and companies</Link>
        </p>
      )}
      <p>
        <Link href={view.href('/')}>To the latest day</Link>
      </p>
    </div>
  );
}
