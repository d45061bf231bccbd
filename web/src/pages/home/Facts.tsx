import type { MinerId, Summary } from '../../api/types';
import { CoverageLine } from '../../components/CoverageLine';
import { btc, gbp, mwh } from '../../lib/format';
import { mined } from '../../lib/sentence';
import css from '../Page.module.css';

/** A longer time's figures in one row, with what they stand on. */
export function Facts({ summary, miner }: { summary: Summary; miner: MinerId }) {
  const figures = mined(summary, miner);
  return (
    <>
      <dl className={css.facts}>
        <Fact name="Switched off, MWh" value={mwh(summary.curtailed_mwh)} accent="energy" />
        <Fact name="Paid to wind farms" value={gbp(summary.payment_gbp)} />
        <Fact name="Bitcoin, BTC" value={btc(figures?.bitcoin_btc)} accent="bitcoin" />
        <Fact name="If the whole fleet had joined, BTC" value={btc(figures?.bitcoin_diluted_btc)} accent="bitcoin" />
        <Fact name="Mining value" value={gbp(figures?.value_gbp)} accent="bitcoin" />
      </dl>
      <CoverageLine coverage={summary.coverage} />
    </>
  );
}

function Fact({ name, value, accent }: { name: string; value: string; accent?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={accent}>{value}</dd>
    </div>
  );
}
