import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Where nothing is laid out, as in a test without a browser. */
const UNKNOWN_PX = 960;

/** Draws to the width there is, followed as it changes; nothing before it is measured, so that nothing is drawn twice. */
export function Measured({ children }: { children: (width: number) => ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState<number>();

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth || UNKNOWN_PX);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return <div ref={ref}>{width !== undefined && children(width)}</div>;
}
