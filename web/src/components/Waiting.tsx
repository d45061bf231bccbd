import { type ReactNode, useEffect, useState } from 'react';
import css from './Skeleton.module.css';

/** From here on a reader wonders whether anything is still happening. */
const SLOW_MS = 4000;

/** The shape of what is coming; after a while, that it is slow. */
export function Waiting({ what, skeleton }: { what: string; skeleton: ReactNode }) {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={css.waiting} aria-busy="true">
      <p className={isSlow ? css.slow : 'visually-hidden'} role="status">
        {isSlow ? `${what}: still loading. The server is slow to answer.` : `${what}: loading`}
      </p>
      {skeleton}
    </div>
  );
}
