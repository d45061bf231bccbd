import css from './Skeleton.module.css';

export const Block = ({ height, width = '100%' }: { height: string; width?: string }) => (
  <div className={css.block} style={{ height, width }} />
);

export function SentenceSkeleton({ lines }: { lines: 'headline' | 'sentence' }) {
  return (
    <div className={css[lines]}>
      <Block height="1.8rem" width="70%" />
      <Block height="1.8rem" width="62%" />
    </div>
  );
}

/** Four cards and the line of coverage below them. */
export function CardsSkeleton() {
  return (
    <div className={css.lines}>
      <div className={css.cards}>
        {['a', 'b', 'c', 'd'].map((key) => (
          <Block key={key} height="10rem" />
        ))}
      </div>
      <Block height="1.36rem" width="12rem" />
    </div>
  );
}
