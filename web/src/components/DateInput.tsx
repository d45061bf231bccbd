import { useStatus } from '../api/queries';
import { isDate, plainDate } from '../lib/dates';
import css from './DateInput.module.css';

/** A day of those held; taken when it is whole. Browsers write it in their own ways, so until it is changed it is written over that. */
export function DateInput({ date, onChoose }: { date: string; onChoose: (date: string) => void }) {
  const status = useStatus().data?.data;
  return (
    <span className={css.date} data-written={isDate(date) ? plainDate(date) : undefined}>
      <input
        key={date}
        className="control"
        type="date"
        defaultValue={date}
        min={status?.first_day ?? undefined}
        max={status?.last_day ?? undefined}
        onChange={({ target }) => isDate(target.value) && target.value > '1900' && onChoose(target.value)}
      />
    </span>
  );
}
