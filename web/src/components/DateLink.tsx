import { Link } from 'wouter';
import { plainDate } from '../lib/dates';
import { pathOf } from '../lib/period';
import { useView } from '../lib/view';

/** A day by its date, leading to its page; `never` where there was none. */
export function DateLink({ date }: { date: string | null }) {
  const { href } = useView();
  return date ? <Link href={href(pathOf(date))}>{plainDate(date)}</Link> : 'never';
}
