import css from './Skeleton.module.css';

export const Block = ({ height, width = '100%' }: { height: string; width?: string }) => (
  <div className={css.block} style={{ height, width }} />
);

export function SentenceSkeleton() {
  return (
    <div className={css.lines}>
      <Block height="1.8rem" width="92%" />
      <Block height="1.8rem" width="74%" />
    </div>
  );
}

export function CardsSkeleton() {
  return (
    <div className={css.cards}>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Block key={key} height="10.5rem" />
      ))}
    </div>
  );
}
