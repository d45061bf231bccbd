import { monthOf, yearOf } from '../../lib/dates';
import { MonthSoFar } from './MonthSoFar';
import { TopFarms } from './TopFarms';
import { YearByMonth } from './YearByMonth';

/** What stands under the latest day, with all that draws charts: it comes after the day's figures are there. */
export default function Below({ day }: { day: string }) {
  return (
    <>
      <MonthSoFar month={monthOf(day)} />
      <YearByMonth year={yearOf(day)} />
      <TopFarms month={monthOf(day)} />
    </>
  );
}
