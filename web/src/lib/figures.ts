import type { Anchor } from '../components/MethodLink';
import { btcInColumn, type Figure, gbpPerMwh, gbpWhole, mwhInColumn, usdWhole } from './format';
import type { FigureColumn } from './totals';

/** A figure of energy, payment or mining as a table's column. */
export interface FigureField {
  column: FigureColumn;
  title: string;
  about: Anchor;
  format: (value: Figure) => string;
}

export const FIGURES: FigureField[] = [
  { column: 'curtailed_mwh', title: 'Switched off, MWh', about: 'curtailment', format: mwhInColumn },
  { column: 'payment_gbp', title: 'Paid, £', about: 'payment', format: gbpWhole },
  { column: 'payment_gbp_per_mwh', title: 'Paid, £/MWh', about: 'payment', format: gbpPerMwh },
  { column: 'bitcoin_btc', title: 'Bitcoin, BTC', about: 'bitcoin', format: btcInColumn },
  { column: 'value_gbp', title: 'Mining value, £', about: 'value', format: gbpWhole },
  { column: 'value_gbp_per_mwh', title: 'Mining value, £/MWh', about: 'ratio', format: gbpPerMwh },
];

export const DOLLARS: FigureField = { column: 'value_usd', title: 'Mining value, $', about: 'value', format: usdWhole };
