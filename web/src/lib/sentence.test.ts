import { describe, expect, it } from 'vitest';
import { meta, nothing, summary } from '../test/fixtures';
import { fleetSentence, quotable, sentence, subjectOf, told } from './sentence';

const said = (change: Parameters<typeof summary>[0] = {}, subject?: ReturnType<typeof subjectOf>) =>
  sentence(told(summary(change), 'S19J_PRO'), 'Antminer S19J Pro', 'On Tuesday 1 April 2025', subject)
    .map(({ text }) => text)
    .join('');

describe('the sentence', () => {
  it('says energy, payment, Bitcoin and value', () => {
    expect(said()).toBe(
      'On Tuesday 1 April 2025, Britain switched off 19,168 MWh of wind power and paid wind farms £491,850 for it. ' +
        'On an Antminer\u00a0S19J\u00a0Pro it could have mined 14.47 BTC, worth £935,000.',
    );
  });

  it('says in a second one what the whole fleet would have been left with', () => {
    const second = (change: Parameters<typeof summary>[0] = {}) =>
      fleetSentence(summary(change), 'S19J_PRO')
        .map(({ text }) => text)
        .join('');
    expect(second()).toBe(
      'Had the whole fleet joined the network, the difficulty would have risen and left it 13.95 BTC.',
    );
    expect(second({ mining: [] })).toBe('');
  });

  it('tells of one farm by its name', () => {
    const farm = subjectOf('Seagreen 1', 'the farm');
    expect(said({}, farm)).toContain('19,168 MWh of wind power at Seagreen 1 and paid the farm £491,850 for it.');
    expect(said({ payment_gbp: -1200.5 }, farm)).toContain('for which the farm paid £1,201.');
    expect(said({ curtailed_mwh: 0 }, farm)).toContain('no wind power at Seagreen 1: a true zero');
  });

  it('turns round where farms paid', () => {
    expect(said({ payment_gbp: -1200.5 })).toContain('for which wind farms paid £1,201.');
  });

  it('tells a true zero from what is not known', () => {
    expect(said({ curtailed_mwh: 0 })).toContain('a true zero');
    const unknown = sentence(told(nothing('2025-04-05'), 'S19J_PRO'), 'x', 'On 5 April 2025');
    expect(unknown.map(({ text }) => text).join('')).toContain('not known');
  });

  it('leaves an unknown price unknown', () => {
    const [figures] = summary().mining;
    const mining = [{ ...figures!, value_gbp: null, value_gbp_per_mwh: null }];
    expect(said({ mining })).toContain('whose value in pounds is not known.');
    expect(said({ mining: [] })).toContain('an amount of Bitcoin that is not known');
  });

  it('carries definition, coverage and source when quoted, and warns of simulated data', () => {
    const about = {
      phrases: [{ text: 'It blew.' }],
      second: [{ text: 'It blew on.' }],
      licence: meta.licence,
      address: 'https://example.org/day/2025-04-01',
    };
    const covered = summary({ coverage: { expected: 48, complete: 46, provisional: 6 } });
    const quote = quotable({ ...about, figures: covered, source: 'live' });
    expect(quote).toBe(
      'It blew. It blew on. (SO-flagged bids, at bid price before adjustments; 46 of 48 half hours, 6 provisional (Elexon may revise these until the second day after, or later). ' +
        `Source: Windfall, https://example.org/day/2025-04-01. ${meta.licence}.)`,
    );
    expect(quotable({ ...about, figures: covered, source: 'simulated' })).toMatch(/^SIMULATED DATA/);
  });
});
