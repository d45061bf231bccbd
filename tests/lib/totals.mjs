// What an archived day must come to, worked out from its text without any of the programs under test: exact, by the rounding rule.
import path from 'node:path';
import { readExchanges } from '../fakes/elexon.mjs';
import { add, compare, decimal, format, multiply, round, subtract } from './decimal.mjs';

const field = (row, name) =>
  new RegExp(`"${name}":(?:"([^"]*)"|([^,}]*))`)
    .exec(row)
    .slice(1)
    .find((text) => text !== undefined);

const rowsOf = (body) => body.match(/\{"settlementDate"[^}]*\}/g) ?? [];

export function windUnits(folder, register) {
  const [{ body }] = readExchanges(path.join(folder, register)).values();
  return new Set(
    JSON.parse(body)
      .filter(({ fuelType }) => fuelType === 'WIND')
      .map(({ elexonBmUnit }) => elexonBmUnit),
  );
}

/** {records, mwh, gbp} of the day's wind bids, as text; those with soFlag alone, or all. */
export function totalsOf(folder, date, wind, { soFlagged = true } = {}) {
  const totals = { records: 0, mwh: decimal('0'), gbp: decimal('0') };
  for (const [url, { status, body }] of readExchanges(path.join(folder, `${date}.jsonl.gz`))) {
    if (status !== 200 || !url.includes('/bid/')) continue;
    for (const row of rowsOf(body)) {
      if (!wind.has(field(row, 'id')) || (soFlagged && field(row, 'soFlag') !== 'true')) continue;
      const volume = round(decimal(field(row, 'volume')), 9);
      if (volume.units >= 0n) continue;
      totals.records++;
      totals.mwh = add(totals.mwh, { ...volume, units: -volume.units });
      totals.gbp = add(totals.gbp, round(multiply(volume, round(decimal(field(row, 'originalPrice')), 9)), 6));
    }
  }
  return { records: totals.records, mwh: format(totals.mwh), gbp: format(totals.gbp) };
}

/** Period → what replaced the curtailed wind cost, as text, null where the offers do not cover it; of half hours with curtailment alone. */
export function replacementOf(folder, date, wind, { soFlagged = true } = {}) {
  const zero = decimal('0');
  const curtailed = new Map();
  const offers = new Map();
  for (const [url, { status, body }] of readExchanges(path.join(folder, `${date}.jsonl.gz`))) {
    if (status !== 200 || !url.includes('/stack/')) continue;
    const period = Number(url.split('/').at(-1));
    const rows = rowsOf(body).map((text) => ({
      wind: wind.has(field(text, 'id')),
      so: field(text, 'soFlag') === 'true',
      cadl: field(text, 'cadlFlag') === 'true',
      sequence: Number(field(text, 'sequenceNumber')),
      price: field(text, 'originalPrice'),
      volume: round(decimal(field(text, 'volume')), 9),
    }));
    if (url.includes('/bid/'))
      curtailed.set(
        period,
        rows
          .filter((row) => row.wind && row.volume.units < 0n && (row.so || !soFlagged))
          .reduce((total, { volume }) => subtract(total, volume), zero),
      );
    else
      offers.set(
        period,
        rows
          .filter((row) => !row.wind && !row.cadl && row.volume.units > 0n)
          .sort((a, b) => a.so - b.so || a.sequence - b.sequence),
      );
  }
  const costs = new Map();
  for (let [period, left] of curtailed) {
    if (left.units === 0n) continue;
    let cost = zero;
    for (const { price, volume } of offers.get(period) ?? []) {
      if (left.units <= 0n) break;
      const taken = compare(volume, left) < 0 ? volume : left;
      cost = add(cost, multiply(taken, round(decimal(price), 9)));
      left = subtract(left, taken);
    }
    costs.set(period, left.units > 0n ? null : format(round(cost, 6)));
  }
  return costs;
}
