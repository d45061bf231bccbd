import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useDataSource } from '../api/dataSource';
import { useStatus } from '../api/queries';
import { useView } from '../lib/view';
import { Banner } from './Banner';
import { ThemeSwitch } from './ThemeSwitch';
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
  const latest = status.data?.data.last_complete_day;

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
        <nav className={css.nav} aria-label="Pages">
          <Link href={view.href(latest ? `/day/${latest}` : '/')}>Latest day</Link>
          <Link href={view.href('/miners')}>Miners</Link>
          <Link href={view.href('/method')}>Method</Link>
          <a href="/api/v1/openapi.json">API</a>
        </nav>
        <ThemeSwitch />
      </header>
      <main id="main" className={css.main} tabIndex={-1}>
        {children}
      </main>
      <footer className={css.footer}>
        <p>
          {status.data?.meta.licence ?? LICENCE}. {source && SOURCES[source]}
        </p>
        <p>
          Payments are accepted bids at bid price, before transmission-loss and non-delivery adjustments.{' '}
          <Link href={view.href('/method')}>How the figures are made, and what they leave out</Link>
        </p>
      </footer>
    </>
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
