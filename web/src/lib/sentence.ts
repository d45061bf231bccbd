import type { DataSource, MinerId, Summary } from '../api/types';
import { coverageText, extent } from './coverage';
import { btc, gbp, mwh } from './format';
import { definitionName } from './names';

export interface Phrase {
  text: string;
  accent?: 'energy' | 'bitcoin' | 'money';
}

/** What stands beside every Bitcoin figure of a whole day or longer, in the cards. */
export const IF_JOINED = 'if the whole fleet had joined the network, as it raises the difficulty';

/** A name that no line break tears; a quote has its plain spaces again. */
const unbroken = (name: string) => name.replaceAll(' ', '\u00a0');

export const mined = (summary: Summary, miner: MinerId) => summary.mining.find((figures) => figures.miner === miner);

/** `when` opens the sentence: `On Tuesday 1 April 2025`, `So far in April 2025`. */
export function sentence(summary: Summary, miner: MinerId, minerLabel: string, when: string): Phrase[] {
  const { curtailed_mwh, payment_gbp } = summary;
  if (extent(summary.coverage) === 'none' || curtailed_mwh == null) {
    return [{ text: `${when}, how much wind power Britain switched off is not known here.` }];
  }
  if (curtailed_mwh === 0) {
    return [{ text: `${when}, Britain switched off no wind power: a true zero, not a gap.` }];
  }
  return [
    { text: `${when}, Britain switched off ` },
    { text: `${mwh(curtailed_mwh)} MWh`, accent: 'energy' },
    { text: ' of wind power' },
    ...payment(payment_gbp),
    { text: `. On an ${unbroken(minerLabel)} it could have mined `.replace(/ an (?=[^AEIOUaeiou])/, ' a ') },
    ...bitcoin(summary, miner),
  ];
}

function payment(amount: number | null): Phrase[] {
  if (amount == null) return [{ text: ', for a payment that is not known' }];
  if (amount < 0) return [{ text: ', for which wind farms paid ' }, { text: gbp(-amount), accent: 'money' }];
  return [{ text: ' and paid wind farms ' }, { text: gbp(amount), accent: 'money' }, { text: ' for it' }];
}

function bitcoin(summary: Summary, miner: MinerId): Phrase[] {
  const figures = mined(summary, miner);
  if (figures?.bitcoin_btc == null) return [{ text: 'an amount of Bitcoin that is not known.' }];
  return [
    { text: `${btc(figures.bitcoin_btc)} BTC`, accent: 'bitcoin' },
    {
      text: figures.value_gbp == null ? ', whose value in pounds is not known.' : `, worth ${gbp(figures.value_gbp)}.`,
    },
  ];
}

/** The second sentence, under the first: what a fleet of that size would have been left with. */
export function fleetSentence(summary: Summary, miner: MinerId): Phrase[] {
  const figures = mined(summary, miner);
  if (!figures?.bitcoin_btc || figures.bitcoin_diluted_btc == null) return [];
  return [
    { text: 'Had the whole fleet joined the network, the difficulty would have risen and left it ' },
    { text: `${btc(figures.bitcoin_diluted_btc)} BTC`, accent: 'bitcoin' },
    { text: '.' },
  ];
}

interface Quote {
  phrases: Phrase[];
  /** What follows the phrases, smaller. */
  second: Phrase[];
  summary: Summary;
  source: DataSource;
  licence: string;
  address: string;
}

const plainText = (phrases: Phrase[]) =>
  phrases
    .map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');

/** The sentences with all that they need to stand alone elsewhere. */
export function quotable({ phrases, second, summary, source, licence, address }: Quote): string {
  const warning = source === 'simulated' ? 'SIMULATED DATA, not real: ' : '';
  const said = [phrases, second].map(plainText).filter(Boolean).join(' ');
  const basis = `${definitionName(summary.definition)}, at bid price before adjustments; ${coverageText(summary.coverage)}`;
  return `${warning}${said} (${basis}. Source: Windfall, ${address}. ${licence}.)`;
}
