import { useStatus, useSummary } from '../api/queries';
import type { DefinitionId, Summary } from '../api/types';
import { definitionName } from '../lib/names';
import { useView } from '../lib/view';
import css from './OtherDefinitions.module.css';

interface Props {
  period: string;
  children: (summary: Summary) => string;
}

/** The same figure by every definition but the chosen one, each under its own name: side by side, never mixed. */
export function OtherDefinitions({ period, children }: Props) {
  const { definition } = useView();
  const known = useStatus().data?.data.definitions ?? [];
  return known
    .filter((other) => other.definition !== definition)
    .map((other) => (
      <Other key={other.definition} period={period} definition={other.definition}>
        {children}
      </Other>
    ));
}

function Other({ period, definition, children }: Props & { definition: DefinitionId }) {
  const { data, isError } = useSummary(period, definition);
  return (
    <span className={css.other} aria-busy={!data && !isError}>
      {definitionName(definition)}: <b>{data ? children(data.data) : isError ? 'could not be loaded' : '…'}</b>
    </span>
  );
}
