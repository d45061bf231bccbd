import type { ReactNode } from 'react';
import css from './Notice.module.css';

/** Something a reader must know before trusting the figures beside it. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.notice} role="note">
      <strong>{title}</strong> {children}
    </div>
  );
}
