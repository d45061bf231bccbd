import { createContext, type ReactNode, useContext, useId, useState } from 'react';
import type { Column } from './types';

interface At {
  /** The column's key, the same in every chart that shows this step of time. */
  key: string;
  /** The chart under the pointer: the only one to show a tooltip. */
  chart: string;
}

type Shared = [At | undefined, (at: At | undefined) => void];

const Crosshair = createContext<Shared | undefined>(undefined);

/** Around the charts of a page: what is pointed at in one is marked in all. */
export function CrosshairProvider({ children }: { children: ReactNode }) {
  return <Crosshair value={useState<At>()}>{children}</Crosshair>;
}

/** The column pointed at anywhere on the page, as an index into these; `isHere` where it is this chart. */
export function useCrosshair(columns: Column[]) {
  const chart = useId();
  const own = useState<At>();
  const [at, setAt] = useContext(Crosshair) ?? own;
  const index = at ? columns.findIndex(({ key }) => key === at.key) : -1;
  const move = (to: number | undefined) => {
    const key = to === undefined ? undefined : columns[to]?.key;
    setAt(key === undefined ? undefined : { key, chart });
  };
  return { active: index < 0 ? undefined : index, isHere: at?.chart === chart, move };
}
