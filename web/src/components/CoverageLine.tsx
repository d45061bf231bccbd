import type { Coverage } from '../api/types';
import { coverageText } from '../lib/coverage';
import { addDays, plainDate } from '../lib/dates';
import { MethodLink } from './MethodLink';
import css from './CoverageLine.module.css';

/** How much of the time the figures stand on, always beside them. `date` of a day tells when it settles. */
export function CoverageLine({ coverage, date }: { coverage: Coverage; date?: string }) {
  const share = coverage.expected > 0 ? coverage.complete / coverage.expected : 0;
  return (
    <p className={css.line}>
      <span className={css.track} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span>
        <MethodLink about="coverage">{coverageText(coverage)}</MethodLink>
        {coverage.provisional > 0 && ` (may still move${date ? `: read before ${plainDate(addDays(date, 2))}` : ''})`}
      </span>
    </p>
  );
}
