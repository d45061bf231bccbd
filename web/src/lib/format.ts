/** Figures as British readers write them. What is not known says so; it is never a zero. */
export const NOT_KNOWN = 'not known';

export type Figure = number | null | undefined;

const formats = new Map<number, Intl.NumberFormat>();

function fixed(value: number, places: number): string {
  let format = formats.get(places);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
    formats.set(places, format);
  }
  const text = format.format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? `−${text}` : text;
}

const known = (value: Figure, write: (value: number) => string) => (value == null ? NOT_KNOWN : write(value));

/** Decimal places that keep about `digits` significant figures, between none and `most`. */
function placesFor(value: number, digits: number, most: number): number {
  if (value === 0) return 0;
  const whole = Math.floor(Math.log10(Math.abs(value))) + 1;
  return Math.min(most, Math.max(0, digits - whole));
}

const energyPlaces = (value: number) => placesFor(value, 3, 3);
const bitcoinPlaces = (value: number) => (value === 0 ? 0 : Math.max(2, placesFor(value, 4, 8)));
const moneyPlaces = (value: number) => (value !== 0 && Math.abs(value) < 1000 ? 2 : 0);

export const count = (value: Figure) => known(value, (v) => fixed(v, 0));
export const mwh = (value: Figure) => known(value, (v) => fixed(v, energyPlaces(v)));
export const withMwh = (value: Figure) => known(value, () => `${mwh(value)} MWh`);
export const mwhExact = (value: Figure) => known(value, (v) => fixed(v, 3));
/** In columns: as many places in each row, more only where nothing would be left of the figure. */
const inColumn = (places: number) => (value: Figure) =>
  known(value, (v) => fixed(v, Math.max(places, placesFor(v, 1, 12))));
export const mwhInColumn = inColumn(1);
export const btcInColumn = inColumn(4);
export const megawatts = (value: Figure) => known(value, (v) => fixed(v, Number.isInteger(v) ? 0 : 1));
export const btc = (value: Figure) => known(value, (v) => fixed(v, bitcoinPlaces(v)));
export const ratio = (value: Figure) => known(value, (v) => fixed(v, placesFor(v, 3, 2)));

function withSign(sign: '£' | '$', value: number, places: number): string {
  const text = fixed(value, places);
  return text.startsWith('−') ? `−${sign}${text.slice(1)}` : `${sign}${text}`;
}

const sterling = (value: number, places: number) => withSign('£', value, places);

export const gbp = (value: Figure) => known(value, (v) => sterling(v, moneyPlaces(v)));
export const usd = (value: Figure) => known(value, (v) => withSign('$', v, moneyPlaces(v)));
export const usdWhole = (value: Figure) => known(value, (v) => withSign('$', v, 0));
/** Pounds, and dollars beside them where those were asked for. */
export const money = (pounds: Figure, dollars: Figure) =>
  dollars == null ? gbp(pounds) : `${gbp(pounds)} (${usd(dollars)})`;
export const gbpWhole = (value: Figure) => known(value, (v) => sterling(v, 0));
export const gbpPerMwh = (value: Figure) => known(value, (v) => sterling(v, 2));

/** For axes: 12,000 stays short as 12k. */
export function tick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e6) return `${trim(value / 1e6)}m`;
  if (size >= 1e4) return `${trim(value / 1e3)}k`;
  return trim(value);
}

export function tickGbp(value: number): string {
  const text = tick(value);
  return text.startsWith('−') ? `−£${text.slice(1)}` : `£${text}`;
}

const tickFormat = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 6 });
const trim = (value: number) => tickFormat.format(value).replace('-', '−');

export const plural = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;
