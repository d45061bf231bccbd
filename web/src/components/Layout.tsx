import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useDataSource } from '../api/dataSource';
import { useStatus } from '../api/queries';
import { useUnknownChoices } from '../lib/choices';
import { useView } from '../lib/view';
import { Banner } from './Banner';
import { Pickers } from './Pickers';
import { Search } from './Search';
import { ThemeSwitch } from './ThemeSwitch';
import { UnknownChoices } from './UnknownChoices';
import css from './Layout.module.css';

/** Shown until the API has said it with the year of its data. */
const LICENCE = 'Contains BMRS data © Elexon Limited copyright and database right';

const SOURCES = {
  live: 'Read from Elexon as it publishes.',
  recorded: 'Read from recorded replies of Elexon.',
  simulated: 'Simulated data: every figure is made up.',
} as const;

export function Layout({ children }: { children: ReactNode }) {
  const view = useView();
  const status = useStatus();
  const source = useDataSource();
  const unknown = useUnknownChoices();

  return (
    <>
      <a className={css.skip} href="#main">
        Skip to the figures
      </a>
      <Banner />
      <header className={css.header}>
        <Link className={css.brand} href={view.href('/')}>
          <Mark />
          Windfall
        </Link>
        <Navigation latest={status.data?.data.last_complete_day} />
        <Search />
        <ThemeSwitch />
      </header>
      <div className={css.bar}>
        <Pickers />
      </div>
      <main id="main" className={css.main} tabIndex={-1}>
        {unknown.length > 0 ? <UnknownChoices unknown={unknown} /> : children}
      </main>
      <footer className={css.footer}>
        <p>
          {status.data?.meta.licence ?? LICENCE}. {source && SOURCES[source]}
        </p>
        <p>
          Payments are accepted bids at bid price, before transmission-loss and non-delivery adjustments.{' '}
          <Link href={view.href('/method')}>How the figures are made, and what they leave out</Link>
        </p>
        <p>
          Every figure is open as JSON and CSV: <a href="/api/v1/openapi.json">the API’s contract</a>.
        </p>
      </footer>
    </>
  );
}

const PAGES = [
  { path: '/farms', name: 'Wind farms' },
  { path: '/miners', name: 'Miners' },
  { path: '/method', name: 'Method' },
  { path: '/status', name: 'Status' },
];

function Navigation({ latest }: { latest: string | null | undefined }) {
  const view = useView();
  const [here] = useLocation();
  const pages = [{ path: latest ? `/day/${latest}` : '/', name: 'Latest day' }, ...PAGES];
  return (
    <nav className={css.nav} aria-label="Pages">
      {pages.map(({ path, name }) => (
        <Link key={name} href={view.href(path)} aria-current={here === path ? 'page' : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Mark() {
  return (
    <svg
      width="26"
      height="26"
      viewBox="0 0 32 32"
      fill="none"
      strokeWidth="3.2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M3 11h15.5A4.5 4.5 0 1 0 14 6.5" stroke="var(--energy-fill)" />
      <path d="M3 18h21.5a4.5 4.5 0 1 1-4.5 4.5" stroke="var(--bitcoin-fill)" />
      <path d="M3 25h9" stroke="var(--energy-fill)" />
    </svg>
  );
}
