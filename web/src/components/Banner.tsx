import { useDataSource } from '../api/dataSource';
import css from './Banner.module.css';

/** Made-up figures must not pass for real ones: over every page, as long as it is read. */
export function Banner() {
  if (useDataSource() !== 'simulated') return null;
  return (
    <aside className={css.banner} aria-label="Simulated data">
      <strong>Simulated data.</strong> Every figure on this site is made up to try the software. Do not quote it.
    </aside>
  );
}
