import { useStatus } from '../../api/queries';
import { Loaded } from '../../components/Loaded';
import { Block } from '../../components/Skeleton';
import { addDays } from '../../lib/dates';
import type { Subject } from '../../lib/sentence';
import css from '../Page.module.css';
import { Days } from './Days';
import { Months } from './Months';
import { ByDefinition, WholeSentence, Years } from './Whole';
import type { Range, Whose } from './whose';
import type { ReactNode } from 'react';

/** What the API gives of one farm or company at once. */
const MOST_DAYS = 3660;

interface Props {
  whose: Whose;
  name: string;
  subject: Subject;
  path: string;
  /** What else is known of the farm or company. */
  children: ReactNode;
}

/** All that is held of one farm or company: in a sentence, by definition, by year, month and day. */
export function History({ whose, name, subject, path, children }: Props) {
  return (
    <Loaded query={useStatus()} what="The state of the data" skeleton={<Block height="40rem" />}>
      {({ data: { first_day, last_day, definitions } }) => {
        if (!first_day || !last_day) return <p className={css.lead}>No half hour is known here yet.</p>;
        const range = heldRange(first_day, last_day);
        const all = { whose, name, range };
        return (
          <>
            <div className={css.head}>
              <WholeSentence {...all} subject={subject} path={path} />
              {children}
              <ByDefinition {...all} definitions={definitions} />
            </div>
            <Months {...all} />
            <Days {...all} />
            <Years {...all} />
          </>
        );
      }}
    </Loaded>
  );
}

function heldRange(first: string, last: string): Range {
  const earliest = addDays(last, 1 - MOST_DAYS);
  return { from: first > earliest ? first : earliest, to: last };
}
