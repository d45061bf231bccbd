import { useStatus } from '../api/queries';
import { isDate } from '../lib/dates';

/** A day of those held; taken when it is whole. */
export function DateInput({ date, onChoose }: { date: string; onChoose: (date: string) => void }) {
  const status = useStatus().data?.data;
  return (
    <input
      key={date}
      className="control"
      type="date"
      defaultValue={date}
      min={status?.first_day ?? undefined}
      max={status?.last_day ?? undefined}
      onChange={({ target }) => isDate(target.value) && target.value > '1900' && onChoose(target.value)}
    />
  );
}
