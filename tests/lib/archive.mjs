// Archives written by tests: invented stacks in the recorded format.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { periodsOf } from '../fakes/elexon.mjs';

const prefix = '/bmrs/api/v1';
export const stackPath = (side, date, period) => `${prefix}/balancing/settlement/stack/all/${side}/${date}/${period}`;

const start = (date, period) => {
  const noon = new Date(`${date}T12:00:00Z`);
  const hour = Number(noon.toLocaleString('en-GB', { timeZone: 'Europe/London', hour: '2-digit', hour12: false }));
  const changes = { 46: 1, 50: -1 }[periodsOf(date)] ?? 0; // noon is after the change, midnight before it
  const midnight = Date.parse(`${date}T00:00:00Z`) - (hour - 12 - changes) * 3_600_000;
  return new Date(midnight + (period - 1) * 1_800_000).toISOString().replace('.000Z', 'Z');
};

const minute = (time) => `${time.slice(0, 16)}Z`;
/** Wind output is asked for by the UTC times at which the day starts and ends. */
export const windPath = (date) =>
  `${prefix}/generation/actual/per-type/wind-and-solar?from=${minute(start(date, 1))}&to=${minute(start(date, periodsOf(date) + 1))}`;

export const systemPricesPath = (date) => `${prefix}/balancing/settlement/system-prices/${date}`;

/** Notifications are asked for by the units, in the order of their ids. */
export const notificationsPath = (date, units) =>
  `${prefix}/datasets/PN/stream?from=${date}&settlementPeriodFrom=1&to=${date}&settlementPeriodTo=${periodsOf(date)}` +
  units.map((id) => `&bmUnit=${id}`).join('');
/** A line in MW from minute to minute of a half hour. */
export const notification = (bmUnit, date, period, from, to, minutes = [0, 30]) => {
  const at = (minute) =>
    new Date(Date.parse(start(date, period)) + minute * 60_000).toISOString().replace('.000Z', 'Z');
  return {
    dataset: 'PN',
    settlementDate: date,
    settlementPeriod: period,
    timeFrom: at(minutes[0]),
    timeTo: at(minutes[1]),
    levelFrom: from,
    levelTo: to,
    nationalGridBmUnit: bmUnit.slice(2),
    bmUnit,
  };
};

/** A row of a stack in Elexon's order; what is not given is ordinary. Numbers may be given as text, to keep their digits. */
export function row(date, period, sequenceNumber, fields) {
  const values = {
    settlementDate: date,
    settlementPeriod: period,
    startTime: start(date, period),
    createdDateTime: `${date}T23:59:00Z`,
    sequenceNumber,
    id: 'T_GAS-1',
    acceptanceId: 1000 + sequenceNumber,
    bidOfferPairId: -1,
    cadlFlag: false,
    soFlag: false,
    storProviderFlag: false,
    repricedIndicator: false,
    reserveScarcityPrice: 0,
    originalPrice: 50,
    volume: -1,
    dmatAdjustedVolume: -1,
    arbitrageAdjustedVolume: -1,
    nivAdjustedVolume: 0,
    parAdjustedVolume: null,
    finalPrice: 50,
    transmissionLossMultiplier: 1,
    tlmAdjustedVolume: null,
    tlmAdjustedCost: null,
    ...fields,
  };
  const numbers = ['volume', 'originalPrice', 'finalPrice'];
  const text = (name, value) => (numbers.includes(name) && typeof value === 'string' ? value : JSON.stringify(value));
  return `{${Object.entries(values)
    .map(([name, value]) => `"${name}":${text(name, value)}`)
    .join(',')}}`;
}

export const stack = (rows) => `{"metadata":{"datasets":["ISPSTACK"]},"data":[${rows.join(',')}]}`;
export const line = (url, body, status = 200) => `${JSON.stringify({ path: url, status, body })}\n`;

/** A unit of a register; capacities are strings there. */
export const unit = (id, fields = {}) => ({
  nationalGridBmUnit: id?.slice(2) ?? 'NONE',
  elexonBmUnit: id,
  eic: null,
  fuelType: 'WIND',
  leadPartyName: 'Test Wind Limited',
  bmUnitType: 'T',
  fpnFlag: true,
  bmUnitName: `${id} Wind Farm`,
  leadPartyId: 'TESTW',
  demandCapacity: '0.000',
  generationCapacity: '100.000',
  productionOrConsumptionFlag: 'P',
  gspGroupId: null,
  gspGroupName: null,
  interconnectorId: null,
  ...fields,
});

export function writeRegister(folder, month, units) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `reference-${month}.jsonl.gz`);
  writeFileSync(file, gzipSync(line(`${prefix}/reference/bmunits/all`, JSON.stringify(units))));
}

/** A day whose every period has one plant's bid, and the given bid rows: period → rows' fields. */
export function writeDay(folder, date, bids = {}) {
  mkdirSync(folder, { recursive: true });
  const lines = [];
  for (let period = 1; period <= periodsOf(date); period++) {
    const rows = [{}, ...(bids[period] ?? [])].map((fields, i) => row(date, period, i + 1, fields));
    lines.push(line(stackPath('bid', date, period), stack(rows)), line(stackPath('offer', date, period), stack([])));
  }
  writeFileSync(path.join(folder, `${date}.jsonl.gz`), gzipSync(lines.join('')));
}

/** Adds replies to a day: the last of a path wins. */
export function appendDay(folder, date, replies) {
  const text = replies
    .map(([side, period, body, status]) => line(stackPath(side, date, period), body, status))
    .join('');
  appendFileSync(path.join(folder, `${date}.jsonl.gz`), gzipSync(text));
}
