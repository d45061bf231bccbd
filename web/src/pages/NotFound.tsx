import { Link } from 'wouter';
import { useTitle } from '../lib/useTitle';
import { useView } from '../lib/view';
import css from './Page.module.css';

export default function NotFound({ reason }: { reason?: string }) {
  const view = useView();
  useTitle('Not found');
  return (
    <div className={css.prose}>
      <h1>There is no such page</h1>
      <p>{reason ?? 'The address may be mistyped, or the page has moved.'}</p>
      <p>
        <Link href={view.href('/')}>To the latest day</Link>
      </p>
    </div>
  );
}
