import { useMiners } from '../api/queries';
import type { DataSource, Summary } from '../api/types';
import { minerName } from '../lib/names';
import { pathOf } from '../lib/period';
import { fleetSentence, quotable, sentence, told } from '../lib/sentence';
import { useView } from '../lib/view';
import { Sentence } from './Sentence';

interface Props {
  size: 'headline' | 'sentence';
  period: string;
  summary: Summary;
  meta: { data_source: DataSource; licence: string };
  /** How the sentence opens where its page names the time: `On this day`. */
  when: string;
  /** How it opens elsewhere: `On Tuesday 1 April 2025`. */
  dated: string;
}

/** A summary in words, to read here and to copy from here. */
export function SummarySentence({ size, period, summary, meta, when, dated }: Props) {
  const { miner, href } = useView();
  const miners = useMiners();
  const said = (opening: string) => sentence(told(summary, miner), minerName(miners.data?.data, miner), opening);
  const second = fleetSentence(summary, miner);
  const quote = quotable({
    phrases: said(dated),
    second,
    figures: summary,
    source: meta.data_source,
    licence: meta.licence,
    address: `${window.location.origin}${href(pathOf(period))}`,
  });
  return <Sentence size={size} phrases={said(when)} second={second} quote={quote} />;
}
