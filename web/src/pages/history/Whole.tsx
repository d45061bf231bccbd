import { type MiningQuery, useMiners, useMining } from '../../api/queries';
import { useMiningOfEach } from '../../api/together';
import type { Coverage, DefinitionId, Status } from '../../api/types';
import { CoverageLine } from '../../components/CoverageLine';
import { FigureTable } from '../../components/FigureTable';
import { Loaded } from '../../components/Loaded';
import { Sentence } from '../../components/Sentence';
import { Block, SentenceSkeleton } from '../../components/Skeleton';
import { coverageText, extent } from '../../lib/coverage';
import { plainDate } from '../../lib/dates';
import { definitionName, minerName } from '../../lib/names';
import { pathOf } from '../../lib/period';
import { quotable, sentence, type Subject } from '../../lib/sentence';
import { sumOfKnown } from '../../lib/totals';
import { useView } from '../../lib/view';
import css from '../Page.module.css';
import { ALL, type Range, type Whose } from './whose';

interface Props {
  whose: Whose;
  name: string;
  range: Range;
}

/** The whole time a year a row: its sum is the total, by either definition. */
const years = (whose: Whose, range: Range, definition: DefinitionId, miner: MiningQuery['miner']): MiningQuery => ({
  ...whose,
  ...range,
  interval: 'year',
  definition,
  miner,
  limit: ALL,
});

function opening({ from, to }: Range, coverage: Coverage): string {
  const [first, last] = [plainDate(from), plainDate(to)];
  if (extent(coverage) === 'complete') return `From ${first} to ${last}`;
  return `In the half hours known between ${first} and ${last}`;
}

/** What one farm or company was paid and could have mined in all, in words to copy. */
export function WholeSentence({ whose, range, subject, path }: Props & { subject: Subject; path: string }) {
  const { definition, miner, href } = useView();
  const miners = useMiners();
  const answer = useMining(years(whose, range, definition, miner));
  return (
    <Loaded query={answer} what="The totals" skeleton={<SentenceSkeleton lines="sentence" />}>
      {({ data, meta }) => {
        const figures = { definition, coverage: meta.coverage, ...sumOfKnown(data) };
        const when = opening(range, meta.coverage);
        const phrases = sentence(figures, minerName(miners.data?.data, miner), when, subject);
        const quote = quotable({
          phrases,
          second: [],
          figures,
          source: meta.data_source,
          licence: meta.licence,
          address: `${window.location.origin}${href(path)}`,
        });
        return (
          <>
            <Sentence size="sentence" phrases={phrases} second={[]} quote={quote} />
            <CoverageLine coverage={meta.coverage} />
          </>
        );
      }}
    </Loaded>
  );
}

/** The totals by every definition side by side, never mixed. */
export function ByDefinition({ whose, name, range, definitions }: Props & Pick<Status, 'definitions'>) {
  const { miner } = useView();
  const ids = definitions.map(({ definition }) => definition);
  const answers = useMiningOfEach(ids.map((definition) => years(whose, range, definition, miner)));
  return (
    <Loaded query={answers} what={`The totals of ${name}`} skeleton={<Block height="8rem" />}>
      {(each) => (
        <FigureTable
          caption={`${name}, by every way to count`}
          heading="Curtailment counted"
          rows={each.map(({ data }, index) => ({
            key: ids[index]!,
            name: definitionName(ids[index]!),
            ...sumOfKnown(data),
          }))}
        />
      )}
    </Loaded>
  );
}

export function Years({ whose, name, range }: Props) {
  const { definition, miner, href } = useView();
  const query = years(whose, range, definition, miner);
  return (
    <section className={css.section} aria-labelledby="years">
      <h2 id="years">Year by year</h2>
      <Loaded query={useMining(query)} what={`The years of ${name}`} skeleton={<Block height="8rem" />}>
        {({ data }) => (
          <FigureTable
            caption={`${name}, year by year`}
            heading="Year"
            rows={data.map((row) => ({
              ...row,
              key: String(row.year),
              name: String(row.year),
              href: href(pathOf(String(row.year))),
              note: coverageText(row.coverage),
            }))}
            csv={{ path: '/mining', query }}
          />
        )}
      </Loaded>
    </section>
  );
}
