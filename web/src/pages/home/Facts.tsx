import type { ReactNode } from 'react';
import type { MinerId, Summary } from '../../api/types';
import { CoverageLine } from '../../components/CoverageLine';
import { type Anchor, MethodLink } from '../../components/MethodLink';
import { OtherDefinitions } from '../../components/OtherDefinitions';
import { btc, gbp, money, mwh, withMwh } from '../../lib/format';
import { mined } from '../../lib/sentence';
import css from '../Page.module.css';

/** A longer time's figures in one row, with what they stand on. */
export function Facts({ period, summary, miner }: { period: string; summary: Summary; miner: MinerId }) {
  const figures = mined(summary, miner);
  return (
    <>
      <dl className={`${css.facts} ${css.fixed}`}>
        <Fact name="Switched off, MWh" about="curtailment" value={mwh(summary.curtailed_mwh)} accent="energy">
          <OtherDefinitions period={period}>{({ curtailed_mwh }) => withMwh(curtailed_mwh)}</OtherDefinitions>
        </Fact>
        <Fact name="Paid to wind farms" about="payment" value={gbp(summary.payment_gbp)}>
          <OtherDefinitions period={period}>{({ payment_gbp }) => gbp(payment_gbp)}</OtherDefinitions>
        </Fact>
        <Fact name="Bitcoin, BTC" about="bitcoin" value={btc(figures?.bitcoin_btc)} accent="bitcoin" />
        <Fact
          name="As a whole fleet, BTC"
          about="dilution"
          value={btc(figures?.bitcoin_diluted_btc)}
          accent="bitcoin"
        />
        <Fact
          name="Mining value"
          about="value"
          value={money(figures?.value_gbp, figures?.value_usd)}
          accent="bitcoin"
        />
      </dl>
      <CoverageLine coverage={summary.coverage} />
    </>
  );
}

interface FactProps {
  name: string;
  about: Anchor;
  value: string;
  accent?: string;
  children?: ReactNode;
}

function Fact({ name, about, value, accent, children }: FactProps) {
  return (
    <div>
      <dt>
        <MethodLink about={about}>{name}</MethodLink>
      </dt>
      <dd className={accent}>
        {value}
        {children}
      </dd>
    </div>
  );
}
