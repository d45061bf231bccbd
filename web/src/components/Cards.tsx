import type { ReactNode } from 'react';
import type { MinerId, Summary } from '../api/types';
import { btc, count, gbp, gbpPerMwh, money, mwh, NOT_KNOWN, plural, ratio, withMwh } from '../lib/format';
import { mined } from '../lib/sentence';
import { BitcoinSign } from './BitcoinSign';
import { type Anchor, MethodLink } from './MethodLink';
import { OtherDefinitions } from './OtherDefinitions';
import css from './Cards.module.css';

interface Props {
  /** What the summary is of: a day, a month or a year. */
  period: string;
  summary: Summary;
  miner: MinerId;
  minerLabel: string;
}

export function Cards({ period, summary, miner, minerLabel }: Props) {
  const figures = mined(summary, miner);
  const paid = summary.payment_gbp;
  const isPaidBack = paid != null && paid < 0;
  const inItsDirection = (amount: number | null) => gbp(amount != null && isPaidBack ? -amount : amount);
  return (
    <div className={css.cards}>
      <Card accent="energy" title="Energy switched off" about="curtailment">
        <Value figure={summary.curtailed_mwh} unit="MWh">
          {mwh(summary.curtailed_mwh)}
        </Value>
        <p>
          {plural(summary.farms ?? 0, 'wind farm unit')}, in {count(summary.half_hours)} of{' '}
          {plural(summary.coverage.expected, 'half hour')}
        </p>
        <p>
          <OtherDefinitions period={period}>{({ curtailed_mwh }) => withMwh(curtailed_mwh)}</OtherDefinitions>
        </p>
      </Card>
      <Card accent="money" title={isPaidBack ? 'Paid by wind farms' : 'Paid to wind farms'} about="payment">
        <Value figure={paid}>{inItsDirection(paid)}</Value>
        <p>
          {summary.payment_gbp_per_mwh == null
            ? 'No price: nothing was switched off'
            : `${gbpPerMwh(summary.payment_gbp_per_mwh)} for each MWh, at bid price before adjustments`}
        </p>
        <p>
          <OtherDefinitions period={period}>{({ payment_gbp }) => inItsDirection(payment_gbp)}</OtherDefinitions>
        </p>
      </Card>
      <Card accent="bitcoin" title="Bitcoin it could have mined" about="bitcoin">
        <Value figure={figures?.bitcoin_btc} unit="BTC" sign={<BitcoinSign className={css.sign} />}>
          {btc(figures?.bitcoin_btc)}
        </Value>
        <p>
          {figures?.value_gbp == null
            ? 'Value in pounds not known'
            : `Worth ${money(figures.value_gbp, figures.value_usd)} at the time`}
          , on {minerLabel}
        </p>
        {figures?.bitcoin_diluted_btc ? (
          <p>
            {btc(figures.bitcoin_diluted_btc)} BTC <MethodLink about="dilution">as a whole fleet</MethodLink>
          </p>
        ) : null}
      </Card>
      <RatioCard
        isZero={summary.curtailed_mwh === 0}
        paid={summary.payment_gbp_per_mwh}
        earned={figures?.value_gbp_per_mwh}
      />
    </div>
  );
}

interface CardProps {
  accent: 'energy' | 'bitcoin' | 'money';
  title: string;
  about: Anchor;
  children: ReactNode;
}

function Card({ accent, title, about, children }: CardProps) {
  return (
    <section className={`${css.card} ${css[accent]}`}>
      <h2>
        <MethodLink about={about}>{title}</MethodLink>
      </h2>
      {children}
    </section>
  );
}

interface ValueProps {
  figure: number | null | undefined;
  unit?: string;
  sign?: ReactNode;
  children: string;
}

function Value({ figure, unit, sign, children }: ValueProps) {
  if (figure == null) return <p className={css.unknown}>{NOT_KNOWN}</p>;
  return (
    <p className={css.value}>
      {sign}
      {children}
      {unit && <span className={css.unit}> {unit}</span>}
    </p>
  );
}

interface RatioProps {
  isZero: boolean;
  paid: number | null;
  earned: number | null | undefined;
}

/** Mining value against payment, both per MWh; a ratio only where farms were paid. */
function RatioCard({ isZero, paid, earned }: RatioProps) {
  const times = paid != null && paid > 0 && earned != null ? earned / paid : undefined;
  return (
    <Card accent="bitcoin" title="Mining value for each £1 paid" about="ratio">
      {times === undefined ? (
        <p className={css.unknown}>{isZero || (paid != null && earned != null) ? 'no ratio' : NOT_KNOWN}</p>
      ) : (
        <p className={css.value}>£{ratio(times)}</p>
      )}
      {isZero ? (
        <p>Nothing was switched off</p>
      ) : (
        <dl className={css.versus}>
          <Bar name="Mining" amount={earned} other={paid} accent={css.mining} />
          <Bar name="Paid" amount={paid} other={earned} accent={css.paid} />
        </dl>
      )}
    </Card>
  );
}

interface BarProps {
  name: string;
  amount: number | null | undefined;
  other: number | null | undefined;
  accent: string | undefined;
}

function Bar({ name, amount, other, accent }: BarProps) {
  const most = Math.max(amount ?? 0, other ?? 0);
  const share = amount && most > 0 ? Math.max(0, amount / most) : 0;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span className={css.track} aria-hidden="true">
          <span className={accent} style={{ width: `${share * 100}%` }} />
        </span>
        {amount == null ? NOT_KNOWN : `${gbpPerMwh(amount)}/MWh`}
      </dd>
    </div>
  );
}
