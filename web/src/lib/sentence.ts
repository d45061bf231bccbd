import type { Coverage, DataSource, DefinitionId, MinerId, Summary } from '../api/types';
import type { Anchor } from '../components/MethodLink';
import { coverageText, extent } from './coverage';
import { btc, type Figure, gbp, money, mwh } from './format';
import { isCustom } from './machine';
import { definitionName } from './names';

export interface Phrase {
  text: string;
  accent?: 'energy' | 'bitcoin' | 'money';
  about?: Anchor;
}

/** A name that no line break tears; a quote has its plain spaces again. */
const unbroken = (name: string) => name.replaceAll(' ', '\u00a0');

export const mined = (summary: Summary, miner: MinerId) =>
  summary.mining.find((figures) => figures.miner === (isCustom(miner) ? 'custom' : miner));

/** What a sentence tells of: a summary with one miner's figures, or a row of the cuts. */
export interface Told {
  definition: DefinitionId;
  curtailed_mwh: Figure;
  payment_gbp: Figure;
  bitcoin_btc: Figure;
  value_gbp: Figure;
  /** Where dollars were asked for. */
  value_usd?: Figure;
  coverage: Coverage;
}

export const told = (summary: Summary, miner: MinerId): Told => ({
  ...summary,
  bitcoin_btc: mined(summary, miner)?.bitcoin_btc,
  value_gbp: mined(summary, miner)?.value_gbp,
  value_usd: mined(summary, miner)?.value_usd,
});

/** Whose power it was: all wind farms, or one farm or company by its name. */
export interface Subject {
  power: string;
  paid: string;
}

const ALL_FARMS: Subject = { power: 'wind power', paid: 'wind farms' };

export const subjectOf = (name: string, paid: 'the farm' | 'the company'): Subject => ({
  power: `wind power at ${name}`,
  paid,
});

/** `when` opens the sentence: `On Tuesday 1 April 2025`, `So far in April 2025`. */
export function sentence(figures: Told, minerLabel: string, when: string, subject = ALL_FARMS): Phrase[] {
  const { curtailed_mwh, payment_gbp } = figures;
  if (extent(figures.coverage) === 'none' || curtailed_mwh == null) {
    return [{ text: `${when}, how much ${subject.power} Britain switched off is not known here.` }];
  }
  if (curtailed_mwh === 0) {
    return [{ text: `${when}, Britain switched off no ${subject.power}: a true zero, not a gap.` }];
  }
  return [
    { text: `${when}, Britain switched off ` },
    { text: `${mwh(curtailed_mwh)} MWh`, accent: 'energy', about: 'curtailment' },
    { text: ` of ${subject.power}` },
    ...payment(payment_gbp, subject.paid),
    { text: `. On an ${unbroken(minerLabel)} it could have mined `.replace(/ an (?=[^AEIOUaeiou])/, ' a ') },
    ...bitcoin(figures),
  ];
}

function payment(amount: Figure, payee: string): Phrase[] {
  if (amount == null) return [{ text: ', for a payment that is not known' }];
  if (amount < 0)
    return [{ text: `, for which ${payee} paid ` }, { text: gbp(-amount), accent: 'money', about: 'payment' }];
  return [
    { text: ` and paid ${payee} ` },
    { text: gbp(amount), accent: 'money', about: 'payment' },
    { text: ' for it' },
  ];
}

function bitcoin({ bitcoin_btc, value_gbp, value_usd }: Told): Phrase[] {
  if (bitcoin_btc == null) return [{ text: 'an amount of Bitcoin that is not known.' }];
  return [
    { text: `${btc(bitcoin_btc)} BTC`, accent: 'bitcoin', about: 'bitcoin' },
    { text: value_gbp == null ? ', whose value in pounds is not known.' : `, worth ${money(value_gbp, value_usd)}.` },
  ];
}

/** The second sentence, under the first: what a fleet of that size would have been left with. */
export function fleetSentence(summary: Summary, miner: MinerId): Phrase[] {
  const figures = mined(summary, miner);
  if (!figures?.bitcoin_btc || figures.bitcoin_diluted_btc == null) return [];
  return [
    { text: 'Had the whole fleet joined the network, the difficulty would have risen and left it ' },
    { text: `${btc(figures.bitcoin_diluted_btc)} BTC`, accent: 'bitcoin', about: 'dilution' },
    { text: '.' },
  ];
}

interface Quote {
  phrases: Phrase[];
  /** What follows the phrases, smaller. */
  second: Phrase[];
  figures: Pick<Told, 'definition' | 'coverage'>;
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
export function quotable({ phrases, second, figures, source, licence, address }: Quote): string {
  const warning = source === 'simulated' ? 'SIMULATED DATA, not real: ' : '';
  const said = [phrases, second].map(plainText).filter(Boolean).join(' ');
  const mayMove =
    figures.coverage.provisional > 0 ? ' (Elexon may revise these until the second day after, or later)' : '';
  const basis = `${definitionName(figures.definition)}, at bid price before adjustments; ${coverageText(figures.coverage)}${mayMove}`;
  return `${warning}${said} (${basis}. Source: Windfall, ${address}. ${licence}.)`;
}
